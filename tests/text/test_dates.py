"""Dates as feeds and pages write them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.text.dates import _rfc, parse_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thu, 04 Sep 2025 06:00:00 GMT", datetime(2025, 9, 4, 6, tzinfo=UTC)),
        ("Thu, 04 Sep 2025 09:00:00 +0300", datetime(2025, 9, 4, 6, tzinfo=UTC)),
        ("Tue, 4 Sep 25 10:00 EDT", datetime(2025, 9, 4, 14, tzinfo=UTC)),
        ("2025-09-04T08:00:00+02:00", datetime(2025, 9, 4, 6, tzinfo=UTC)),
        ("2025-09-04 08:00:00Z", datetime(2025, 9, 4, 8, tzinfo=UTC)),
        ("20250904T101010Z", datetime(2025, 9, 4, 10, 10, 10, tzinfo=UTC)),
        ("04.09.2025", datetime(2025, 9, 4, tzinfo=UTC)),  # day first: 4 September
        ("4/9/2025 17:45", datetime(2025, 9, 4, 17, 45, tzinfo=UTC)),
        ("09/25/2025", datetime(2025, 9, 25, tzinfo=UTC)),
        ("Sept. 4, 2025", datetime(2025, 9, 4, tzinfo=UTC)),
        ("4. septembra 2025.", datetime(2025, 9, 4, tzinfo=UTC)),
        ("4 \u0633\u0628\u062a\u0645\u0628\u0631 2025", datetime(2025, 9, 4, tzinfo=UTC)),
        (
            "\u0664 \u0623\u064a\u0644\u0648\u0644 \u0662\u0660\u0662\u0665 14:30",
            datetime(2025, 9, 4, 14, 30, tzinfo=UTC),
        ),
        (
            "3 \u062a\u0634\u0631\u064a\u0646 \u0627\u0644\u062b\u0627\u0646\u064a 2024",
            datetime(2024, 11, 3, tzinfo=UTC),
        ),
        (
            "12 \u0643\u0627\u0646\u0648\u0646 \u0627\u0644\u062b\u0627\u0646\u064a 2024",
            datetime(2024, 1, 12, tzinfo=UTC),
        ),
        ("4 \u05d1\u05e1\u05e4\u05d8\u05de\u05d1\u05e8 2025", datetime(2025, 9, 4, tzinfo=UTC)),
        ("\u06f2\u06f0\u06f2\u06f5/\u06f0\u06f9/\u06f0\u06f4", datetime(2025, 9, 4, tzinfo=UTC)),
        ("Nov 24, 2025 3:15 PM", datetime(2025, 11, 24, 15, 15, tzinfo=UTC)),
        ("24 November 2025, 12:05 a.m.", datetime(2025, 11, 24, 0, 5, tzinfo=UTC)),
        ("5. M\u00e4rz 2025", datetime(2025, 3, 5, tzinfo=UTC)),
        ("1 ao\u00fbt 2025 \u00e0 08:30", datetime(2025, 8, 1, 8, 30, tzinfo=UTC)),
        ("7 de septiembre de 2025", datetime(2025, 9, 7, tzinfo=UTC)),
        ("9 \u0441\u0435\u043d\u0442\u044f\u0431\u0440\u044f 2025", datetime(2025, 9, 9, tzinfo=UTC)),
        ("\u06f1\u06f4\u06f0\u06f4/\u06f0\u06f6/\u06f1\u06f3", datetime(2025, 9, 4, tzinfo=UTC)),  # Jalali
        (
            "\u06f1 \u0641\u0631\u0648\u0631\u062f\u06cc\u0646 \u06f1\u06f4\u06f0\u06f5",
            datetime(2026, 3, 21, tzinfo=UTC),
        ),
        (
            "\u06f3\u06f0 \u0627\u0633\u0641\u0646\u062f \u06f1\u06f3\u06f9\u06f9 - \u06f1\u06f4:\u06f3\u06f0",
            datetime(2021, 3, 20, 14, 30, tzinfo=UTC),
        ),
        ("1404/12/30", None),  # no leap year
        ("yesterday", None),
        ("", None),
        ("31.02.2025", None),
        ("99999999999999999999", None),
    ],
)
def test_a_date_is_read(text: str, expected: datetime | None) -> None:
    assert parse_date(text) == expected


@given(
    st.datetimes(datetime(1970, 1, 3), datetime(2199, 12, 30)),
    st.sampled_from(["GMT", "UTC", "+0000", "-0730", "+0545", "EST"]),
)
def test_the_common_form_is_read_as_by_the_standard_library(moment: datetime, zone: str) -> None:
    """The short way and the long way say the same of every date."""
    written = f"{moment:%a, %d %b %Y %H:%M:%S} {zone}"
    assert parse_date(written) == _rfc(written)

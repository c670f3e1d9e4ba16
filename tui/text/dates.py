"""Dates as feeds and pages write them -> aware UTC.

RFC 5322 with every odd zone, ISO 8601 and RFC 3339, dotted and slashed dates
(day first), month names in English, Arabic (Gulf, Levantine and Maghrebi names),
Hebrew, Serbian, Persian and nine languages of Europe, with digits of any script,
and days of the Jalali calendar.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz
from functools import cache
from importlib.resources import files
from itertools import pairwise

from tui.text import jalali

_ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?)?Z?$")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s*[./]\s*(\d{1,2})\s*[./]\s*(\d{1,2})(?!\d)")
_CLOCK = re.compile(
    r"(?<!\d)(\d{1,2}):(\d{2})(?::(\d{2}))?(?!\d)(?:\s*(?:([ap])\.?m\b|(\u0645\u0633\u0627\u0621|\u0645\b)))?",
    re.IGNORECASE,
)
"""A time of day; p.m. and the Arabic evening count from noon."""
_NUMBER = re.compile(r"\d+")


def parse_date(text: str) -> datetime | None:
    """Read one date; None if there is none.  A date without a zone is taken as UTC, without a time as midnight."""
    if not text:
        return None
    common = _COMMON.fullmatch(text)
    if common is not None and (found := _commonly(*common.groups())) is not None:
        return found
    plain = _plain_digits(text).strip()[:200]
    if not plain:
        return None
    for read in (_iso, _compact, _rfc, _numeric, _named, _jalali):
        try:
            found = read(plain)
        except (ValueError, OverflowError):
            continue
        if found is not None and 1970 <= found.year <= 2200:
            return found
    return None


_COMMON = re.compile(
    r"[A-Z][a-z]{2}, (\d\d?) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d) "
    r"(?:GMT|UTC|([+-])([01]\d|2[0-3])([0-5]\d))",
    re.ASCII,
)
_MONTHS = {
    month: number
    for number, month in enumerate(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), 1
    )
}


def _commonly(
    day: str, month: str, year: str, hour: str, minute: str, second: str, sign: str | None, hours: str, minutes: str
) -> datetime | None:
    """RFC 5322 as nearly all feeds write it, read without looking twice; None for what is not quite that."""
    number = _MONTHS.get(month)
    if number is None or not "1970" <= year <= "2200":
        return None
    try:
        moment = datetime(int(year), number, int(day), int(hour), int(minute), int(second), tzinfo=UTC)
    except ValueError:
        return None
    if sign is None:
        return moment
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    return moment + offset if sign == "-" else moment - offset


def _plain_digits(text: str) -> str:
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text if unicodedata.category(c) != "Cf")


def _iso(text: str) -> datetime | None:
    match = _ISO.search(text)
    if not match:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    moment = datetime(
        int(year), int(month), int(day), int(hour or 0), int(minute or 0), min(int(second or 0), 59), tzinfo=UTC
    )
    if zone and zone != "Z":
        sign = -1 if zone[0] == "-" else 1
        digits = zone[1:].replace(":", "")
        moment -= sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return moment


def _compact(text: str) -> datetime | None:
    match = _COMPACT.match(text)
    if not match:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)


def _rfc(text: str) -> datetime | None:
    fields = parsedate_tz(text)
    clock = _CLOCK.search(text)
    if fields is None or fields[0] < 1970 or (clock is not None and clock[4]):
        return None  # RFC 5322 knows no p.m. and passes over it
    offset = timezone(timedelta(seconds=fields[9] or 0))
    year, month, day, hour, minute, second = fields[:6]
    # ISO 8601 and some writers of RFC 5322 dates end a day with 24:00.
    moment = datetime(year, month, day, 0 if hour == 24 else hour, minute, min(second, 59), tzinfo=offset)
    return (moment + timedelta(days=hour == 24)).astimezone(UTC)


def _numeric(text: str) -> datetime | None:
    if match := _DAY_FIRST.search(text):
        day, month, year = map(int, match.groups())
        if month > 12 >= day:  # 09/25/2025 can only be month first
            day, month = month, day
    elif match := _YEAR_FIRST.search(text):
        year, month, day = map(int, match.groups())
    else:
        return None
    return _with_clock(text[: match.start()] + " " + text[match.end() :], year, month, day)


def _named(text: str) -> datetime | None:
    """A day, a month's name and a year, in any order."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    joined = [*words, *(a + b for a, b in pairwise(words))]
    month = next((found for word in reversed(joined) if (found := _month_number(word))), None)
    if month is None:
        return None
    without_clock = _CLOCK.sub(" ", text)
    numbers = [int(number) for number in _NUMBER.findall(without_clock)]
    year = next((number for number in numbers if 1970 <= number <= 2200), None)
    day = next((number for number in numbers if 1 <= number <= 31), None)
    if year is None or day is None:
        return None
    return _with_clock(text, year, month, day)


def _with_clock(text: str, year: int, month: int, day: int) -> datetime:
    clock = _CLOCK.search(text)
    if clock is None:
        return datetime(year, month, day, tzinfo=UTC)
    hour = int(clock[1])
    if clock[4] or clock[5]:
        hour = hour % 12 + 12 * (clock[5] is not None or clock[4].lower() == "p")
    return datetime(year, month, day, hour % 24, int(clock[2]), tzinfo=UTC)


def _jalali(text: str) -> datetime | None:
    """A day of the Iranian calendar, in numbers with the year first, or with the month's name."""
    if match := _YEAR_FIRST.search(text):
        year, month, day = map(int, match.groups())
    else:
        words = re.findall(r"[^\W\d_]+", text)
        month = next((jalali.MONTHS[word] for word in words if word in jalali.MONTHS), 0)
        numbers = [int(number) for number in _NUMBER.findall(_CLOCK.sub(" ", text))]
        year = next((number for number in numbers if jalali.FIRST <= number <= jalali.LAST), 0)
        day = next((number for number in numbers if 1 <= number <= 31), 0)
    if not (jalali.FIRST <= year <= jalali.LAST and month and day):
        return None
    found = jalali.gregorian(year, month, day)
    return _with_clock(text, found.year, found.month, found.day)


@cache
def _months() -> dict[str, int]:
    """Month name, case-folded and without blanks -> its number."""
    names: dict[str, int] = {}
    for line in (files("tui.text") / "data" / "months.tsv").read_text(encoding="utf-8").splitlines():
        number, *spellings = line.split("\t")
        if not number.startswith("#"):
            names.update(dict.fromkeys(spellings, int(number)))
    return names


def _month_number(word: str) -> int | None:
    """The month that ``word`` names; the one-letter prefixes of Hebrew and Arabic are taken off."""
    months = _months()
    for form in (word, word[1:]):
        if form in months:
            return months[form]
    return None

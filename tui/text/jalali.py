"""The solar Hijri (Jalali) calendar of Iran, as its papers date their pages.

The 33-year rule (eight leap years in 33) agrees with the official calendar for
1178 to 1633 (1799 to 2254).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

MONTHS: Final = {
    "\u0641\u0631\u0648\u0631\u062f\u06cc\u0646": 1,
    "\u0627\u0631\u062f\u06cc\u0628\u0647\u0634\u062a": 2,
    "\u062e\u0631\u062f\u0627\u062f": 3,
    "\u062a\u06cc\u0631": 4,
    "\u0645\u0631\u062f\u0627\u062f": 5,
    "\u0634\u0647\u0631\u06cc\u0648\u0631": 6,
    "\u0645\u0647\u0631": 7,
    "\u0622\u0628\u0627\u0646": 8,
    "\u0622\u0630\u0631": 9,
    "\u062f\u06cc": 10,
    "\u0628\u0647\u0645\u0646": 11,
    "\u0627\u0633\u0641\u0646\u062f": 12,
}
"""Names of the months."""
FIRST, LAST = 1300, 1499
"""Years in which a number can only be a year of this calendar."""
_LEAP: Final = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
_NEW_YEAR: Final = (1403, date(2024, 3, 20))


def gregorian(year: int, month: int, day: int) -> date:
    """The same day in the Gregorian calendar.  Raises ValueError for a day that this calendar has not."""
    length = 31 if month <= 6 else 30 if month <= 11 or is_leap(year) else 29
    if not (FIRST <= year <= LAST and 1 <= month <= 12 and 1 <= day <= length):
        raise ValueError(f"no day {year}/{month}/{day} in the Jalali calendar")
    known, new_year = _NEW_YEAR
    between = range(min(year, known), max(year, known))
    days = sum(366 if is_leap(one) else 365 for one in between)
    start = new_year + timedelta(days if year > known else -days)
    return start + timedelta((month - 1) * 31 - max(0, month - 7) + day - 1)


def is_leap(year: int) -> bool:
    """Whether the year has 366 days."""
    return year % 33 in _LEAP

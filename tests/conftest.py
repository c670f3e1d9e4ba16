"""Profiles of the property tests: quick ones in every run, a long one for ``make fuzz``.

Neither has a deadline: how long one example takes says what else the machine was doing.
"""

from hypothesis import settings

settings.register_profile("quick", deadline=None)
settings.register_profile("fuzz", max_examples=20_000, deadline=None)
settings.load_profile("quick")

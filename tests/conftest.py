"""Profiles of the property tests: quick ones in every run, a long one for ``make fuzz``."""

from hypothesis import settings

settings.register_profile("fuzz", max_examples=20_000, deadline=None)

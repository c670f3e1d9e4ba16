"""Which display profile this terminal needs: the setting, else what the evidence says."""

from __future__ import annotations

from collections.abc import Mapping

from tui.text.detect import Evidence, choose
from tui.text.profiles import PROFILES, Profile


def choose_profile(setting: str, environ: Mapping[str, str]) -> tuple[Profile, str]:
    """The profile and why it was chosen.  Raises KeyError for a name that is no profile."""
    if setting != "auto":
        return PROFILES[setting], "as set"
    return choose(Evidence(env=environ))

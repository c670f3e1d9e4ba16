"""The reader's own themes: colours by name; what they are used for stands in ``app.tcss``."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="khabar-dark",
    dark=True,
    primary="#7aa2f7",
    secondary="#9ece6a",
    accent="#e0af68",
    warning="#e0af68",
    error="#f7768e",
    success="#9ece6a",
    foreground="#d5d9e6",
    background="#15171e",
    surface="#15171e",
    panel="#1d2029",
    variables={
        "bright": "#ffffff",
        "soft": "#a3a9bd",
        "faint": "#7c8296",
        "line": "#3a4052",
        "cursor-bar": "#2c3654",
        "resting-bar": "#20242f",
        "company": "#7dcfff",
        "person": "#f5a97f",
        "marked": "#4a3a12",
        "selected": "#33467c",
    },
)
LIGHT = Theme(
    name="khabar-light",
    dark=False,
    primary="#1f5fbf",
    secondary="#3b7a1e",
    accent="#94590a",
    warning="#94590a",
    error="#b3261e",
    success="#3b7a1e",
    foreground="#22252e",
    background="#fbfaf7",
    surface="#fbfaf7",
    panel="#efede6",
    variables={
        "bright": "#000000",
        "soft": "#4d5260",
        "faint": "#6a6f7c",
        "line": "#b9b5a8",
        "cursor-bar": "#cfdcf5",
        "resting-bar": "#eceae2",
        "company": "#00628c",
        "person": "#a3420b",
        "marked": "#ffe08a",
        "selected": "#b7cdf7",
    },
)
THEMES = (DARK, LIGHT)

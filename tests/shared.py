"""Where the material that is not part of the project lies: the article and its server, the gold, the Unicode data.

It stands in a folder ``shared`` beside the checkout, or where KHABAR_SHARED
says.  A test that needs it fails in CI when it is missing, so that a green run
there always means that it ran; elsewhere it is skipped with a reason.
"""

import os
from pathlib import Path

import pytest


def find_shared(name: str) -> Path | None:
    """The path of ``name`` below the shared folder, None if it is not there."""
    root = Path(os.environ.get("KHABAR_SHARED") or Path(__file__).resolve().parents[2] / "shared")
    return root / name if (root / name).exists() else None


def shared_path(name: str) -> Path:
    """The path of ``name`` below the shared folder; fails in CI, skips elsewhere, if it is missing."""
    path = find_shared(name)
    if path is None:
        reason = f"{name} is not beside this checkout: set KHABAR_SHARED to the folder that holds it"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return path

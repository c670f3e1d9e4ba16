"""``python -m tests.terminals.say FILE``: what khabar makes of the terminal it runs in, as JSON."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from tui.app.terminal import Wishes, choose_profile, gather


def main() -> int:
    """Ask, choose, write."""
    evidence = gather(os.environ)
    profile, reason = choose_profile(Wishes(), evidence)
    version = "" if evidence.xtversion.startswith("tmux") else evidence.xtversion
    size = tuple(os.get_terminal_size(0))
    name = profile.name + ("" if profile.marks else ", no marks")
    told = {"version": version, "size": size, "profile": name, "reason": reason}
    Path(sys.argv[1]).write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Every failure is one line on standard error that says what to do; no traceback reaches a reader."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

LOG_NAME = "khabar.log"
FAILED, WRONG_USAGE = 1, 2


class Refusal(Exception):
    """A command cannot go on; ``str()`` is one line, ``status`` the exit status."""

    def __init__(self, message: str, status: int = FAILED) -> None:
        super().__init__(message)
        self.status = status


def complain(message: str) -> None:
    """One line on standard error, made harmless for a terminal."""
    from tui.cli.speech import explained, write_error
    from tui.text import sanitise

    line = " ".join(explained(sanitise(message)).split())
    write_error(f"khabar: {line}")


def guard(options: Namespace) -> int:
    """Run the command of ``options``; what it is known to raise becomes a line and a status."""
    from tui.cli.commands import run
    from tui.cli.speech import settle
    from tui.config import ConfigError

    try:
        settle(options, os.environ)
        return run(options)
    except Refusal as refusal:
        complain(str(refusal))
        return refusal.status
    except ConfigError as error:
        complain(str(error))
        return FAILED
    except BrokenPipeError:
        raise
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        complain(f"{where}{(error.strerror or str(error)).lower()}")
        return FAILED


def log_what_nobody_caught(options: Namespace, environ: Mapping[str, str]) -> None:
    """As a last resort, write the traceback into the data folder's log and say so in one line."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            return
        import traceback

        from tui.cli.speech import said

        report = "".join(traceback.format_exception(kind, error, trace))
        path = _write(report, getattr(options, "data", None) or environ.get("KHABAR_DATA"))
        complain(said("cli.wrong.fault", fault=f"{kind.__name__}: {error}", path=str(path)))

    sys.excepthook = hook


def _write(report: str, data: str | None) -> Path:
    """Append to the log in the data folder, or where temporary files go if that cannot be written."""
    import tempfile

    if data is None:
        import platformdirs

        data = str(platformdirs.user_data_path("khabar"))
    entry = f"{datetime.now(UTC).isoformat()} {' '.join(sys.argv[1:])}\n{report}\n"
    for folder in (Path(data).expanduser(), Path(tempfile.gettempdir())):
        path = folder / LOG_NAME
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with path.open("a", encoding="utf-8", errors="backslashreplace") as log:
                log.write(entry)
        except OSError:
            continue
        return path
    return Path(LOG_NAME)

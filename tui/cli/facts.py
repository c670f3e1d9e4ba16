"""``khabar entities update``: facts about those whom the cache names, from Wikidata."""

from __future__ import annotations

import asyncio
import sys
from argparse import Namespace
from collections import Counter

from tui.cli.commands import looking
from tui.cli.faults import FAILED, Refusal, complain
from tui.cli.output import Surface, one_line, print_json
from tui.cli.speech import explained, said, tell
from tui.newsroom.facts import ADDRESS, TOP, Answered, FactsError, update


def run_update(options: Namespace) -> int:
    """Ask, tell of each one, and fail if some could not be asked for."""
    counter = _Counter()
    with looking(options) as desk:
        try:
            found = asyncio.run(
                update(
                    desk,
                    top=TOP if options.top is None else options.top,
                    address=options.address or ADDRESS,
                    again=options.again,
                    progress=counter.progressed,
                )
            )
        except FactsError as error:
            raise Refusal(str(error)) from None
        finally:
            counter.ended()
    if options.json:
        print_json([_values(one) for one in found])
    elif not found:
        tell(options, said("cli.update.nobody"))
    else:
        surface = Surface(options)
        for one in found:
            _print(surface, one)
    failed = [one for one in found if one.verdict == "failed"]
    if failed:
        reason = explained(failed[0].reason)
        complain(said("cli.update.stopped", count=len(failed), total=len(found), reason=reason))
    return FAILED if failed else 0


class _Counter:
    """How far it is, on a terminal."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._done: Counter[str] = Counter()

    def progressed(self, one: Answered) -> None:
        self._done[one.verdict] += 1
        self._write(f"\r\x1b[K{self._done.total()} ({self._done['kept']})")

    def ended(self) -> None:
        self._write("\r\x1b[K")

    def _write(self, text: str) -> None:
        if self._shown:
            sys.stderr.write(text)
            sys.stderr.flush()


def _values(one: Answered) -> dict[str, str]:
    name = one.name
    return {
        "id": name.id,
        "kind": name.kind,
        "name": name.name,
        "outcome": one.verdict,
        "item": one.item,
        "reason": one.reason,
    }


def _print(surface: Surface, one: Answered) -> None:
    if not surface.visual:
        sys.stdout.write("\t".join(map(one_line, (one.verdict, one.name.id, one.name.name, one.item))) + "\n")
        return
    surface.write(
        [
            (surface.cell(said(f"cli.update.{one.verdict}"), 14, align="left"), ("bad",) * (one.verdict == "failed")),
            (surface.cell(one.name.name, max(1, surface.width - 26), align="left"), (one.name.kind,)),
            (surface.cell(one.item, 12, align="left"), ()),
        ]
    )

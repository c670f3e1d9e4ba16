"""``khabar entity`` and ``khabar entities --top``: companies and people over everything cached."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from tui.app.moments import short_date
from tui.app.sparkline import sparkline
from tui.app.stated import source, stated
from tui.cli.commands import first_config, looking, refuse_usage
from tui.cli.faults import Refusal, complain
from tui.cli.listing import as_json as headline_json
from tui.cli.listing import print_headlines
from tui.cli.output import Surface, one_line, print_json
from tui.cli.speech import explained, language, paragraph, said, tell
from tui.model import Facts
from tui.newsroom import Desk, dossiers
from tui.newsroom.dossiers import Dossier, DossierError, Name, Saying, Standing
from tui.newsroom.query import QueryError, moment_of

_FIRST_STRONG, _LEFT_TO_RIGHT, _POP = "\u2068", "\u2066", "\u2069"  # FSI, LRI, PDI
_SHOWN_STORIES, _SHOWN_SAYINGS = 20, 12


def run_entity(options: Namespace) -> int:
    """One dossier, or one thing done to it."""
    if options.action in ("mute", "follow"):
        first_config(options, complain)  # what mutes is a rule there, what follows a view
    with looking(options) as desk:
        try:
            id = dossiers.resolve(desk, options.name)
            done = _do(desk, id, options)
            if done:
                tell(options, one_line(done))
                return 0
            found = dossiers.dossier(desk, id)
            if options.json:
                print_json(as_json(found))
            else:
                print_dossier(Surface(options), found, desk.clock())
                dossiers.look(desk, found.name.id)
        except DossierError as error:
            raise Refusal(str(error)) from None
    return 0


def _do(desk: Desk, id: str, options: Namespace) -> str:
    """What an option asks for, and what to say of it; "" if none was given."""
    if options.note is not None:
        return said("cli.entity.noted", name=dossiers.note(desk, id, options.note).name)
    if options.merge is not None:
        other = dossiers.resolve(desk, options.merge)
        if other == id:
            raise refuse_usage(said("cli.entity.same", name=options.merge))
        return said("cli.entity.merged", name=dossiers.merge(desk, other, id).name, other=options.merge)
    if options.unmerge is not None:
        return _unmerged(desk, id, options.unmerge)
    if options.split is not None or options.join is not None:
        story = options.split if options.split is not None else options.join
        dossiers.split(desk, id.removesuffix(f"~{story}"), story, apart=options.split is not None)
        return said("cli.entity.split" if options.split is not None else "cli.entity.joined", number=str(story))
    actions: dict[str, Callable[[], str]] = {
        "follow": lambda: said("cli.entity.followed", name=dossiers.follow(desk, id, on=True).name),
        "unfollow": lambda: said("cli.entity.unfollowed", name=dossiers.follow(desk, id, on=False).name),
        "mute": lambda: _muted(desk, id, on=True),
        "unmute": lambda: _muted(desk, id, on=False),
    }
    return actions[options.action]() if options.action else ""


def _muted(desk: Desk, id: str, *, on: bool) -> str:
    name, change = dossiers.mute(desk, id, on=on)
    return said("cli.entity.muted" if on else "cli.entity.unmuted", name=name.name, count=change.count)


def _unmerged(desk: Desk, id: str, other: str) -> str:
    merged = dossiers.dossier(desk, id).merged
    found = next((name for name in merged if other in (name.id, name.name, name.native)), None)
    if found is None:
        raise Refusal(said("cli.entity.not_merged", name=other))
    dossiers.unmerge(desk, found.id)
    return said("cli.entity.unmerged", name=found.name)


def told(saying: Saying) -> str:
    """A relation in words, seen from the dossier's own side."""
    side = "fact" if saying.active else "by"
    words = said(f"{side}.{saying.kind}", name=saying.other.name if saying.other else "")
    return f"{words} ({saying.words})" if saying.words else words


def print_dossier(surface: Surface, found: Dossier, now: datetime) -> None:
    """A dossier in words, for a terminal or a pipe."""
    name, state = found.name, found.state
    other = next((one for one in (name.native, name.latin) if one and one != name.name), "")
    paragraph(surface, f"{name.name} \u00b7 {other}" if other else name.name, 0)
    new = sum(one.new for one in found.timeline)
    lines = [said("cli.entity.seen", count=found.stories, mentions=found.mentions)]
    if state.looked:
        lines.append(said("cli.entity.new", count=new, date=f"{state.looked.astimezone():%Y-%m-%d %H:%M}"))
    lines += [said(f"cli.entity.is_{what}") for what in ("followed", "muted") if getattr(state, what)]
    lines += [said("cli.entity.is_merged", name=one.name) for one in found.merged]
    lines += [said("cli.entity.note", text=state.note)] if state.note else []
    bars = sparkline(found.days)
    lines += [said("cli.entity.days", count=len(found.days), bars=bars)] if bars else []
    for line in lines:
        paragraph(surface, line, 2)
    _print_facts(surface, found)
    _print_sayings(surface, said("cli.entity.roles"), [(one, one.words) for one in found.roles], now)
    _print_sayings(surface, said("cli.entity.relations"), [(one, told(one)) for one in found.relations], now)
    if found.partners:
        paragraph(surface, said("cli.entity.with"), 0)
        join = _counted if surface.visual else "{} \u00d7{}".format
        paragraph(surface, ", ".join(join(one.name, count) for one, count in found.partners), 2)
    if found.timeline:
        paragraph(surface, said("cli.entity.stories"), 0)
        print_headlines(surface, [one.headline for one in found.timeline[:_SHOWN_STORIES]])


def _counted(name: str, count: int) -> str:
    """A name and how often, each in its own direction inside a list of names of both."""
    return f"{_FIRST_STRONG}{name}{_POP} {_LEFT_TO_RIGHT}\u00d7{count}{_POP}"


def _print_facts(surface: Surface, found: Dossier) -> None:
    if found.facts is None:
        return
    paragraph(surface, source(found.facts, said), 0)
    for line in stated(found.facts, said, language()):
        paragraph(surface, line, 2)


def _print_sayings(surface: Surface, title: str, rows: Sequence[tuple[Saying, str]], now: datetime) -> None:
    if not rows:
        return
    paragraph(surface, title, 0)
    for saying, words in rows[:_SHOWN_SAYINGS]:
        first, last = (short_date(moment, now) for moment in (saying.first, saying.last))
        when = first if first == last else f"{first}\u2013{last}"
        paragraph(surface, f"{words} \u00b7 {when} \u00b7 #{saying.article}", 2)


def as_json(found: Dossier) -> dict[str, Any]:
    """A dossier by name; dates in ISO 8601, UTC."""
    state = found.state
    return {
        **_name_json(found.name),
        "spellings": list(found.spellings),
        "stories": found.stories,
        "mentions": found.mentions,
        "days": list(found.days),
        "roles": [_saying_json(one) for one in found.roles],
        "relations": [_saying_json(one) for one in found.relations],
        "with": [{**_name_json(one), "stories": count} for one, count in found.partners],
        "timeline": [
            {**headline_json(one.headline), "mentions": one.mentions, "new": one.new} for one in found.timeline
        ],
        "followed": _moment(state.followed),
        "muted": _moment(state.muted),
        "looked": _moment(state.looked),
        "note": state.note,
        "merged": [_name_json(one) for one in found.merged],
        "facts": _facts_json(found.facts) if found.facts else None,
    }


def _facts_json(facts: Facts) -> dict[str, Any]:
    return {
        "source": facts.source,
        "item": facts.item,
        "taken": facts.taken.isoformat(),
        "names": dict(facts.names),
        "aliases": {language: list(names) for language, names in facts.aliases.items()},
        "descriptions": dict(facts.descriptions),
        "stated": {
            what: [{"text": value.text, "names": dict(value.names), "item": value.item} for value in values]
            for what, values in facts.stated.items()
        },
    }


def _name_json(name: Name) -> dict[str, Any]:
    return {"id": name.id, "kind": name.kind, "name": name.name, "latin": name.latin, "native": name.native}


def _saying_json(one: Saying) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "words": one.words,
        "other": one.other.id if one.other else None,
        "subject": one.active,
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "stories": one.count,
        "article": one.article,
        "sentence": one.sentence,
        "new": one.new,
    }


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def run_top(options: Namespace) -> int:
    """Who was in most stories lately, beside the time before."""
    with looking(options) as desk:
        try:
            since = moment_of(options.since, desk.clock())
        except QueryError as error:
            raise refuse_usage(explained(error.message)) from None
        kinds = (options.kind,) if options.kind else dossiers.KINDS
        found = dossiers.top(desk, since, kinds, options.top)
    if options.json:
        print_json(
            [
                {**_name_json(one.name), "stories": one.stories, "mentions": one.mentions, "before": one.before}
                for one in found
            ]
        )
        return 0
    surface = Surface(options)
    for one in found:
        _print_standing(surface, one)
    return 0


def _print_standing(surface: Surface, one: Standing) -> None:
    change = one.stories - one.before
    if not surface.visual:
        row = (str(one.stories), str(one.before), one.name.kind, one.name.id, one.name.name)
        sys.stdout.write("\t".join(map(one_line, row)) + "\n")
        return
    name = surface.cell(one.name.name, max(1, surface.width - 16), align="left")
    surface.write(
        [
            (f"{one.stories:>6} ", ("number",)),
            (f"{change:>+6} ", ("number",)),
            ("  ", ()),
            (name, (one.name.kind,)),
        ]
    )

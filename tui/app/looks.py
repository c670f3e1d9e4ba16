"""Where the panels stand, which of them has the focus, and what is folded away."""

from __future__ import annotations

from textual.widget import Widget

from tui.app import geometry
from tui.app.borders import Caption, captions, list_caption
from tui.app.geometry import ARTICLE, COMPANIES, FEEDS, HEADLINES, PEOPLE, Plan, Shown
from tui.app.hands import Room

_ORDER = (FEEDS, HEADLINES, ARTICLE, COMPANIES, PEOPLE)
_FOLDS = ((True, True), (False, True), (True, False), (False, False))
"""What ``w`` goes through: (feeds, side panels)."""


class Looks:
    """Lays the panels out for the screen's size and for what the reader wants to see."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self.shown = Shown(mirrored=room.words.mirrored)
        self.plan = Plan(0, 0)
        self._before_zen = HEADLINES
        panels = room.panels
        self.widgets: dict[str, Widget] = {
            FEEDS: panels.feeds,
            HEADLINES: panels.headlines,
            ARTICLE: panels.article,
            COMPANIES: panels.companies,
            PEOPLE: panels.people,
        }

    @property
    def inside(self) -> bool:
        """Whether the focus is in the story that is open, or its panels."""
        return self.shown.focus in (ARTICLE, COMPANIES, PEOPLE) and self._room.panels.article.story is not None

    @property
    def previews(self) -> bool:
        """Whether there is room to show the story under the cursor beside the list."""
        return (
            self.plan.width >= geometry.WIDE
            and self.plan.height - 3 >= geometry.TALL
            and not self.shown.zen
            and self.shown.focus in (FEEDS, HEADLINES)
        )

    def layout(self) -> None:
        """Compute the plan and put every widget where it belongs."""
        screen = self._room.panels.frame.screen
        width, height = screen.size
        self.plan = geometry.plan(width, height, self.shown)
        frame = self._room.panels.frame
        frame.styles.offset = (0, 1)
        frame.styles.width, frame.styles.height = width, max(1, height - 2)
        for name, widget in self.widgets.items():
            box = self.plan.boxes.get(name)
            widget.display = box is not None
            if box is not None:
                x, y, w, h = box.inside
                widget.styles.offset = (x, y)
                widget.styles.width, widget.styles.height = w, h
        for bar in (self._room.panels.footer, self._room.panels.field):
            bar.styles.offset = (0, max(0, height - 1))
            bar.styles.width = width
        self.place_toast()
        self.relabel()

    def place_toast(self) -> None:
        """The toast stands over the lower border, in the middle."""
        toast = self._room.panels.toast
        width, height = self.plan.width, self.plan.height
        wanted, lines = toast.wanted_size(max(1, width - 2))
        toast.styles.offset = (max(0, (width - wanted) // 2), max(0, height - 1 - lines))
        toast.styles.width, toast.styles.height = wanted, lines

    def relabel(self) -> None:
        """Write the panels' titles."""
        words, panels = self._room.words, self._room.panels
        listing = panels.headlines.listing
        story = panels.article.story
        caption = list_caption(words, listing.title, panels.headlines.cursor, len(listing))
        if panels.headlines.selection:
            caption = caption._replace(note=words.say("panel.selected", count=panels.headlines.selected_count()))
        article = Caption(story.headline.feed_title if story else words.say("panel.article"), panels.article.progress)
        told = captions(words, caption, article, panels.companies.tally, panels.people.tally)
        panels.frame.show(self.plan, told, self.shown.focus)

    def change(self, **values: bool | str) -> None:
        """Change what is shown and lay out again if that makes a difference."""
        shown = self.shown._replace(**values)  # type: ignore[arg-type]  # names and types are those of Shown
        if shown != self.shown:
            self.shown = shown
            self.layout()

    def focus(self, name: str) -> None:
        """Give a panel the focus, unfolding it where needed."""
        if name == ARTICLE and not self.shown.article:
            name = HEADLINES
        self.change(focus=name)
        if name not in self.plan.boxes:
            name = next(iter(self.plan.boxes), HEADLINES)
            self.change(focus=name)
        widget = self.widgets[name]
        if widget.display and not widget.has_focus:
            widget.focus(scroll_visible=False)

    def focused(self, widget: Widget | None) -> None:
        """The focus went to ``widget``, by a click for instance."""
        for name, known in self.widgets.items():
            if known is widget and name != self.shown.focus:
                self.change(focus=name)

    def with_article(self) -> None:
        """From now on there is a story to show."""
        self.change(article=True)

    def unfold_feeds(self) -> None:
        """The feeds column may be seen."""
        self.change(feeds=True, zen=False)

    def do_next_panel(self, count: int) -> None:
        """The next panel that is on the screen or has room."""
        self._cycle(1)

    def do_previous_panel(self, count: int) -> None:
        """The panel before."""
        self._cycle(-1)

    def _cycle(self, step: int) -> None:
        names = [name for name in _ORDER if self._wanted(name)]
        at = names.index(self.shown.focus) if self.shown.focus in names else 0
        self.focus(names[(at + step) % len(names)])

    def _wanted(self, name: str) -> bool:
        if self.shown.zen:
            return name == (ARTICLE if self.shown.article else HEADLINES)
        if name in (COMPANIES, PEOPLE):
            return getattr(self.shown, name) and (self.shown.article or name in self.plan.boxes)
        return {FEEDS: self.shown.feeds, ARTICLE: self.shown.article}.get(name, True)

    def do_companies(self, count: int) -> None:
        """To the companies; from there, fold them away."""
        self._aside(COMPANIES)

    def do_people(self, count: int) -> None:
        """To the people; from there, fold them away."""
        self._aside(PEOPLE)

    def _aside(self, name: str) -> None:
        if self.shown.focus == name:
            self.change(**{name: False})
            self.focus(ARTICLE if self.shown.article else HEADLINES)
        else:
            self.change(zen=False, **{name: True})
            self.focus(name)

    def do_zen(self, count: int) -> None:
        """The story alone, or everything again."""
        before, self._before_zen = self._before_zen, self.shown.focus
        self.change(zen=not self.shown.zen)
        if self.shown.zen:
            self.focus(ARTICLE if self.shown.article else self.shown.focus)
        else:
            self.focus(before)

    def do_columns(self, count: int) -> None:
        """Fold columns away, one combination after the other."""
        before, boxes = self.shown, self.plan.boxes
        at = _FOLDS.index((before.feeds, before.companies or before.people))
        for step in range(1, len(_FOLDS)):
            feeds, aside = _FOLDS[(at + step) % len(_FOLDS)]
            self.change(feeds=feeds, companies=aside, people=aside, zen=False)
            if self.plan.boxes != boxes:
                break
        else:
            self.change(feeds=before.feeds, companies=before.companies, people=before.people)
            self._room.say("toast.no_columns")
        if self.shown.focus not in self.plan.boxes:
            self.focus(ARTICLE if self.shown.article else HEADLINES)

"""The story: laid out line by line as far as it is needed, the rest when nothing else is to do."""

from __future__ import annotations

from time import perf_counter

from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from tui.app import paint
from tui.app.panels.flow import Flow
from tui.app.strips import StyleBook, strip
from tui.articles import layout
from tui.model import TITLE_BLOCK, Story

_TURN_SECONDS = 0.004
"""Layout gives way to the keys after this long."""


class ArticleView(ScrollView, can_focus=True, inherit_bindings=False):
    """One story, set for the panel's width; positions are (block, offset), never rows."""

    class Left(Message):
        """The reader wants out of the story."""

    class Scrolled(Message):
        """Another part of the story is seen."""

    class LinkChosen(Message):
        """A link was asked for by its number."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.book = StyleBook(self)
        self.story: Story | None = None
        self.empty = ""
        self.links: tuple[str, ...] = ()
        self._flow: Flow | None = None
        self._target: tuple[int, int] | None = None
        self._held: tuple[tuple[int, int], int] | None = None
        self._jumps: list[tuple[int, int]] = []

    # What is shown

    def show(self, story: Story) -> None:
        """Show a story where it was left."""
        self.story = story
        self.links = layout.links(story.article)
        self._target, self._held = story.position, None
        self._jumps.clear()
        self.set_reactive(ScrollView.scroll_target_y, 0.0)
        self.scroll_to(y=0, animate=False, force=True)
        self._begin()

    def clear(self) -> None:
        """Show no story."""
        self.story, self._flow, self._target, self._held = None, None, None, None
        self.links = ()
        self.virtual_size = Size(self.size.width, 0)
        self.refresh()

    def summary_heading(self) -> str:
        """What stands over the story's summary; "" where none is shown."""
        return ""

    def _begin(self) -> None:
        """Lay out anew for the panel's width."""
        if self.story is None or self.size.width <= 0:
            return
        self._flow = Flow(self.story, self.size.width, self.summary_heading())
        if self._target == (TITLE_BLOCK, 0):
            self._target = None
        self._lay_on(self._flow)
        self.refresh()

    def _lay_on(self, flow: Flow) -> None:
        """Lay out for a few milliseconds, then let the keys pass before going on."""
        if flow is not self._flow:
            return
        until = perf_counter() + _TURN_SECONDS
        first = self.scroll_offset.y + self.size.height
        while not flow.done and (len(flow.rows) < first or perf_counter() < until):
            flow.lay_some()
        self.virtual_size = Size(self.size.width, len(flow.rows))
        if self._target is not None and flow.has(self._target[0]):
            row = flow.row_at(*self._target)
            # Until the rows below are there, the target cannot yet be the first line on the screen.
            if flow.done or len(flow.rows) >= row + self.size.height:
                self._hold(self._target, row)
        if not flow.done:
            self.call_later(self._lay_on, flow)
        else:
            self.post_message(self.Scrolled())

    def _lay_until(self, block: int) -> None:
        """Make sure that a block is laid out and that a screen follows it."""
        flow = self._flow
        if flow is not None:
            while not flow.done and not (flow.has(block) and len(flow.rows) > flow.row_at(block, 0) + self.size.height):
                flow.lay_some()
            self.virtual_size = Size(self.size.width, len(flow.rows))

    def on_resize(self) -> None:
        """Another width: the first line that is seen stays the first."""
        if self.story is not None and (self._flow is None or self._flow.width != self.size.width):
            if self._flow is not None and self._target is None:
                self._target = self.position
            self._begin()

    def notify_style_update(self) -> None:
        """The style sheet changed."""
        super().notify_style_update()
        self.book.renewed()

    @property
    def position(self) -> tuple[int, int]:
        """(block, offset) of the first line that is seen."""
        if self._target is not None:
            return self._target
        if self._held is not None and self.scroll_offset.y == self._held[1]:
            return self._held[0]
        if self._flow is None or self.scroll_offset.y <= 0:
            return TITLE_BLOCK, 0
        return self._flow.position(self.scroll_offset.y)

    @property
    def progress(self) -> str:
        """How far the story is read, as a percentage; '' when all of it is seen."""
        rows = self.virtual_size.height
        if self.story is None or rows <= self.size.height:
            return ""
        return f"{min(100, 100 * (self.scroll_offset.y + self.size.height) // rows)}%"

    # Painting

    def render_line(self, y: int) -> Strip:
        """Paint one line (Textual's line API)."""
        width, line = self.size.width, y + self.scroll_offset.y
        flow = self._flow
        if flow is None or line >= len(flow.rows) or flow.width != width:
            return strip(paint.notice(self.empty if self.story is None else "", width, y), width, self.book)
        pieces = flow.pieces(line)
        selection = self.text_selection
        if selection is not None and (span := selection.get_span(line)) is not None:
            pieces = paint.over(pieces, span[0], span[1], "selection")
        return strip(pieces, width, self.book).apply_offsets(0, line)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """What is selected, as it would be typed: logical text, lines of one paragraph joined by a blank."""
        if self._flow is None:
            return None
        return self._flow.selected(selection.get_span), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Paint the selection."""
        self.refresh()

    # Moving

    def _scroll(self, row: int) -> None:
        self.scroll_to(y=max(0, row), animate=False, force=True, immediate=True)

    def _hold(self, place: tuple[int, int], row: int) -> None:
        """Scroll to a place, and remember it exactly until the reader moves: a row begins before it or with it."""
        self._target = None
        self._scroll(row)
        self._held = place, self.scroll_offset.y

    def go_to(self, block: int, offset: int = 0) -> None:
        """Make a place in the text the first that is seen, as far as the text below it reaches."""
        self._lay_until(block)
        if self._flow is not None:
            self._hold((block, offset), self._flow.row_at(block, offset))

    def jump(self, anchor: str) -> bool:
        """Go to the block with an anchor; :meth:`jump_back` returns.  False if there is none of that name."""
        blocks = self.story.article.blocks if self.story else ()
        found = next((index for index, block in enumerate(blocks) if anchor in block.anchors), None)
        if found is None:
            return False
        self.jump_to(found)
        return True

    def jump_to(self, block: int) -> None:
        """Go to a block; :meth:`jump_back` returns."""
        self._jumps.append(self.position)
        self.go_to(block)

    def jump_back(self) -> bool:
        """Back to where one jumped from; False if one did not."""
        if self._jumps:
            self.go_to(*self._jumps.pop())
            return True
        return False

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Another part is seen."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Scrolled())

    def page(self, step: int) -> bool:
        """A page on (1) or back (-1), two lines kept; False at the end."""
        height = max(1, self.size.height - 2)
        if step > 0 and self._flow is not None and not self._flow.done:
            while not self._flow.done and len(self._flow.rows) < self.scroll_offset.y + 2 * self.size.height:
                self._flow.lay_some()
            self.virtual_size = Size(self.size.width, len(self._flow.rows))
        last = max(0, self.virtual_size.height - self.size.height)
        target = max(0, min(last, self.scroll_offset.y + step * height))
        if target == self.scroll_offset.y:
            return False
        self._scroll(target)
        return True

    def do_down(self, count: int) -> None:
        """Down by lines."""
        self._scroll(self.scroll_offset.y + max(1, count))

    def do_up(self, count: int) -> None:
        """Up by lines."""
        self._scroll(self.scroll_offset.y - max(1, count))

    def do_top(self, count: int) -> None:
        """To the title."""
        self._scroll(0)

    def do_bottom(self, count: int) -> None:
        """To the end."""
        if self._flow is not None:
            self._flow.lay_all()
            self.virtual_size = Size(self.size.width, len(self._flow.rows))
        self._scroll(max(0, self.virtual_size.height - self.size.height))

    def do_half_down(self, count: int) -> None:
        """Half a page down."""
        self._scroll(self.scroll_offset.y + max(1, self.size.height // 2))

    def do_half_up(self, count: int) -> None:
        """Half a page up."""
        self._scroll(self.scroll_offset.y - max(1, self.size.height // 2))

    def do_page_down(self, count: int) -> None:
        """A page down."""
        self.page(1)

    def do_page_up(self, count: int) -> None:
        """A page up."""
        self.page(-1)

    def do_enter(self, count: int) -> None:
        """Open link ``count``."""
        if count:
            self.post_message(self.LinkChosen(count))

    def do_out(self, count: int) -> None:
        """Back to the list."""
        self.post_message(self.Left())

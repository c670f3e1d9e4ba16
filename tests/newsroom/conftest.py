"""A desk with six stories of two feeds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.newsroom.stories import NEWS, TECH, article, desk_in, put
from tui.newsroom import Desk

MEETS = "\u0627\u062c\u062a\u0645\u0627\u0639 \u0644\u0644\u0634\u0631\u0643\u0629"  # "a meeting of the company"
BODY = "\u0642\u0627\u0644\u062a \u0648\u0627\u0644\u0634\u0631\u0643\u0629 \u0625\u0646\u0647\u0627"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Articles 1-3 of NEWS and 4-6 of TECH, newest first by number."""
    with desk_in(tmp_path) as desk:
        put(
            desk,
            NEWS,
            [
                article("Rain over the harbour", "The harbour was wet.", hours=1, byline="Ana Petrova"),
                article("Quiet elections", "People voted on Sunday.", hours=30),
                article(MEETS, BODY, hours=100, language="ar"),
            ],
        )
        put(
            desk,
            TECH,
            [
                article("A chip maker grows", "Quarterly revenue grew at the chip maker.", hours=2),
                article("Models and rain", "Weather models improved.", hours=50),
                article("Old hardware", "Hardware from the harbour.", hours=24 * 60),
            ],
        )
        yield desk

"""`above`: a pattern of whole blocks that counts only right above a block of known words."""

from __future__ import annotations

import pytest

from cleanse import clean
from cleanse.authoring.examples import alone
from cleanse.rulefiles.vocabulary import Vocabulary
from tests.rulebooks import table_of

NAMES = r"(?P<author>(?-i:\p{Lu}\p{L}+ \p{Lu}\p{L}+))"
RULES = alone(
    table_of(f"pattern = '''{NAMES}'''\nabove = ['The Example', 'Example Sports']\nremoves = ['x']\nkeeps = ['y']"),
    Vocabulary({}),
)
STORY = "The river rose for a third day, and the lower town was closed to all."


@pytest.mark.parametrize(
    "text",
    [
        f"Ada Byron\n\n{STORY}",
        f"Ada Byron\n\n{STORY}\n\nThe Example",
        f"The Example\n\nAda Byron\n\n{STORY}",
        f"Ada Byron left\n\nThe Example\n\n{STORY}",
        f"Ada Byron\n\nThe Example says so\n\n{STORY}",
        f"Ada Byron The Example\n\n{STORY}",
        "The Example",
        "",
    ],
)
def test_what_does_not_stand_right_above_stays(text: str) -> None:
    assert text == clean(text, rulebook=RULES).text


@pytest.mark.parametrize("house", ["The Example", "THE EXAMPLE", "Example Sports", "- The Example -"])
def test_a_block_right_above_goes_and_tells_its_fields(house: str) -> None:
    article = clean(f"Ada Byron\n\n{house}\n\n{STORY}", rulebook=RULES)

    assert f"{house}\n\n{STORY}" == article.text
    assert ("Ada Byron",) == article.authors


@pytest.mark.parametrize("before", ["Ada Byron", "Ada Byron\n\nMax Muster", "Ada Byron\n\nTess Doe\n\nMax Muster"])
def test_what_comes_to_stand_above_once_others_have_gone_goes_in_the_same_cleaning(before: str) -> None:
    """Twice is once."""
    assert f"The Example\n\n{STORY}" == clean(f"{before}\n\nThe Example\n\n{STORY}", rulebook=RULES).text

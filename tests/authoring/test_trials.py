"""Rules tried on texts: too broad ones, and ones that find nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

import cleanse
from cleanse.authoring.trials import never_fired, too_broad
from cleanse.rulebook.loading import read_rules
from cleanse.rulebook.rulebook import Rulebook
from cleanse.rulefiles.reading import RuleFiles
from tests.rulebooks import EXAMPLE, GROUP, LABELS, ship

PAGE = '[page]\nbody = "main"\n[[page.drop]]\nid = "more"\nselect = "aside"\nkind = "related"\nwhy = "Teasers."\n'
RAIN = "It rained all day in the town, and nobody went out."


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RuleFiles:
    """A generic file, a publisher's with page rules, and a group's."""
    head, _, rules = EXAMPLE.partition("[[rule]]")
    example = f"{head}{PAGE}\n[[rule]]{rules}"
    ship(
        tmp_path, monkeypatch, {"generic/ad": LABELS, "groups/example-group": GROUP, "publishers/example.com": example}
    )
    return read_rules([])


def articles(files: RuleFiles, *texts: str) -> list[cleanse.Article]:
    """These texts, cleaned by the rules of the files."""
    return [cleanse.clean(text, rulebook=Rulebook(files)) for text in texts]


def test_texts_that_stay_whole_tell_nothing(files: RuleFiles) -> None:
    assert [] == list(too_broad(files, articles(files, RAIN, RAIN)))


def test_one_text_may_itself_be_to_blame(files: RuleFiles) -> None:
    assert [] == list(too_broad(files, articles(files, RAIN, f"Advertisement\nAdvertisement\n{RAIN}")))


def test_a_rule_that_takes_from_several_clean_texts_is_too_broad(files: RuleFiles) -> None:
    (problem,) = too_broad(files, articles(files, f"Advertisement\n{RAIN}", f"{RAIN}\nStory continues below", RAIN))

    assert problem.path.endswith("generic/ad.toml")
    assert 3 == problem.line
    assert "`generic/ad/label` is too broad: it takes from 2 clean texts, first 'Advertisement'" == problem.message


def test_what_is_only_marked_is_not_taken(files: RuleFiles) -> None:
    kept = [cleanse.clean(f"Advertisement\n{RAIN}", rulebook=Rulebook(files), policy=cleanse.Policy(keep={"ad"}))] * 2

    assert [] == list(too_broad(files, kept))


def test_rules_that_find_nothing_are_named_page_rules_too(files: RuleFiles) -> None:
    found = {problem.message: problem for problem in never_fired(files, articles(files, f"Advertisement\n{RAIN}"))}

    assert {
        "`example.com/newsletter` finds nothing in these texts",
        "`example.com/caption` finds nothing in these texts",
        "`example.com/page/more` finds nothing in these texts",
        "`groups/example-group/follow` finds nothing in these texts",
    } == set(found)
    drop = found["`example.com/page/more` finds nothing in these texts"]
    assert 'id = "more"' == Path(drop.path).read_text().split("\n")[drop.line - 1]


def test_a_page_rule_fires_on_a_page(files: RuleFiles) -> None:
    page = f"<html><body><main><p>{RAIN}</p><p>{RAIN[:-1]} again.</p><aside>More</aside></main></body></html>"
    article = cleanse.clean_html(page, "https://example.com/rain", rulebook=Rulebook(files))

    assert "`example.com/page/more` finds nothing in these texts" not in {
        problem.message for problem in never_fired(files, [article])
    }

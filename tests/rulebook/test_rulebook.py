"""The rulebook: who is known, whose rules apply, and which version it is."""

from __future__ import annotations

import json
import pickle
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

import cleanse
from cleanse.article.engine_rules import ENGINE_RULES
from cleanse.cleaning.people import Bylines, bylines_of
from cleanse.rulebook.loading import load_rulebook
from cleanse.rulebook.rulebook import Rulebook
from cleanse.rulefiles.folder import rules_folder
from cleanse.rulefiles.schema import listed
from tests.rulebooks import EXAMPLE, FILES, GROUP, LABELS, WORDS, rulebook_of, ship, write_rules

BOOK = rulebook_of(FILES)
TEXT = """Advertisement
The ferry left an hour late.
The ferry at the quay (AFP)
Sign up for the Example briefing
Follow the Example titles on every network
Join the Example readers' forum"""
SHIPPED = {"publishers/example.com": EXAMPLE, "groups/example-group": GROUP, "generic/ad": LABELS}


OWN = {"example.net": 'name = "Net"\ndomains = ["example.net"]\nlanguage = "en"\n'}


def version(
    folder: Path, monkeypatch: pytest.MonkeyPatch, files: Mapping[str, str], own: Mapping[str, str] = OWN
) -> str:
    """The version of these shipped rules, and of the caller's."""
    ship(folder / "shipped", monkeypatch, files)
    return load_rulebook(write_rules(folder / "own", own)).version


@pytest.mark.parametrize("folder", ["a", "another/place"])
def test_the_version_is_the_same_wherever_the_rules_lie(
    folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is a digest of what the files say."""
    assert version(tmp_path / "here", monkeypatch, SHIPPED) == version(tmp_path / folder, monkeypatch, SHIPPED)


def test_the_version_does_not_depend_on_the_order_of_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules never see each other, so the order in which they are read means nothing."""
    ship(tmp_path / "shipped", monkeypatch, SHIPPED)
    one = write_rules(tmp_path / "one", OWN)
    two = write_rules(tmp_path / "two", {"example.org": OWN["example.net"].replace("net", "org")})

    assert load_rulebook(one, two).version == load_rulebook(two, one).version


def test_the_version_does_not_tell_whose_a_file_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The caller's files and shipped ones of the same content clean alike, so they have the same version."""
    both = {"publishers/example.org": OWN["example.net"].replace("net", "org")}
    before = version(tmp_path / "a", monkeypatch, {**SHIPPED, **both}, OWN)

    assert before == version(tmp_path / "b", monkeypatch, SHIPPED, {**OWN, **both})


@pytest.mark.parametrize(
    ("old", "new"),
    [("briefing", "newsletter"), ('kind = "newsletter"', 'kind = "ui"'), ("readers' forum", "readers' club")],
    ids=["a phrase", "a kind", "furniture"],
)
def test_the_version_changes_with_the_rules(
    old: str, new: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = {**SHIPPED, "publishers/example.com": EXAMPLE.replace(old, new)}

    assert version(tmp_path / "a", monkeypatch, SHIPPED) != version(tmp_path / "b", monkeypatch, changed)


def test_the_version_changes_with_the_vocabulary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = version(tmp_path / "a", monkeypatch, SHIPPED)

    assert before != version(tmp_path / "b", monkeypatch, SHIPPED, {**OWN, "vocabulary": '[agency]\nAP = ["AP"]\n'})


def test_the_version_changes_with_the_ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are written into every edit."""
    renamed = {("generic/label" if name == "generic/ad" else name): text for name, text in SHIPPED.items()}

    assert version(tmp_path / "a", monkeypatch, SHIPPED) != version(tmp_path / "b", monkeypatch, renamed)


def test_the_version_is_written_in_the_article() -> None:
    assert BOOK.version == cleanse.clean("It rained.", rulebook=BOOK).rulebook == "0123456789ab"


@pytest.mark.parametrize("publisher", [None, "example.com"])
def test_a_pickled_rulebook_cleans_the_same(publisher: str | None) -> None:
    copy: Rulebook = pickle.loads(pickle.dumps(BOOK))
    article = cleanse.clean(TEXT, publisher=publisher, rulebook=BOOK)

    assert article == cleanse.clean(TEXT, publisher=publisher, rulebook=copy)
    assert "The ferry left an hour late.\nJoin the Example readers' forum" == article.text
    assert BOOK.version == copy.version


def test_a_used_rulebook_can_be_pickled() -> None:
    """What was compiled stays behind."""
    book = rulebook_of(FILES)
    unused = pickle.dumps(book)
    cleanse.clean(TEXT, rulebook=book)

    assert unused == pickle.dumps(book)


@pytest.mark.parametrize("name", ["example.com", "example.co.uk", "EXAMPLE.COM", "The Example", "the example"])
def test_a_publisher_is_found_by_id_domain_or_name(name: str) -> None:
    assert "example.com" == BOOK.publisher(name).id


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("exmple.com", " (did you mean `example.com`?)"),
        ("xyz", ""),
        ("", ""),
        ("news.example.com", " (did you mean `example.com`?)"),
    ],
)
def test_a_publisher_that_nobody_knows(name: str, hint: str) -> None:
    with pytest.raises(KeyError) as caught:
        BOOK.publisher(name)

    assert (f"no rule file for the publisher {name!r}{hint}",) == caught.value.args


@pytest.mark.parametrize(
    ("publisher", "owners"),
    [
        (None, {"generic/ad"}),
        ("example.org", {"generic/ad"}),
        ("example.com", {"generic/ad", "groups/example-group", "example.com"}),
    ],
    ids=["none", "one without rules", "one with a group"],
)
def test_whose_rules_apply(publisher: str | None, owners: set[str]) -> None:
    assert owners == BOOK.owners(publisher)


def test_rules_of_others_do_not_apply() -> None:
    """Generic ones do, to every text."""
    text = "Advertisement\nThe ferry left an hour late.\nSign up for the Example briefing"

    assert "The ferry left an hour late.\nSign up for the Example briefing" == cleanse.clean(text, rulebook=BOOK).text


def test_a_publisher_as_its_file_describes_it() -> None:
    publisher = BOOK.publishers["example.com"]

    assert ("The Example", "en", ("example.com", "example.co.uk")) == (
        publisher.name,
        publisher.language,
        publisher.domains,
    )
    assert {"example.com": "example.com", "example.co.uk": "example.com"} == BOOK.domains


def test_rules_are_shown_under_their_owner() -> None:
    assert [
        "example.com/caption",
        "example.com/newsletter",
        "generic/ad/label",
        "groups/example-group/follow",
    ] == sorted(rule.id for rule in BOOK.rules)


def test_the_shipped_rulebook_is_loaded_once() -> None:
    assert load_rulebook() is load_rulebook()


def test_an_empty_rulebook_changes_nothing() -> None:
    assert TEXT == cleanse.clean(TEXT, rulebook=rulebook_of({})).text


# ---------------------------------------------------------------- pages


def page(body: str, drop: str) -> str:
    """Page rules: where the story stands, and one drop."""
    return f"""
[page]
body = "{body}"
keep = "{body} .quote"

[[page.drop]]
id = "more"
select = "{drop}"
kind = "related"
why = "Links in {drop}."
"""


PAGED = {
    "generic/ad": page("main", ".ad") + LABELS,
    "groups/example-group": page("article", ".group-box") + GROUP,
    "groups/another": page("section", ".other-box"),
    "example.com": EXAMPLE + page("div.story", "aside"),
    "example.net": OWN["example.net"],
}
PAGES = rulebook_of(PAGED)


@pytest.mark.parametrize(
    ("publisher", "expected"),
    [
        ("example.com", [("div.story", "aside"), ("article", ".group-box"), ("main", ".ad")]),
        ("example.net", [("main", ".ad")]),
        ("example.org", [("main", ".ad")]),
        (None, [("main", ".ad")]),
    ],
    ids=["with a group", "without pages", "one that no file describes", "none"],
)
def test_which_page_rules_apply(publisher: str | None, expected: list[tuple[str, str]]) -> None:
    """The publisher's own come first, then its groups', then the generic ones."""
    rules = PAGES.page_rules(publisher)

    assert expected == [(layout.body, drop.select) for layout, drop in zip(rules.layouts, rules.drops, strict=True)]
    assert [f"{body} .quote" for body, _ in expected] == [*rules.keep]


def test_page_rules_are_made_once() -> None:
    assert PAGES.page_rules("example.com") is PAGES.page_rules("example.com")
    assert PAGES.page_rules(None) is PAGES.page_rules("example.org")


def test_drops_are_shown_under_their_owner() -> None:
    assert ["example.com/page/more", "groups/example-group/page/more", "generic/ad/page/more"] == [
        drop.mark.rule for drop in PAGES.page_rules("example.com").drops
    ]


def test_every_rule_has_its_reason() -> None:
    """Those for texts and those for pages, by the id that edits have."""
    assert {rule.id for rule in PAGES.rules} < PAGES.reasons.keys()
    assert "Label over an advertisement." == PAGES.reasons["generic/ad/label"]
    assert {"Links in aside.", "Links in .other-box.", "Links in .group-box.", "Links in .ad."} == {
        why for rule, why in PAGES.reasons.items() if rule.endswith("/page/more")
    }


def test_without_publishers_generic_rules_are_left() -> None:
    generic = PAGES.generic_only

    assert ({}, {}, {"generic/ad"}) == ({**generic.publishers}, generic.domains, {*generic.generic})
    assert {"generic/ad/label", "generic/ad/page/more"} == generic.reasons.keys() - ENGINE_RULES.keys()
    assert generic.page_rules("example.com") == PAGES.page_rules(None)
    assert generic is PAGES.generic_only


def test_without_publishers_every_text_is_an_unknown_one_s() -> None:
    """Whatever its url and its furniture say; the version of the files stays."""
    article = cleanse.clean(f"{TEXT}\nPrinted on the Example's own presses", rulebook=PAGES.generic_only)

    assert article.publisher is None
    assert {"generic/ad/label"} == {edit.rule for edit in article.edits}
    assert PAGES.version == PAGES.generic_only.version
    assert "example.com" == cleanse.clean(TEXT, "https://example.com/1", rulebook=PAGES.generic_only).publisher


def test_without_publishers_none_is_found() -> None:
    with pytest.raises(KeyError):
        PAGES.generic_only.publisher("example.com")


CREDITED = rulebook_of({}, {**WORDS, "photo": {"en": ["Photo"]}, "picture_source": {"handout": ["Hand.out"]}})


@pytest.mark.parametrize(
    "said", [" © Ada", ". (Ada)", " | Ada", "/Ada", " AFP", ", agence france-presse", " photo: Ada", ". Hand.out"]
)
def test_how_a_credit_behind_a_caption_begins(said: str) -> None:
    assert CREDITED.credit.match(said)


@pytest.mark.parametrize("said", ["", " by Ada", " AFPs", " photographs", " and AFP", " Handyout", " May"])
def test_what_begins_no_credit(said: str) -> None:
    assert not CREDITED.credit.match(said)


@pytest.mark.parametrize(("said", "expected"), [(" © Ada", True), (" AFP", False), ("", False), (" x", False)])
def test_without_a_vocabulary_only_signs_begin_a_credit(said: str, expected: bool) -> None:
    assert expected is (rulebook_of({}, {}).credit.match(said) is not None)


def test_bylines_are_read_with_the_vocabulary() -> None:
    book = rulebook_of({})

    assert isinstance(book.once(bylines_of), Bylines)
    assert book.once(bylines_of) is book.once(bylines_of)


def test_site_configs_are_pickled_with_the_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ship(tmp_path / "shipped", monkeypatch, SHIPPED)
    write = tmp_path / "configs" / "example.org.txt"
    write.parent.mkdir()
    write.write_text("body: //main\nstrip: //aside\n", encoding="utf-8")
    book = load_rulebook(ftr=write.parent)
    copy: Rulebook = pickle.loads(pickle.dumps(book))
    html = "<main><p>The ferry left an hour late.</p><aside>More</aside></main><p>Imprint</p>"

    assert book.configs is not None
    assert book.configs is book.generic_only.configs
    assert {"example.org"} == book.configs.by_name.keys()
    assert "The ferry left an hour late." == cleanse.clean_html(html, "https://example.org/1", rulebook=book).text
    assert cleanse.clean_html(html, "https://example.org/1", rulebook=copy) == cleanse.clean_html(
        html, "https://example.org/1", rulebook=book
    )


def test_no_site_configs_are_loaded_unless_asked_for() -> None:
    assert (None, None) == (BOOK.configs, BOOK.generic_only.configs)


def test_a_folder_of_site_configs_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        load_rulebook(ftr=tmp_path / "nowhere")


def test_every_id_of_before_leads_to_a_rule_that_is_there() -> None:
    rulebook = load_rulebook()
    renamed = json.loads((rules_folder() / "renamed.json").read_text(encoding="utf-8"))

    assert set() == set(renamed.values()) - rulebook.reasons.keys()
    assert set() == renamed.keys() & rulebook.reasons.keys()
    assert rulebook.rule_id("thehill.com/card-three") == "thehill.com/related-card"


def test_every_id_of_a_shipped_rule_begins_with_its_kind() -> None:
    """In a generic file, whose name is the kind, it does not repeat it."""
    for rule in load_rulebook().rules:
        kind, which = rule.table.kind, rule.table.id
        if rule.mark.source == "generic":
            assert rule.owner == f"generic/{kind}", rule.id
        else:
            assert which == kind or which.startswith(f"{kind}-"), rule.id


def test_every_rule_of_short_phrases_has_a_near_miss() -> None:
    """Two words may as well be a sentence's; the example shows where they stay."""
    for rule in load_rulebook().rules:
        short = [phrase for phrase in listed(rule.table.text) if len(phrase.split()) < 3 and len(phrase) < 40]
        assert not short or rule.table.keeps, f"{rule.id}: {short[0]}"


def test_every_reason_can_be_read_alone() -> None:
    """It says what the furniture is, and points at no other rule."""
    rulebook = load_rulebook()
    for rule, why in rulebook.reasons.items():
        assert not re.match(r"(The same|It|Its|That|Those|Below|Above|Behind)\b", why) or len(why) > 60, (
            f"{rule}: {why}"
        )
        assert len(why) >= 20, f"{rule}: {why}"
        assert why.endswith((".", '."')), f"{rule}: {why}"

"""Whose furniture a text carries, which agency wrote it, and how that is known."""

from __future__ import annotations

import pytest

import cleanse
from cleanse.article.model import Recognition
from cleanse.rulebook.domains import claimed_by, host_of, registered_domain
from tests.rulebooks import EXAMPLE, FILES, rulebook_of

OTHER = """
name = "The Other"
domains = ["other.org"]
language = "en"
furniture = ["Write to the Other's letters page", "Join the Example readers' forum"]

[[rule]]
id = "media"
kind = "player"
why = "Label of a film that does not play."
text = "Other player is unsupported here"
identifies = true
removes = ["Other player is unsupported here"]
"""
WIRE = """
[[rule]]
id = "place"
kind = "dateline"
why = "Place and agency before the first sentence."
languages = ["en"]
scope = "inline"
pattern = '''^(?P<place>(?-i:\\p{Lu}{3,20})) \\((?P<wire>{agency})\\) -'''
removes = [["GENEVA (AFP) - It rained.", "It rained."]]
keeps = ["It rained, said a reporter (AFP) - and how."]

[[rule]]
id = "reporting"
kind = "tagline"
why = "Who reported it, below the story."
languages = ["en"]
pattern = '''\\(?reporting by [^.()]{2,40} for (?P<wire>{agency})\\)?'''
removes = ["(Reporting by Ada Byron for Reuters)"]
keeps = ["Good reporting by hand."]
"""
BOOK = rulebook_of({**FILES, "other.org": OTHER, "generic/dateline": WIRE})
FORUM, PRESSES, LETTERS = (
    "Join the Example readers' forum",
    "Printed on the Example's own presses",
    "Write to the Other's letters page",
)
STORY = "The ferry left the harbour an hour late, and nobody on board seemed to mind."
NOBODY = Recognition()


def recognised(text: str, url: str | None = None, publisher: str | None = None) -> Recognition:
    """How a text is recognised."""
    return cleanse.clean(text, url, publisher=publisher, rulebook=BOOK).recognised_by


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="no text"),
        pytest.param(STORY, id="a story"),
        pytest.param("The boy told The Example that nobody came.", id="attribution"),
        pytest.param("She reads The Other every day, and example.com too.", id="names in prose"),
        pytest.param("Rejoin the Example readers' forum", id="within a word"),
        pytest.param("Join the Example readers' forums", id="a longer word"),
        pytest.param("She said the Other player is unsupported here and left.", id="a label inside of prose"),
        pytest.param("Sign up for the Example briefing", id="a rule that does not identify"),
        pytest.param(f"{FORUM}", id="two print it"),
        pytest.param(f"{STORY} {PRESSES}. {LETTERS}.", id="as much of one as of the other"),
        pytest.param("Reuters shares rose, AFP said.", id="agencies in prose"),
    ],
)
def test_nobody_is_recognised(text: str) -> None:
    """In doubt nobody's rules apply."""
    assert recognised(text) == NOBODY


@pytest.mark.parametrize(
    "text",
    [
        '"It was very brown," Edwin Getty, 71, told CNN. He said in an email to Reuters that he had nearly burned it.',
        "Workers at a printing works of Independent Newspapers, the South African group, have ended a strike.",
        "The find was first told to The Independent, according to the BBC and The Associated Press.",
        "“I shall read it in The Guardian,” he told The New York Times. NPR and Fox News were there too.",
    ],
    ids=["told CNN", "of South Africa", "told The Independent", "many names"],
)
def test_attribution_identifies_nobody(text: str) -> None:
    """With all rules that ship: a brand's name in prose is no furniture, and the text stays as it is."""
    article = cleanse.clean(text)

    assert (NOBODY, text) == (article.recognised_by, article.text)


@pytest.mark.parametrize("name", ["example.com", "example.co.uk", "The Example"])
def test_the_argument_comes_first(name: str) -> None:
    """Before the url and before the furniture."""
    expected = Recognition("example.com", "argument", ("example.com",))

    assert expected == recognised(f"{STORY}\n{LETTERS}", "https://other.org/1", name)


@pytest.mark.parametrize(
    "host", ["example.com", "www.example.co.uk", "sport.news.example.com", "m.example.com", "EXAMPLE.com"]
)
def test_a_url_comes_before_furniture(host: str) -> None:
    found = recognised(f"{STORY}\n{LETTERS}", f"https://{host}/news/1")

    assert ("example.com", "url") == (found.publisher, found.by)
    assert (host.lower(),) == found.evidence


def test_furniture_comes_before_a_url_that_nobody_claims() -> None:
    """A site that copies an article copies its furniture."""
    expected = Recognition("other.org", "furniture", (LETTERS,))

    assert expected == recognised(f"{STORY}\n{LETTERS}", "https://news.aggregator.co.za/1")


@pytest.mark.parametrize(
    ("url", "publisher"),
    [
        ("https://www.unknown.org/1", "unknown.org"),
        ("https://news.unknown.co.za/1", "unknown.co.za"),
        ("http://unknown.com.br:8080", "unknown.com.br"),
        ("//unknown.de/1", "unknown.de"),
    ],
)
def test_an_unknown_host_is_named_by_its_registered_domain(url: str, publisher: str) -> None:
    """It has no rules, but it is known whose text it is."""
    found = recognised(STORY, url)

    assert (publisher, "url") == (found.publisher, found.by)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "not a url",
        "http://",
        "https://localhost/1",
        "mailto:x",
        "http://[::1",
        "https://co.uk/",
        "http://192.168.0.1/x",
    ],
)
def test_urls_that_name_nobody(url: str) -> None:
    assert recognised(STORY, url) == NOBODY


def test_the_one_with_the_most_evidence() -> None:
    assert Recognition("example.com", "furniture", (FORUM, PRESSES)) == recognised(f"{STORY}\n{FORUM}\n{PRESSES}")


def test_what_is_said_twice_counts_once() -> None:
    """Else a phrase in a loop would outvote all others."""
    assert recognised(f"{PRESSES}\n{STORY}\n{PRESSES}\n{LETTERS}") == NOBODY


def test_a_tie_leaves_the_domain_of_the_url() -> None:
    found = recognised(f"{STORY} {PRESSES}. {LETTERS}.", "https://unknown.org/1")

    assert ("unknown.org", "url") == (found.publisher, found.by)


def test_a_rule_may_identify_as_a_block_of_its_own() -> None:
    expected = Recognition("other.org", "furniture", ("Other player is unsupported here",))

    assert expected == recognised(f"Other player is unsupported here\n{STORY}")


def test_evidence_is_quoted_as_it_stands_in_the_text() -> None:
    """With its own quotes and letters; only white space is made plain."""
    assert (PRESSES, "JOIN the Example readers’ forum") == recognised(
        f"{PRESSES}\nJOIN the\n Example  readers’ forum"
    ).evidence


def test_whose_rules_apply_follows_from_it() -> None:
    """By furniture that stays in the text, too."""
    text = f"{STORY}\nSign up for the Example briefing\n{PRESSES}"

    assert f"{STORY}\n{PRESSES}" == cleanse.clean(text, rulebook=BOOK).text


@pytest.mark.parametrize(
    ("text", "wire", "evidence"),
    [
        (f"GENEVA (AFP) - {STORY}", "AFP", ("GENEVA (AFP) -",)),
        (f"GENEVA (Agence France-Presse) – {STORY}", "AFP", ("GENEVA (Agence France-Presse) –",)),
        (f"{STORY}\n(Reporting by Ada Byron for Reuters)", "Reuters", ("(Reporting by Ada Byron for Reuters)",)),
    ],
    ids=["dateline", "another spelling", "tagline"],
)
def test_the_agency_that_wrote_it(text: str, wire: str, evidence: tuple[str, ...]) -> None:
    """Reported under its key in the vocabulary, with the credit as it stands in the text."""
    found = recognised(text)

    assert (wire, evidence, None) == (found.wire, found.wire_evidence, found.publisher)


def test_publisher_and_agency_are_two_things() -> None:
    found = recognised(f"GENEVA (AFP) - {STORY}", "https://example.com/1")

    assert ("example.com", "AFP") == (found.publisher, found.wire)


def test_the_agency_named_most_often() -> None:
    text = f"GENEVA (AFP) - {STORY}\n(Reporting by Ada Byron for Reuters)\nReporting by Max Muster for Reuters"

    assert "Reuters" == recognised(text).wire


@pytest.mark.parametrize("host", ["example.com", "a.example.com", "a.b.example.com"])
def test_domains_claim_what_is_below_them(host: str) -> None:
    assert "example.com" == claimed_by(host, {"example.com": "example.com"})


@pytest.mark.parametrize("host", ["com", "myexample.com", "example.com.br", "example", "com.example"])
def test_domains_do_not_claim_what_only_looks_like_them(host: str) -> None:
    assert claimed_by(host, {"example.com": "example.com"}) is None


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://user:secret@News.Example.com:443/a?b#c", "news.example.com"),
        ("example.com/a//b", "example.com"),
        ("https://example.com./a", "example.com"),
        ("https://m.example.com", "m.example.com"),
        ("https://mm.example.com", "mm.example.com"),
        (None, None),
    ],
)
def test_hosts(url: str | None, host: str | None) -> None:
    assert host == host_of(url)


@pytest.mark.parametrize(
    ("host", "domain"), [("a.b.example.co.uk", "example.co.uk"), ("co.uk", None), ("a.blogspot.com", "a.blogspot.com")]
)
def test_registered_domains(host: str, domain: str | None) -> None:
    assert domain == registered_domain(host)


def test_the_example_is_as_this_file_says() -> None:
    """The phrases above are those of the rule files."""
    assert FORUM in EXAMPLE
    assert PRESSES in EXAMPLE
    assert LETTERS in OTHER


THIRD = """
name = "The Third"
domains = ["third.org"]
language = "en"

[[rule]]
id = "offer"
kind = "newsletter"
why = "Offer of the letter, in the story."
text = "The Third's letter comes on Fridays"
removes = ["The Third's letter comes on Fridays"]

[[rule]]
id = "letter"
kind = "newsletter"
why = "The same, with the day."
pattern = "the third's letter comes on \\\\w+"
removes = ["The Third's letter comes on Fridays"]
keeps = ["The Third's letter comes on time and on Fridays."]

[[rule]]
id = "comments"
kind = "comments"
why = "Notice below the story."
text = "Comments close after three days"
removes = ["Comments close after three days"]

[[rule]]
id = "reporters"
kind = "tagline"
why = "Who reported it."
text = "Reported by the Third's own desk"
removes = ["Reported by the Third's own desk"]

[[rule]]
id = "top"
kind = "ui"
why = "Link to the top."
text = "Top"
removes = ["Top"]
"""
FOURTH = THIRD.replace("Third", "Fourth").replace("third", "fourth")
LETTER, COMMENTS, DESK = (
    "The Third's letter comes on Fridays",
    "Comments close after three days",
    "Reported by the Third's own desk",
)
GENERIC = """
[[rule]]
id = "soon"
kind = "comments"
why = "When comments close."
languages = ["en"]
text = "Comments close soon"
removes = ["Comments close soon"]
"""
THIRDS = rulebook_of(
    {"third.org": THIRD, "fourth.org": FOURTH.replace(COMMENTS, "Comments close soon"), "generic/comments": GENERIC}
)


def third(*blocks: str) -> Recognition:
    """How these blocks around a story are recognised."""
    return cleanse.clean("\n\n".join((STORY, *blocks)), rulebook=THIRDS).recognised_by


def test_two_rules_of_a_publisher_recognise_it() -> None:
    assert Recognition("third.org", "furniture", (LETTER, COMMENTS)) == third(LETTER, COMMENTS)


@pytest.mark.parametrize(
    "blocks",
    [
        pytest.param([LETTER], id="two rules that find the same"),
        pytest.param([COMMENTS, COMMENTS], id="one rule that finds two"),
        pytest.param([COMMENTS, DESK], id="what is sent along with an agency's text"),
        pytest.param([COMMENTS, "Top"], id="a word of most texts"),
        pytest.param(["The Fourth's letter comes on Fridays", "Comments close soon"], id="what a generic rule knows"),
        pytest.param(["The Third's letter comes on time", "Comments close after three days, he said."], id="prose"),
    ],
)
def test_less_than_two_recognise_nobody(blocks: list[str]) -> None:
    assert third(*blocks) == NOBODY


def test_furniture_that_identifies_comes_before_two_rules() -> None:
    book = rulebook_of({"third.org": THIRD, "other.org": OTHER})
    found = cleanse.clean(f"{STORY}\n{LETTER}\n{COMMENTS}\n{LETTERS}", rulebook=book).recognised_by

    assert ("other.org", (LETTERS,)) == (found.publisher, found.evidence)


def test_as_many_rules_of_two_publishers_recognise_nobody() -> None:
    book = rulebook_of({"third.org": THIRD, "fourth.org": FOURTH.replace(COMMENTS, "Comments are closed for good")})
    blocks = (STORY, LETTER, COMMENTS, "The Fourth's letter comes on Fridays", "Comments are closed for good")

    assert cleanse.clean("\n".join(blocks), rulebook=book).recognised_by == NOBODY


def test_who_is_recognised_once_the_first_ones_furniture_is_gone_goes_too() -> None:
    """Cleaning again what was cleaned takes nothing more."""
    book = rulebook_of({"third.org": THIRD, "other.org": OTHER})
    once = cleanse.clean(f"{STORY}\n{LETTER}\n{COMMENTS}\nOther player is unsupported here", rulebook=book)

    assert (STORY, "other.org") == (once.text, once.publisher)

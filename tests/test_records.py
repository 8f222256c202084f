"""Records: JSON objects in and out, and the way back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanse.article.errors import BadRecord
from cleanse.article.model import Policy
from cleanse.pages import page as pages
from cleanse.records import clean_record, dumps, loads, restore_record, source_of
from tests.rulebooks import FILES, rulebook_of
from tests.webpages import ADDRESS, PAGE, PAGED, SOURCE
from tests.webpages import TEXT as STORY

BOOK = rulebook_of(FILES)
TEXT = "Advertisement\nThe ferry left an hour late.\nThe ferry at the quay (AFP)\nSign up for the Example briefing"
URL = "https://www.example.com/news/ferry"


def cleaned(record: dict[str, Any], policy: Policy | None = None) -> dict[str, Any]:
    """A record cleaned with a few rules."""
    return clean_record(record, BOOK, policy or Policy())


def through(record: dict[str, Any]) -> dict[str, Any]:
    """A record as it is after it was written and read."""
    return loads(dumps(record))


@pytest.mark.parametrize(
    "record",
    [
        {"text": "It rained."},
        {"text": ""},
        {"text": "It rained.", "id": None, "n": [1, {"a": 1.5}], "ü": "ß"},
        {"text": "\0\ufeff\u2028 \r\n"},
    ],
    ids=["text", "no text", "other fields", "odd characters"],
)
def test_a_record_without_furniture_keeps_all_that_it_has(record: dict[str, Any]) -> None:
    assert record == {name: value for name, value in cleaned(record).items() if name in record}


def test_what_a_record_tells() -> None:
    out = through(cleaned({"text": TEXT, "url": URL}))

    assert "The ferry left an hour late." == out["text"]
    assert ("example.com", "en", "0123456789ab") == (out["publisher"], out["language"], out["rulebook"])
    assert [{"text": "The ferry at the quay", "credit": "AFP"}] == out["captions"]
    assert {
        "publisher": "example.com",
        "by": "url",
        "evidence": ["www.example.com"],
        "wire": None,
        "wire_evidence": [],
    } == (out["recognised_by"])
    assert {
        "start": 0,
        "end": 14,
        "rule": "generic/ad/label",
        "kind": "ad",
        "cut": True,
        "source": "generic",
        "of_page": False,
        "removed": "Advertisement\n",
        "insert": "",
    } == (out["edits"][0])
    assert [
        "text",
        "url",
        "title",
        "authors",
        "published",
        "modified",
        "section",
        "language",
        "confidence",
        "publisher",
        "wire",
        "recognised_by",
        "captions",
        "edits",
        "warnings",
        "rulebook",
    ] == list(out)


@pytest.mark.parametrize(
    "name",
    ["title", "authors", "published", "modified", "section", "language", "publisher", "wire", "captions", "warnings"],
)
@pytest.mark.parametrize("value", ["mine", "", 0, False, [], {"a": 1}])
def test_a_value_that_the_caller_had_is_never_overwritten(name: str, value: object) -> None:
    """Not even an empty one; what we know of the publisher is in `recognised_by` all the same."""
    out = cleaned({"text": TEXT, "url": URL, name: value})

    assert value == out[name]
    assert "example.com" == out["recognised_by"]["publisher"]


def test_a_field_without_a_value_is_filled() -> None:
    assert "example.com" == cleaned({"text": TEXT, "url": URL, "publisher": None})["publisher"]


def test_the_callers_record_is_not_changed() -> None:
    record = {"text": TEXT, "url": URL, "html": "<p>"}
    before = dict(record)
    cleaned(record)

    assert before == record


def test_html_is_left_out() -> None:
    """It would double the size, and its furniture is all there."""
    assert "html" not in cleaned({"text": TEXT, "html": "<p>It rained.</p>"})


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({}, "no `text` and no `html`"),
        ({"text": None}, "no `text` and no `html`"),
        ({"text": 5}, "`text` is not text but int"),
        ({"text": ["a"]}, "`text` is not text but list"),
        ({"text": "a", "edits": []}, "has a field `edits` of its own: rename it"),
        ({"text": "a", "rulebook": "mine"}, "has a field `rulebook` of its own: rename it"),
        ({"text": "a", "recognised_by": None}, "has a field `recognised_by` of its own: rename it"),
        ({"text": "a", "edits": [{}], "rulebook": "0"}, "cannot be restored: 'cut'"),
        ({"edits": [], "rulebook": "0"}, "not a cleaned record: it needs `text` and `edits`"),
    ],
)
def test_records_that_cannot_be_cleaned(record: dict[str, Any], reason: str) -> None:
    with pytest.raises(BadRecord) as caught:
        cleaned(record)

    assert reason == str(caught.value)


@pytest.mark.parametrize("name", ["url", "title"])
@pytest.mark.parametrize("value", [5, [], {}, True])
def test_a_url_or_title_that_is_no_text_is_of_no_use(name: str, value: object) -> None:
    """And stays as it is."""
    out = cleaned({"text": TEXT, name: value})

    assert (value, None) == (out[name], out["publisher"])


@pytest.mark.parametrize(
    "policy", [Policy(), Policy(keep={"caption"}), Policy(repair=False)], ids=["default", "keep", "no repairs"]
)
def test_cleaning_a_cleaned_record_is_cleaning_its_source(policy: Policy) -> None:
    """With another policy, too: it is restored first."""
    record = {"text": TEXT, "url": URL, "id": 7}
    again = cleaned(through(cleaned(record)), policy)

    assert through(cleaned(record, policy)) == through(again)


def test_what_was_found_under_another_rulebook_is_not_kept() -> None:
    """The captions of today's rules, not those of the rules that cleaned it first."""
    record = {"text": TEXT, "url": URL}
    first = through(clean_record(record, rulebook_of({}), Policy()))

    assert through(cleaned(record)) == through(cleaned(first))


@pytest.mark.parametrize("policy", [Policy(), Policy(keep={"ad"}), Policy(keep={"caption"}, cut={"dateline"})])
@pytest.mark.parametrize(
    "text", [TEXT, "", "Advertisement", "It rained late Sunday.Police came.", "Advertisement\ud800\nIt 🎈 rained."]
)
def test_the_source_comes_back(text: str, policy: Policy) -> None:
    """From what was written alone."""
    out = through(cleaned({"text": text, "url": URL}, policy))

    assert text == source_of(out) == restore_record(out)["text"]


def test_a_restored_record_has_nothing_of_the_cleaning() -> None:
    restored = restore_record(cleaned({"text": TEXT, "url": URL, "id": 7, "note": "mine"}))

    assert {"text": TEXT, "url": URL, "id": 7, "note": "mine"}.items() <= restored.items()
    assert set() == {"recognised_by", "edits", "rulebook", "captions", "warnings", "wire"} & restored.keys()


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"text": "a"},
        {"text": "a", "edits": None},
        {"text": 5, "edits": []},
        {"text": "a", "edits": [5]},
        {"text": "a", "edits": [{"cut": True}]},
        {"text": "a", "edits": [{"cut": True, "start": 9, "removed": "b", "insert": ""}]},
        {"text": "a", "edits": [{"cut": True, "start": "0", "removed": "b", "insert": ""}]},
        {"text": "a", "edits": [{"cut": True, "start": 0, "removed": "b", "insert": "c"}]},
    ],
)
def test_records_that_cannot_be_restored(record: dict[str, Any]) -> None:
    """Whatever is wrong with them, they are answered with a reason."""
    with pytest.raises(BadRecord):
        source_of(record)


@pytest.mark.parametrize(
    "line",
    [
        '{"text":"It rained."}',
        '{"text":"a","n":9223372036854775807}',
        '{"text":"a","n":18446744073709551615}',
        '{"text":"a","n":18446744073709551617}',
        '{"text":"a","n":-9223372036854775809}',
        '{"text":"a","n":123456789012345678901234567890}',
        '{"text":"a","n":[1.5,-0.0,1e-9]}',
        '{"text":"a","n":true,"m":null}',
        '{"text":"\\ud800"}',
        '{"\\udfff":"a"}',
        '{"text":"\\u0000"}',
    ],
    ids=[
        "text",
        "63 bits",
        "64 bits",
        "65 bits",
        "-65 bits",
        "30 digits",
        "floats",
        "words",
        "surrogate",
        "name",
        "NUL",
    ],
)
def test_what_is_read_is_written(line: str) -> None:
    """Whatever else a record holds comes out as it came in."""
    assert json.loads(line) == json.loads(dumps(loads(line.encode())))


def test_a_line_is_one_line() -> None:
    data = dumps({"text": "One.\nTwo.\u2028Three.\x85", "odd": "\ud800\n"})

    assert 1 == data.count(b"\n")
    assert data.endswith(b"\n")


def test_text_is_written_as_utf_8() -> None:
    assert '{"text":"Żółw"}\n'.encode() == dumps({"text": "Żółw"})


@pytest.mark.parametrize("line", [b"", b"{", b"nonsense", b"\xff", b'{"text": "\xff"}', b"[" * 99_999, b"[]", b"1"])
def test_lines_that_hold_no_record(line: bytes) -> None:
    with pytest.raises(BadRecord):
        loads(line)


# ---------------------------------------------------------------- pages

PAGE_BOOK = rulebook_of({**FILES, "example.com": PAGED})
PAGE_FIELDS = [
    "url",
    "tags",
    "description",
    "image",
    "site",
    "paywalled",
    "evidence",
    "blocks",
    "page_kind",
]


def read(record: dict[str, Any], policy: Policy | None = None) -> dict[str, Any]:
    """A record of a page cleaned with a few rules, for pages too, as it is after it was written and read."""
    return through(clean_record(record, PAGE_BOOK, policy or Policy()))


@pytest.mark.parametrize("url", [None, URL, "https://example.org/a"])
@pytest.mark.parametrize("text", ["The ferry left the harbour an hour late.", "“Żółw śpi,” she said.\n\nIt was late."])
def test_a_page_without_furniture_is_its_text(text: str, url: str | None) -> None:
    """Whoever published it; and its record keeps what else it has."""
    html = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
    out = read({"html": f"<main>{html}</main>", "url": url, "id": None, "n": [1, {"a": 1.5}]})

    assert (text, []) == (out["text"], out["edits"])
    assert {"id": None, "n": [1, {"a": 1.5}]}.items() <= out.items()


def test_a_page_that_is_a_text_already_is_not_read() -> None:
    """The record's text is the document; of its page nothing is told."""
    out = read({"text": TEXT, "html": PAGE, "url": URL})

    assert cleaned({"text": TEXT, "url": URL})["text"] == out["text"]
    assert set() == {"html", "blocks", "tags", "site"} & out.keys()


def test_what_a_record_tells_of_a_page() -> None:
    out = read({"id": 7, "html": PAGE})

    assert STORY == out["text"]
    assert ("Ferry late", ["Ada Byron"], "en", "example.com") == (
        out["title"],
        out["authors"],
        out["language"],
        out["publisher"],
    )
    assert ("2024-03-05T06:00:00+00:00", "2024-03-05T09:30:00+01:00", "News") == (
        out["published"],
        out["modified"],
        out["section"],
    )
    assert (ADDRESS, ["Ferries", "Harbour"], "A ferry was late.") == (out["url"], out["tags"], out["description"])
    assert ("https://www.example.com/ferry.jpg", "The Example", True) == (out["image"], out["site"], out["paywalled"])
    assert [{"text": "A boat at sea", "credit": "AFP"}] == out["captions"]
    assert {
        "publisher": "example.com",
        "by": "page",
        "evidence": ["www.example.com"],
        "wire": "AFP",
        "wire_evidence": ["author"],
    } == out["recognised_by"]
    assert ("AFP", [], "0123456789ab") == (out["wire"], out["warnings"], out["rulebook"])


def test_the_fields_of_a_page_come_behind_those_of_a_text() -> None:
    """`html` is left out: its text is the source, and would double the size."""
    of_text = [name for name in cleaned({"text": TEXT}) if name != "text"]

    assert ["id", "text", *of_text, *PAGE_FIELDS] == list(read({"id": 7, "html": PAGE}))


def test_a_record_tells_where_it_has_the_fields_from() -> None:
    evidence = read({"html": PAGE})["evidence"]

    assert {
        "authors": "meta",
        "published": "opengraph",
        "tags": "opengraph",
        "description": "opengraph",
        "url": "element",
        "site": "opengraph",
    }.items() <= evidence.items()


def test_a_record_tells_what_each_block_of_the_source_was() -> None:
    """Offsets are those of the source, as the edits' are."""
    out = read({"html": PAGE})
    told = [(SOURCE[start:end], element) for start, end, element, *_ in out["blocks"]]

    assert [
        ("Ferry late", "h1"),
        ("The ferry left the harbour an hour late, and nobody minded.", "p"),
        ("A boat at sea (AFP)", "figcaption"),
        ("Advertisement", "p"),
        ("More stories", "div"),
        ("“Late,” she said.", "p"),
        ("In Ormouth.", "li"),
        ("In Harde.", "li"),
        ("Share", "div"),
        ("Sign up for the Example briefing", "p"),
    ] == told


def test_a_record_accounts_for_all_that_went_of_a_page() -> None:
    """By the page's own rules, the text's, and the engine's."""
    rules = {edit["rule"]: edit["removed"].strip() for edit in read({"html": PAGE})["edits"]}

    assert {
        "cleanse/headline": "Ferry late",
        "example.com/page/figure": "A boat at sea (AFP)",
        "generic/ad/label": "Advertisement",
        "example.com/page/more": "More stories",
        "cleanse/control": "Share",
    }.items() <= rules.items()
    assert "Sign up for the Example briefing" in rules["example.com/newsletter"]


@pytest.mark.parametrize("name", [*PAGE_FIELDS, "title", "authors", "published", "language"])
@pytest.mark.parametrize("value", ["mine", "", 0, False, [], {"a": 1}])
def test_a_value_that_the_caller_had_of_a_page_is_never_overwritten(name: str, value: object) -> None:
    assert value == read({"html": PAGE, name: value})[name]


@pytest.mark.parametrize("name", PAGE_FIELDS)
def test_a_field_of_a_page_without_a_value_is_filled(name: str) -> None:
    assert read({"html": PAGE})[name] == read({"html": PAGE, name: None})[name]


def test_the_caller_s_url_is_believed_before_the_page_s() -> None:
    out = read({"html": PAGE, "url": "https://news.example.org/a"})

    assert ("https://news.example.org/a", "example.org", "url") == (
        out["url"],
        out["publisher"],
        out["recognised_by"]["by"],
    )


def test_a_page_that_says_nothing_has_empty_fields() -> None:
    out = read({"html": "<main><p>The ferry left the harbour an hour late.</main>"})

    assert [None, [], None, None, None, None, {}] == [out[name] for name in PAGE_FIELDS[:7]]
    assert [[0, 40, "p", 0, None]] == out["blocks"]


@pytest.mark.parametrize("html", ["", "  ", "<p>", "<nav><a href='/'>Home</a></nav>", "<frameset></frameset>"])
def test_a_page_without_a_story_is_an_empty_text(html: str) -> None:
    """And is told so."""
    out = read({"html": html})

    assert ("", [], ["no story found on this page"]) == (out["text"], out["edits"], out["warnings"])


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"html": None}, "no `text` and no `html`"),
        ({"html": 7}, "`html` is not text but int"),
        ({"html": ["<p>"], "text": None}, "`html` is not text but list"),
        ({"html": PAGE, "text": 7}, "`text` is not text but int"),
        ({"html": PAGE, "edits": []}, "has a field `edits` of its own: rename it"),
    ],
)
def test_pages_that_cannot_be_cleaned(record: dict[str, Any], reason: str) -> None:
    with pytest.raises(BadRecord) as caught:
        read(record)

    assert reason == str(caught.value)


def test_a_page_that_is_too_large_is_a_bad_record(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not the end of the run."""
    monkeypatch.setattr(pages, "MOST_CHARACTERS", 99)

    with pytest.raises(BadRecord, match=r"^a page of 100 characters, more than 99$"):
        read({"html": "<p>" + "a" * 97})


def test_a_page_by_name_of_its_publisher() -> None:
    html = "<main><p>It rained.</p><aside>More</aside></main>"
    out = clean_record({"html": html}, PAGE_BOOK, Policy(), "example.com")

    assert ("It rained.", "argument") == (out["text"], out["recognised_by"]["by"])


POLICIES = [Policy(), Policy(keep={"related", "ui"}), Policy(keep={"caption"}, cut={"dateline"}), Policy(repair=False)]


@pytest.mark.parametrize("policy", POLICIES)
def test_cleaning_a_cleaned_page_again_gives_the_same_text(policy: Policy) -> None:
    """With another policy, that of a page cleaned with it: the page's own furniture is known from its edits."""
    once = read({"html": PAGE, "id": 7})
    again = read(once, policy)

    assert read({"html": PAGE}, policy)["text"] == again["text"]
    assert again == read(again, policy) | {"recognised_by": again["recognised_by"]}
    assert {name: once[name] for name in ("id", "title", "authors", *PAGE_FIELDS)} == {
        name: again[name] for name in ("id", "title", "authors", *PAGE_FIELDS)
    }


@pytest.mark.parametrize("policy", POLICIES)
def test_the_source_of_a_page_comes_back(policy: Policy) -> None:
    """The text of its region, from what was written alone; what the page said of itself stays."""
    out = read({"html": PAGE, "id": 7}, policy)
    restored = restore_record(out)

    assert SOURCE == source_of(out) == restored["text"]
    assert {name: out[name] for name in ("id", "title", *PAGE_FIELDS)}.items() <= restored.items()
    assert set() == {"recognised_by", "edits", "rulebook", "captions", "warnings", "wire", "html"} & restored.keys()


@pytest.mark.parametrize("name", ["captions", "wire"])
def test_cleaning_a_cleaned_page_again_loses_nothing(name: str) -> None:
    once = read({"html": PAGE})

    assert once[name] == read(once)[name]


def test_a_page_without_a_story_tells_what_it_declares() -> None:
    assert ADDRESS == read({"html": PAGE.partition("<main>")[0]})["url"]


def test_evidence_is_of_the_fields_of_the_record() -> None:
    out = read({"html": PAGE})

    assert set() == out["evidence"].keys() - out.keys()


PARTS = [
    "<p>The ferry left the harbour an hour late, and nobody on board seemed to mind the wait.</p>",
    "<p>“We have waited for this bridge for thirty years,” the <b>mayor</b> said. “Now it is here.”</p>",
    "<h2>What happens next?</h2>",
    "<ul><li>The tram crosses it in June.</li><li>And the bus.</li></ul>",
    "<figure><figcaption>The ferry at the quay (AFP)</figcaption></figure>",
    "<p>Advertisement</p>",
    "<p>It rained late Sunday.Police came. <i>Advertisement</i></p>",
    "<aside>More <b>stories</b><p class='quote'>“Late,” she said.</p></aside>",
    "<div class='newsletter'>Sign up for the Example briefing</div>",
    "<p>One line<br>and another<br><br>and a third<button>Share</button></p>",
    "<table><tr><td>Town<td>Rain<tr><td>Ormouth<td>3&nbsp;mm</table>",
    "<h1>Ferry late</h1>",
    "\u200b<span> </span>",
]
bodies = st.lists(st.sampled_from(PARTS), max_size=9).map("".join)
urls = st.sampled_from([None, URL, ADDRESS, "https://news.example.org/2024/ferry-late"])


@settings(deadline=None)
@given(bodies, urls, st.sampled_from(POLICIES))
def test_pages_are_cleaned_once_and_come_back(body: str, url: str | None, policy: Policy) -> None:
    """Whatever stands on them, found by a layout or by the judge: the laws of texts hold for them."""
    out = read({"html": f"<title>Ferry late</title><main>{body}</main>", "url": url}, policy)

    assert out["text"] == read(out, policy)["text"]
    assert source_of(out) == source_of(read(out, policy)) == restore_record(out)["text"]
    assert [policy.cuts(edit["kind"]) for edit in out["edits"]] == [edit["cut"] for edit in out["edits"]]


@pytest.mark.parametrize("blank", ["", " ", "\n\n", None])
def test_a_page_with_a_blank_text_is_read(blank: str | None) -> None:
    """A scraper that found no text leaves it blank: the page is not lost for that."""
    of_page, both = read({"html": PAGE}), read({"text": blank, "html": PAGE})

    assert of_page["text"]
    assert of_page == both


def test_a_text_counts_more_than_a_page() -> None:
    assert read({"text": TEXT, "html": PAGE})["text"] == read({"text": TEXT})["text"]


def test_a_blank_text_without_a_page_stays() -> None:
    assert not read({"text": " "})["text"].strip()

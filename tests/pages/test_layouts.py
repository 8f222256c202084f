"""Layouts: where a publisher's pages have their story, and which of their elements are furniture."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path
from typing import Final

import msgspec
import pytest

from cleanse.article.model import Mark, Source
from cleanse.pages.layouts import marks, region
from cleanse.pages.page import Page
from cleanse.rulebook.loading import read_rules
from cleanse.rulebook.page_rules import Drop, PageRules, page_rules
from cleanse.rulefiles.problems import Problem, RulebookError
from cleanse.rulefiles.schema import DropTable, FieldsTable, LayoutTable, PageTable
from tests.rulebooks import EXAMPLE, ship

PAGE = """<body><nav class="menu">Menu</nav><main><h1>Rain</h1><p class="lead">It rained twice.</p>
<div class="story"><p>It rained.</p><aside class="more">More<p class="quote">“Rain,” she said.</p></aside></div>
<div class="story second"><p>It stopped.</p></div></main><aside class="more">Stories</aside></body>"""
NONE = PageRules((), (), (), ())


def rules(*drops: tuple[str, str], keep: tuple[str, ...] = ()) -> PageRules:
    """Rules that drop what is selected by the second of each pair, by the name that is the first."""
    return PageRules((), tuple(Drop(select, Mark(name, "ui")) for name, select in drops), keep, ())


def hooks(html: str, layout: LayoutTable) -> list[str]:
    """The tag and class of each element of a page's region."""
    return [f"{node.tag}.{node.attributes.get('class') or ''}".rstrip(".") for node in region(Page(html).tree, layout)]


def found(html: str, given: PageRules, root: str = "body") -> dict[str, str | None]:
    """What is marked under an element, by the text of each, with the rule's name; None for what is kept."""
    node = Page(html).tree.css_first(root)
    assert node is not None
    told = marks(node, given)
    everything = {inner.mem_id: (inner.text() or "").strip() for inner in node.css("*")}
    return {everything[number]: mark and mark.rule for number, mark in told.items()}


# ---------------------------------------------------------------- what must not change


@pytest.mark.parametrize("html", ["", "<p>It rained.", PAGE])
def test_rules_that_say_nothing_mark_nothing(html: str) -> None:
    body = Page(html).body

    assert {} == marks(body, NONE) == marks(body, rules(keep=("p", "main")))
    assert {} == marks(body, rules(("x", ".no-such"), keep=("p",)))


@pytest.mark.parametrize(
    "layout",
    [
        LayoutTable(body="div.no-such"),
        LayoutTable(body=["div.no-such", "section"]),
        LayoutTable(body="div.no-such", lead="p.lead"),
        LayoutTable(body="div.story", when="div.no-such"),
        LayoutTable(body="main > p.story", when="main"),
    ],
)
def test_a_page_of_another_layout_has_no_region(layout: LayoutTable) -> None:
    """Not even its lead."""
    assert [] == hooks(PAGE, layout)
    assert [] == hooks("", layout)


def test_no_tables_make_no_rules() -> None:
    assert NONE == page_rules([]) == page_rules([("example.com", "publisher", PageTable())])


# ---------------------------------------------------------------- regions


@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        (LayoutTable(body="main"), ["main"]),
        (LayoutTable(body="div.story"), ["div.story", "div.story second"]),
        (LayoutTable(body=["div.no-such", "div.second"]), ["div.story second"]),
        (LayoutTable(body="div.second, h1"), ["h1", "div.story second"]),
        (LayoutTable(body=["div.second", "h1"]), ["h1", "div.story second"]),
        (LayoutTable(body="div.second", lead="p.lead"), ["p.lead", "div.story second"]),
        (LayoutTable(body="div.second", lead=["h1", "p.lead"]), ["h1", "p.lead", "div.story second"]),
        (LayoutTable(body="div.second", lead=".no-such"), ["div.story second"]),
        (LayoutTable(body="main", lead="p.lead"), ["main"]),
        (LayoutTable(body=["main", "div.story", "body"]), ["body"]),
        (LayoutTable(body="div.story", when="nav.menu"), ["div.story", "div.story second"]),
        (LayoutTable(body="aside.more", lead="div.story"), ["div.story", "div.story second", "aside.more"]),
    ],
)
def test_a_region_is_what_body_and_lead_select(layout: LayoutTable, expected: list[str]) -> None:
    """In the order of the page; what lies in another of them is not said twice."""
    assert expected == hooks(PAGE, layout)


@pytest.mark.long
def test_a_region_is_found_in_linear_time() -> None:
    """However deep on the page its elements lie, and however many they are."""

    def seconds(count: int) -> float:
        tree = Page("<div>" * count + "<p>It rained.</p>" * count).tree
        start = time.perf_counter()
        region(tree, LayoutTable(body="p"))
        return time.perf_counter() - start

    assert seconds(3900) < 16 * seconds(490) + 0.3


# ---------------------------------------------------------------- marks


def test_everything_that_a_drop_selects_is_marked() -> None:
    html = '<p class="a">1</p><div><p class="a">2</p></div><p>3</p>'

    assert {"1": "x", "2": "x"} == found(html, rules(("x", ".a")))


def test_of_two_drops_the_first_counts() -> None:
    html = '<p class="a b">1</p><p class="b">2</p>'

    assert {"1": "x", "2": "y"} == found(html, rules(("x", ".a"), ("y", ".b")))
    assert {"1": "y", "2": "y"} == found(html, rules(("y", ".b"), ("x", ".a")))


def test_what_is_kept_is_kept_whatever_drops_it() -> None:
    html = '<div class="a"><p class="k">1</p></div><p class="k a">2</p>'

    assert {"1": None, "2": None} == found(html, rules(("x", ".a"), keep=(".k",)))


def test_only_what_lies_under_the_element_is_looked_at() -> None:
    """A selector may begin outside of it all the same."""
    assert {"It rained.": "x"} == found(PAGE, rules(("x", ".story > p")), ".story")
    assert {"It rained.": "x"} == found(PAGE, rules(("x", "main .story > p")), ".story")
    assert {} == found(PAGE, rules(("x", "nav, .second")), ".story")


def test_a_drop_in_furniture_is_marked_too() -> None:
    """Which of them counts is a matter of the blocks."""
    html = '<div class="a"> <p class="b">1</p></div>'
    told = marks(Page(html).body, rules(("x", ".a"), ("y", ".b")))

    assert ["x", "y"] == [mark.rule for mark in told.values() if mark]


@pytest.mark.parametrize(
    "select",
    ["p:not(.b)", "p:has(b)", "p:has(> b)", "div > p + p", "[data-x^=a i]", "p:nth-child(2)", "p:is(.x, :empty)"],
)
def test_selectors_of_every_form_are_understood(select: str) -> None:
    """Those of all drops together, as well as each alone."""
    html = '<div><p class="b">1</p><p data-x="Ab"><b>2</b></p></div>'

    assert found(html, rules(("x", select))) == found(html, rules(("y", ".no-such"), ("x", select)))


# ---------------------------------------------------------------- rules of tables

TABLE = """
body = ["article .story", "main"]
lead = "p.lead"
keep = [".quote", ".fact"]

[[drop]]
id = "more"
select = ["aside.more", ".stories"]
kind = "related"
why = "Links to other stories."
since = 2024-10-01

[[drop]]
id = "figure"
select = "figure"
kind = "caption"
why = "Picture with its caption."

[[layout]]
body = "div.live"
when = "body.live"

[fields]
title = "h1"
author = [".by a", "meta[name=author] @content"]
"""


def test_a_table_becomes_rules() -> None:
    table = msgspec.toml.decode(TABLE, type=PageTable)

    assert PageRules(
        layouts=(
            LayoutTable(body=["article .story", "main"], lead="p.lead"),
            LayoutTable(body="div.live", when="body.live"),
        ),
        drops=(
            Drop("aside.more, .stories", Mark("example.com/page/more", "related", "publisher", of_page=True)),
            Drop("figure", Mark("example.com/page/figure", "caption", "publisher", of_page=True)),
        ),
        keep=(".quote", ".fact"),
        fields=(FieldsTable(title="h1", author=[".by a", "meta[name=author] @content"]),),
    ) == page_rules([("example.com", "publisher", table)])


OWNERS: Final[list[tuple[str, Source]]] = [
    ("example.com", "publisher"),
    ("groups/sisters", "group"),
    ("generic/ads", "generic"),
]


def test_tables_come_in_their_order() -> None:
    """The publisher's own before its groups' and the generic ones; each drop with the name of its file."""
    tables = [
        (
            owner,
            source,
            PageTable(body=owner, keep=f".{owner[0]}", drop=[DropTable("more", "aside", "ui", "Menu.", dt.date.min)]),
        )
        for owner, source in OWNERS
    ]
    made = page_rules(tables)

    assert ["example.com", "groups/sisters", "generic/ads"] == [layout.body for layout in made.layouts]
    assert [".e", ".g", ".g"] == list(made.keep)
    assert ["example.com/page/more", "groups/sisters/page/more", "generic/ads/page/more"] == [
        drop.mark.rule for drop in made.drops
    ]


def test_a_table_without_a_body_has_only_its_layouts() -> None:
    table = PageTable(lead="p.lead", layout=[LayoutTable(body="main"), LayoutTable(body="article")])

    assert (LayoutTable(body="main"), LayoutTable(body="article")) == page_rules(
        [("example.com", "publisher", table)]
    ).layouts


def test_all_drops_can_be_asked_for_at_once() -> None:
    assert "aside, .a, .b" == rules(("x", "aside"), ("y", ".a, .b")).any_drop
    assert [] == Page(PAGE).body.css(NONE.any_drop)


# ---------------------------------------------------------------- what is said of wrong rules (and test_bad_rules.py)

DROP = """[[page.drop]]\nid = "{}"\nselect = {}\nkind = "ui"\nwhy = "Menu."\n"""


def problems(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Problem]:
    """What is wrong with a publisher's file to which this is added; the lines are counted from what is added."""
    ship(tmp_path / "shipped", monkeypatch, {})
    path = tmp_path / "example.com.toml"
    head = EXAMPLE.partition("[[rule]]")[0].replace('use = ["example-group"]\n', "")
    path.write_text(head + text, encoding="utf-8")
    try:
        read_rules([path])
    except RulebookError as error:
        return [Problem(problem.path, problem.line - head.count("\n"), problem.message) for problem in error.problems]
    return []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[page]",
        '[page]\nbody = "main"',
        '[page]\nbody = ["main", "article:has(> p)"]\nlead = "p.lead"\nkeep = "q"',
        '[[page.layout]]\nbody = "main"\nwhen = "body.live"\nsince = 2024-10-01',
        '[page.fields]\ntitle = "h1"\nauthor = ["a", "meta[name=author] @content"]',
        DROP.format("a", '"p"') + DROP.format("b", '["q", "i"]'),
        'page.body = "main"',
        'page = { body = "main", drop = [{ id = "a", select = "p", kind = "ui", why = "Menu." }] }',
    ],
)
def test_nothing_is_said_of_rules_that_are_right(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [] == problems(text, tmp_path, monkeypatch)


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every selector with its line."""
    text = '[page]\nbody = ["p[", "main", "q["]\n' + DROP.format("a", '"i["') + DROP.format("a", '"p"')

    assert [(2, "`p[` is no CSS selector"), (2, "`q[` is no CSS selector"), (5, "`i[` is no CSS selector")] == [
        (problem.line, problem.message) for problem in problems(text, tmp_path, monkeypatch)[:3]
    ]
    assert "`a` is the id of another drop of this file" == problems(text, tmp_path, monkeypatch)[3].message


def test_two_files_may_have_drops_of_the_same_id() -> None:
    """Their full ids tell them apart."""
    tables = [(owner, source, PageTable(drop=[DropTable("a", "p", "ui", "Menu.")])) for owner, source in OWNERS]

    assert 3 == len({drop.mark.rule for drop in page_rules(tables).drops})


@pytest.mark.parametrize("selector", ["main[class=x", "[data-x"])
def test_a_selector_that_is_left_open_is_refused(
    selector: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else pages cannot be read by it."""
    text = f'[page]\nbody = ["{selector}", "article"]\n'

    assert [f"`{selector}` is no CSS selector"] == [p.message for p in problems(text, tmp_path, monkeypatch)]


@pytest.mark.parametrize("text", ["[[page.layout]]\nbody = []\n", DROP.format("a", "[]")])
def test_a_list_of_no_selectors_is_refused(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert 1 == len(problems(text, tmp_path, monkeypatch))


@pytest.mark.xfail(reason="a table of the page that is written as a key of it is told on the first line")
@pytest.mark.parametrize("key", ["drop", "layout", "fields"])
def test_a_table_that_is_a_text_is_told_where_it_is(key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (problem,) = problems(f'[page]\nbody = "main"\n{key} = "aside"\n', tmp_path, monkeypatch)

    assert problem.message.startswith(f"`{key}` must be a ")
    assert 3 == problem.line

"""FiveFilters site configs: which config is a host's, what its lines do to a page, and what is said of bad lines."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanse.pages.blocks.blocks import blocks_of
from cleanse.pages.layouts import marks, region
from cleanse.pages.page import Page
from cleanse.pages.site_configs import Annotated, annotated, check_configs, layout_of
from cleanse.rulefiles.site_configs import Configs, Directive, SiteConfig, load_configs

PAGE = """<!DOCTYPE html>
<html><head><title>Rain | The Ormouth Post</title><meta name="when" content=" 2024-03-05 "></head>
<body class="news-page">
<nav id="top-menu">Menu</nav>
<h1> Rain in
Ormouth </h1><p class="by"><a>Ann Archer</a> and <a>Bob Bell</a></p>
<div class="story"><p>It rained.</p><aside class="more-stories">More stories</aside><p>It stopped, <b>at last</b>.</p>
<img src="/ads/boat.png"><ul id="share"><li>Share</li></ul></div>
<footer>Imprint</footer></body></html>"""
STORY = ["It rained.", "More stories", "It stopped, at last.", "Share"]


@pytest.fixture
def configs(tmp_path: Path) -> Callable[..., Configs]:
    """Writes configs, each of the text given by the name of its file, and loads them."""

    def load(**texts: str) -> Configs:
        for name, text in texts.items():
            (tmp_path / f"{name.replace('_', '.')}.txt").write_text(text, encoding="utf-8")
        return load_configs(tmp_path)

    return load


@pytest.fixture
def config(configs: Callable[..., Configs]) -> Callable[[str], SiteConfig]:
    """Loads the config that a text makes."""

    def load(text: str) -> SiteConfig:
        loaded = configs(example_com=text)
        assert loaded.problems == ()
        return loaded.by_name["example.com"]

    return load


def story_of(page: Annotated) -> list[str]:
    """The texts of the blocks that are left when an annotated page is read by its marks."""
    tree, rules = Page(page.html).tree, layout_of(page)
    roots = [root for layout in rules.layouts for root in region(tree, layout)]
    found = [block for root in roots for block in blocks_of(root, marks(root, rules))]
    return [block.text for block in found if block.mark is None]


def texts_of(html: str) -> list[str]:
    """The texts of all blocks of a page."""
    return [block.text for block in blocks_of(Page(html).body)]


def test_config_that_says_nothing_marks_nothing(config: Callable[[str], SiteConfig]) -> None:
    page = annotated(PAGE, config("# nothing\n\n"))
    assert (False, (), {}) == (page.fits, page.drops, page.fields)
    assert "data-cleanse" not in page.html
    assert texts_of(PAGE) == texts_of(page.html)


def test_what_a_page_does_not_have_is_neither_found_nor_stripped(config: Callable[[str], SiteConfig]) -> None:
    lines = "body: //main\ntitle: //h2\nstrip: //table\nstrip_id_or_class: poll\nstrip_image_src: cat.png\n"
    page = annotated(PAGE, config(lines + "find_string: snow\nreplace_string: ice\n"))
    assert (False, (), {}) == (page.fits, page.drops, page.fields)
    assert texts_of(PAGE) == texts_of(page.html)


@pytest.mark.parametrize("html", ["", "   ", "<!-- nothing -->", "\0", "<p>", "It rained."])
def test_pages_of_next_to_nothing_are_no_error(html: str, config: Callable[[str], SiteConfig]) -> None:
    page = annotated(html, config("body: //p\nstrip: //b\ntitle: //h1"))
    assert (False, (), {}) == (page.fits, page.drops, page.fields)


def test_page_that_lxml_would_cut_short_comes_back_as_it_is(config: Callable[[str], SiteConfig]) -> None:
    html = "<div>" * 300 + "It rained." + "</div>" * 300 + "<p>It stopped."
    assert Annotated(html, fits=False, drops=(), fields={}) == annotated(html, config("body: //p"))


def test_marks_of_the_page_itself_are_none(config: Callable[[str], SiteConfig]) -> None:
    html = '<p data-cleanse-body>Menu</p><main><p data-cleanse-drop="0">It rained.</p><hr><aside>Advert</aside></main>'
    assert ["It rained."] == story_of(annotated(html, config("body: //main\nstrip: //hr\nstrip: //aside")))


def test_folder_without_configs_has_none(tmp_path: Path) -> None:
    assert Configs({}, (), {}) == load_configs(tmp_path)
    assert load_configs(tmp_path).for_host("example.com") is None
    assert [] == check_configs(tmp_path)


def test_other_files_are_no_configs(configs: Callable[..., Configs], tmp_path: Path) -> None:
    (tmp_path / "example.com.md").write_text("Hello", encoding="utf-8")
    assert {} == configs(LICENSE="Free for all.").by_name


def test_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        load_configs(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("example.com", "example.com"),
        ("www.example.com", "example.com"),
        ("WWW.Example.com", "example.com"),
        ("www.shop.com", "www.shop.com"),
        ("shop.com", None),
        ("news.example.com", ".example.com"),
        ("old.news.example.com", ".example.com"),
        ("blogs.example.com", "blogs.example.com"),
        ("ann.blogs.example.com", ".blogs.example.com"),
        ("bell.com", None),
        ("www.bell.com", ".bell.com"),
        ("notexample.com", None),
        ("com", None),
        ("", None),
    ],
)
def test_host_has_its_own_config_or_that_of_the_nearest_domain(
    host: str, expected: str | None, configs: Callable[..., Configs]
) -> None:
    names = ("example_com", "_example_com", "blogs_example_com", "_blogs_example_com", "www_shop_com", "_bell_com")
    found = configs(**dict.fromkeys(names, "body: //main")).for_host(host)
    assert expected == (found and found.id)


def test_global_config_is_added_unless_it_is_not_wanted(configs: Callable[..., Configs]) -> None:
    loaded = configs(
        **{"global": "strip: //hr\nreplace_string(c): d", "a_com": "strip: //br\nreplace_string(a): b"},
        b_com="strip: //br\nautodetect_on_failure: no",
    )
    assert [("a.com", "//br"), ("global", "//hr")] == strips_of(loaded.for_host("a.com"))
    assert [("b.com", "//br")] == strips_of(loaded.for_host("b.com"))
    assert loaded.for_host("c.com") is None
    joined = loaded.for_host("a.com")
    assert joined is not None
    assert joined.replacements == (("a", "b"), ("c", "d"))


def strips_of(config: SiteConfig | None) -> list[tuple[str, str]]:
    """What a config strips, with the config that says so."""
    return [(line.config, line.value) for line in config.of("strip")] if config else []


def test_configs_can_be_pickled(configs: Callable[..., Configs]) -> None:
    loaded = configs(example_com="body: //main\nstrp: //b\ntidy: no\nfind_string: a\nreplace_string: b")
    assert loaded == pickle.loads(pickle.dumps(loaded))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("body: //main", id="plain"),
        pytest.param("  body://main  ", id="spaces around"),
        pytest.param("body : //main", id="a space before the colon"),
        pytest.param("\ufeffbody: //main", id="byte order mark"),
        pytest.param("#body: //p\r\nbody: //main\r\n\r\n", id="lines of Windows"),
        pytest.param("\tbody:\t//main\r# the end", id="lines of an old Mac"),
    ],
)
def test_line_is_read_however_it_is_spaced(text: str, configs: Callable[..., Configs]) -> None:
    loaded = configs(example_com=text)
    assert [("body", "//main")] == [(line.name, line.value) for line in loaded.by_name["example.com"].directives]
    assert () == loaded.problems


def test_value_may_hold_colons_brackets_and_a_hash(config: Callable[[str], SiteConfig]) -> None:
    loaded = config("strip: //a[contains(@href, '#top')]/following-sibling::p")
    assert ["//a[contains(@href, '#top')]/following-sibling::p"] == [line.value for line in loaded.of("strip")]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("strip: //aside", ["It rained.", "It stopped, at last.", "Share"]),
        ("strip_id_or_class: more-", ["It rained.", "It stopped, at last.", "Share"]),
        ("strip_id_or_class: 'share'", ["It rained.", "More stories", "It stopped, at last."]),
        ("strip_image_src: /ads/", STORY),
        ("strip: //*[re:test(@class, '^more-s')]", ["It rained.", "It stopped, at last.", "Share"]),
        ("strip: //aside/@class", STORY),
        ("strip: //comment() | //p/comment()", STORY),
        ("strip: concat('a', 'b')", STORY),
        ("strip: count(//p)", STORY),
        ("strip_id_or_class: news-page", STORY),
        ("strip: /html | //body", STORY),
    ],
)
def test_what_is_stripped_is_not_of_the_story(line: str, kept: list[str], config: Callable[[str], SiteConfig]) -> None:
    page = annotated(PAGE, config(f"body: //div[@class='story']\n{line}"))
    assert kept == story_of(page)
    assert texts_of(PAGE) == texts_of(page.html)


def test_image_is_marked_by_its_address(config: Callable[[str], SiteConfig]) -> None:
    assert '<img src="/ads/boat.png" data-cleanse-drop="0">' in annotated(PAGE, config("strip_image_src: boat")).html


def test_part_of_a_line_may_be_stripped(config: Callable[[str], SiteConfig]) -> None:
    html = "<main><p>Advert <b>It</b> rained.<i> Again.</i> Advert<br>  </p></main>"
    page = annotated(html, config("body: //main\nstrip: //p/text()[contains(., 'Advert')]\nstrip: //i"))
    body = Page(page.html).body
    (block,) = blocks_of(body, marks(body, layout_of(page)))
    spans = [(block.text[span.start : span.end].strip(), span.mark.rule) for span in block.spans]
    stripped = [("Advert", "ftr/example.com/strip-2"), ("Again.", "ftr/example.com/strip-3")]
    assert [*stripped, ("Advert", "ftr/example.com/strip-2")] == spans
    assert texts_of(html) == texts_of(page.html)


def test_strip_sees_what_the_ones_before_it_left(config: Callable[[str], SiteConfig]) -> None:
    html = "<main><p>It rained.</p><p>Advert</p><p>Imprint</p></main>"
    page = annotated(html, config("body: //main\nstrip: //p[last()]\nstrip: //p[last()]"))
    assert ["It rained."] == story_of(page)
    assert ["ftr/example.com/strip-2", "ftr/example.com/strip-3"] == [drop.mark.rule for drop in page.drops]
    assert texts_of(html) == texts_of(page.html)


def test_story_is_looked_for_in_what_is_left(config: Callable[[str], SiteConfig]) -> None:
    html = "<div>Menu</div><div>It rained.</div>"
    assert ["It rained."] == story_of(annotated(html, config("body: //div[1]\nstrip: //div[.='Menu']")))


def test_drops_name_the_line_of_their_directive(config: Callable[[str], SiteConfig]) -> None:
    page = annotated(PAGE, config("# furniture\nstrip_image_src: ads\nstrip: //table\nstrip: //aside"))
    rules = [drop.mark.rule for drop in page.drops]
    assert ["ftr/example.com/strip-4", "ftr/example.com/strip-2"] == rules
    assert {"ui"} == {drop.mark.kind for drop in page.drops}


@pytest.mark.parametrize(
    ("lines", "story"),
    [
        pytest.param("body: //div[@class='story']/p", [STORY[0], STORY[2]], id="all elements that it selects"),
        pytest.param("body: //main\nbody: //div", STORY, id="the first that selects anything"),
        pytest.param("body: //img\nbody: //div", STORY, id="the first that selects any text"),
        pytest.param("body: //footer | //nav", ["Menu", "Imprint"], id="in the order of the page"),
        pytest.param("body: //aside/@class", ["More stories"], id="an attribute's element"),
        pytest.param("body: //li/text()", ["Share"], id="a text's element"),
        pytest.param("body: //b/following-sibling::text()", ["It stopped, at last."], id="the element of a text's end"),
        pytest.param("body: id('share')", ["Share"], id="by a function"),
        pytest.param("body: //li[bad(.)]\nbody: //li", ["Share"], id="one that cannot be evaluated is skipped"),
        pytest.param("body: //li[\nbody: //li", ["Share"], id="one that does not compile is skipped"),
        pytest.param("body: //li[re:test(., '(')]\nbody: //li", ["Share"], id="one with a bad expression is skipped"),
        pytest.param("body: 'div'\nbody: //li", ["Share"], id="a string selects nothing"),
    ],
)
def test_story_stands_where_a_body_says(lines: str, story: list[str], config: Callable[[str], SiteConfig]) -> None:
    assert story == story_of(annotated(PAGE, config(lines)))


def test_script_is_no_text_of_a_story(config: Callable[[str], SiteConfig]) -> None:
    html = "<div><script>rain()</script></div><p>It rained.</p>"
    assert ["It rained."] == story_of(annotated(html, config("body: //div\nbody: //p")))


@pytest.mark.parametrize(
    ("lines", "fields"),
    [
        ("title: //h1", {"title": ["Rain in Ormouth"]}),
        ("title: //h1/text()", {"title": ["Rain in Ormouth"]}),
        ("title: //h2\ntitle: substring-before(//title, ' | ')", {"title": ["Rain"]}),
        ("title: //h1\ntitle: //h2\ntitle: //title", {"title": ["Rain in Ormouth", "Rain | The Ormouth Post"]}),
        ("title: //img\ntitle: count(//p)", {}),
        ("date: //time\ndate: //meta[@name='when']/@content", {"published": ["2024-03-05"]}),
        ("author: //p[@class='by']/a", {"authors": ["Ann Archer", "Bob Bell"]}),
        ("author: //p[@class='by']/a[1] | //p[@class='by']/a[1]/text()", {"authors": ["Ann Archer"]}),
        ("author: //img\nauthor: 'Ann Archer'\nauthor: //a", {"authors": ["Ann Archer"]}),
        ("author: //p[@class='by']/a\nstrip: //p", {"authors": ["Ann Archer", "Bob Bell"]}),
    ],
)
def test_fields_are_texts_that_alternatives_find(
    lines: str, fields: dict[str, list[str]], config: Callable[[str], SiteConfig]
) -> None:
    assert fields == annotated(PAGE, config(lines)).fields


@pytest.mark.parametrize(
    ("lines", "replacements"),
    [
        pytest.param("find_string: <a\nreplace_string: <b", (("<a", "<b"),), id="on two lines"),
        pytest.param("replace_string(<a): <b", (("<a", "<b"),), id="on one"),
        pytest.param("find_string: a\nreplace_string:", (("a", ""),), id="by nothing"),
        pytest.param("replace_string( | Post):", ((" | Post", ""),), id="spaces in brackets count"),
        pytest.param('replace_string(,"x":): ,"y":', ((',"x":', ',"y":'),), id="colons in brackets"),
        pytest.param("replace_string(f(x)): g(x)", (("f(x)", "g(x)"),), id="brackets in brackets"),
        pytest.param("find_string: a: b\nreplace_string: c: d", (("a: b", "c: d"),), id="colons"),
        pytest.param(
            "find_string: a\nfind_string: b\nreplace_string: c\nreplace_string: d",
            (("a", "c"), ("b", "d")),
            id="in turn",
        ),
        pytest.param(
            "find_string: a\nreplace_string: b\nreplace_string(c): d\nfind_string: e\nreplace_string: f",
            (("a", "b"), ("c", "d"), ("e", "f")),
            id="in the order of the file",
        ),
    ],
)
def test_strings_are_replaced(
    lines: str, replacements: tuple[tuple[str, str], ...], config: Callable[[str], SiteConfig]
) -> None:
    assert replacements == config(lines).replacements


def test_strings_are_replaced_before_the_page_is_parsed(config: Callable[[str], SiteConfig]) -> None:
    lines = "body: //main\nfind_string: <div\nreplace_string: <section\nreplace_string(<section class='story'): <main"
    assert ["It rained."] == story_of(annotated("<div class='story'>It rained.", config(lines)))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("titl: //h1", "unknown directive `titl` (did you mean `title`?)"),
        ("Body: //main", "unknown directive `Body` (did you mean `body`?)"),
        ("test_rul: https://example.com", "unknown directive `test_rul` (did you mean `test_url`?)"),
        ("https://example.com/rain", "unknown directive `https`"),
        ("body(main): //main", "`body` takes nothing in brackets"),
        ("body:", "nothing stands behind `body:`"),
        ("strip_id_or_class: ''", "nothing stands behind `strip_id_or_class:`"),
        ("find_string:", "nothing stands behind `find_string:`"),
        ("replace_string(): a", "`replace_string()` has nothing to find in its brackets"),
        ("find_string: a", "`find_string` without its other half"),
        ("replace_string: a", "`replace_string` without its other half"),
        ("// old", "no directive: a line is `name: value`, or a comment that begins with `#`"),
        ("Two words: //p", "no directive: a line is `name: value`, or a comment that begins with `#`"),
    ],
)
def test_bad_line_costs_itself_only(line: str, message: str, configs: Callable[..., Configs], tmp_path: Path) -> None:
    loaded = configs(
        example_com=f"body: //main\n{line}\nfind_string: a\nreplace_string: b\nstrip: //b", a_com="body: //p"
    )
    assert [f"{tmp_path / 'example.com.txt'}:2: {message}"] == [str(problem) for problem in loaded.problems]
    config = loaded.by_name["example.com"]
    assert ["//main", "//b"] == [line.value for line in config.of("body", "strip")]
    assert (("a", "b"),) == config.replacements
    assert "a.com" in loaded.by_name


def test_line_that_is_not_utf8_costs_itself_only(tmp_path: Path) -> None:
    (tmp_path / "example.com.txt").write_bytes(b"body: //main\nstrip: //p[.='caf\xe9']\nstrip: //b\n")
    loaded = load_configs(tmp_path)
    assert [f"{tmp_path / 'example.com.txt'}:2: not UTF-8: invalid continuation byte"] == [*map(str, loaded.problems)]
    assert ["//main", "//b"] == [line.value for line in loaded.by_name["example.com"].directives]


@pytest.mark.parametrize(
    ("xpath", "reason"),
    [
        ("//p[", "invalid expression"),
        ("//p[bad(.)]", "unregistered function"),
        ("//p[contains(@class='by')]", "invalid number of arguments"),
        ("//x:p", "undefined namespace prefix"),
        ("//p[re:test(., '(')]", "missing ), unterminated subpattern at position 0"),
    ],
)
def test_bad_xpath_is_found_by_checking(
    xpath: str, reason: str, configs: Callable[..., Configs], tmp_path: Path
) -> None:
    assert () == configs(a_com=f"body: //main\nstrip: {xpath}", b_com="tilte: //h1").problems[1:]
    problems = [
        f"a.com.txt:2: bad XPath in `strip`: {reason}",
        "b.com.txt:1: unknown directive `tilte` (did you mean `title`?)",
    ]
    assert [f"{tmp_path}/{problem}" for problem in problems] == [*map(str, check_configs(tmp_path))]


def test_other_directives_are_counted_and_tests_are_not(configs: Callable[..., Configs]) -> None:
    loaded = configs(
        a_com="tidy: no\nhttp_header(user-agent): Mozilla\ntest_url: https://a.com/b\nmove_into(//p[last()]): //b",
        b_com="tidy: no\nsingle_page_link: //a\nrequires_login: yes\ntest_contains: rain",
    )
    expected = {"http_header": 1, "move_into": 1, "requires_login": 1, "single_page_link": 1, "tidy": 2}
    assert (expected, ()) == (loaded.not_followed, loaded.problems)


@given(
    st.lists(st.sampled_from(["//p", "//b", "//i/..", "//*[last()]", "//text()[. = 'a ']", "//p/node()"])), st.data()
)
def test_marks_change_no_text(xpaths: list[str], data: st.DataObject) -> None:
    """Whatever is taken out of a page is put back where it stood."""
    pieces = st.sampled_from(
        ["a ", "b ", "<p>", "</p>", "<b>", "</b>", "<i>", "</i>", "<div>", "</div>", "<br>", "<!--c-->"]
    )
    html = "".join(data.draw(st.lists(pieces)))
    strips = tuple(Directive("a.com", number, "strip", xpath) for number, xpath in enumerate(xpaths, 1))
    plain, marked = annotated(html, SiteConfig("a.com")), annotated(html, SiteConfig("a.com", strips))
    assert texts_of(plain.html) == texts_of(marked.html)


def test_every_config_of_fivefilters_loads(shared: Path) -> None:
    """Floors: a reader that drops lines shows here."""
    loaded = load_configs(shared / "ftr-site-config")
    lines = [line for config in loaded.by_name.values() for line in config.directives]
    counts = {name: sum(line.name == name for line in lines) for name in ("body", "strip", "strip_id_or_class")}
    assert len(loaded.by_name) >= 2_040
    assert counts["body"] >= 1_997
    assert counts["strip"] >= 3_483
    assert counts["strip_id_or_class"] >= 5_253
    assert sum(len(config.replacements) for config in loaded.by_name.values()) >= 787
    assert loaded.not_followed["single_page_link"] >= 109
    assert len(loaded.problems) <= 7
    assert len(check_configs(shared / "ftr-site-config")) <= 11

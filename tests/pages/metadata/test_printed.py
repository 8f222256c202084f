"""Bylines and days that a page only prints: those of its story, in many languages, and no others."""

from __future__ import annotations

import pytest

from tests.pages.metadata.test_fields import PROSE, fields, graph, meta, wire_of

TITLE = "<title>Rain in the lower town</title>"
HEADLINE = "<h1>Rain in the lower town</h1>"


def page(head: str = "", tail: str = "", story: str = PROSE * 2) -> str:
    """A page whose story has this below its headline, and this below it all."""
    return f"{TITLE}<main><article>{HEADLINE}{head}{story}</article></main>{tail}"


def authors(head: str, tail: str = "") -> tuple[str, ...]:
    """Who wrote this page."""
    return fields(page(head, tail)).authors


def published(head: str, tail: str = "") -> str | None:
    """When this page was published."""
    return fields(page(head, tail)).published


# ---------------------------------------------------------------- what must not change


def test_a_page_that_prints_nothing_tells_nothing() -> None:
    found = fields(page())

    assert (found.authors, found.published, found.modified) == ((), None, None)


@pytest.mark.parametrize(
    "line",
    [
        "By the numbers",
        "By The Numbers",
        "Read More",
        "About the author",
        "View all posts",
        "From Sallow Bay",
        "Photo by Marta Ellingsen",
        "Foto: Marta Ellingsen",
        "Edited by Marta Ellingsen",
        "Medically reviewed by Marta Ellingsen",
        "Bearbeitet von Marta Ellingsen",
        "Traduit par Marta Ellingsen",
        "Перевод: Марта Эллингсен",
        "By Ormouth Post",
        "By AFP",
        "Home Safety Expert",
        "Harbour Staff",
    ],
)
@pytest.mark.parametrize("mark", ["", "class=byline", "class=author"])
def test_nobody_is_no_author(line: str, mark: str) -> None:
    assert authors(f"<p {mark}>{line}</p>") == ()


@pytest.mark.parametrize(
    "other",
    [
        pytest.param("<aside><p class=byline>By Max Muster</p></aside>", id="an aside"),
        pytest.param("<footer><a rel=author>Max Muster</a></footer>", id="the foot of the page"),
        pytest.param("<div class=comments><b class=author>Max Muster</b></div>", id="comments"),
        pytest.param("<div class=related><b class=author>Max Muster</b></div>", id="related stories"),
        pytest.param("<article><h3><a href=/1>Wind</a></h3><b class=author>Max Muster</b></article>", id="a story"),
        pytest.param("<ul><li><h3><a href=/1>Wind</a></h3><b class=author>Max Muster</b></ul>", id="a teaser"),
        pytest.param("<figure><figcaption class=author>Max Muster</figcaption></figure>", id="a caption"),
        pytest.param("<nav><a rel=author>Max Muster</a></nav>", id="a menu"),
    ],
)
def test_authors_of_other_things_are_none(other: str) -> None:
    assert authors("", other) == ()
    assert authors("<p class=author>Marta Ellingsen</p>", other) == ("Marta Ellingsen",)


def test_what_is_declared_is_believed_first() -> None:
    declared = graph(headline="Rain", author={"name": "Ada Byron"}, datePublished="2024-05-03T10:00Z")
    found = fields(page("<p class=author>Marta Ellingsen</p><p>9 May 2024</p>") + declared)

    assert (found.authors, found.published) == (("Ada Byron",), "2024-05-03T10:00:00+00:00")
    assert (found.evidence["authors"], found.evidence["published"]) == ("json-ld", "json-ld")


def test_a_story_of_an_agency_has_no_other_author() -> None:
    html = page("<p class=author>Marta Ellingsen</p>") + graph(author={"name": "dpa"})

    assert (fields(html).authors, wire_of(html)) == ((), "dpa")


# ---------------------------------------------------------------- bylines


@pytest.mark.parametrize(
    "line",
    [
        "By Marta Ellingsen",
        "BY Marta Ellingsen",
        "Written by: Marta Ellingsen",
        "Posted by Marta Ellingsen",
        "View all posts by Marta Ellingsen",
        "By Marta Ellingsen, Staff Writer",
        "By Staff Writer Marta Ellingsen",
        "By Marta Ellingsen | 3 May 2024",
        "By Marta Ellingsen Updated May 3, 2024 5 min read",
        "May 3, 2024 by Marta Ellingsen",
        "By Marta Ellingsen • The Example",
        "By Marta Ellingsen In Weather",
        "Von Marta Ellingsen",
        "Von Chefreporterin Marta Ellingsen",
        "Von Hafenkorrespondentin Marta Ellingsen",
        "Ein Kommentar von Marta Ellingsen",
        "Par Marta Ellingsen",
        "Par Marta Ellingsen, journaliste",
        "Por Marta Ellingsen",
        "Por Marta Ellingsen | Corresponsal",
        "Di Marta Ellingsen",
        "A cura di Marta Ellingsen",
        "Door Marta Ellingsen",
        "Av Marta Ellingsen",
        "Af Marta Ellingsen",
        "Kirjoittaja: Marta Ellingsen",
        "Autor: Marta Ellingsen",
        "Autorka: Marta Ellingsen",
        "Írta: Marta Ellingsen",
        "Yazan: Marta Ellingsen",
        "Oleh Marta Ellingsen",
        "Автор: Marta Ellingsen",
        "Tác giả: Marta Ellingsen",
    ],
)
def test_by_names_the_author_in_many_languages(line: str) -> None:
    assert authors(f"<p>{line}</p>") == ("Marta Ellingsen",)
    assert authors(f"<div class=byline>{line}</div>") == ("Marta Ellingsen",)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Автор: Марта Эллингсен", "Марта Эллингсен"),
        ("作者：王小明", "王小明"),
        ("記者 王小明", "王小明"),
        ("글 김민수", "김민수"),
        ("بقلم مارتا بيرون", "مارتا بيرون"),
    ],
)
def test_by_names_the_author_in_other_scripts(line: str, name: str) -> None:
    assert authors(f"<p>{line}</p>") == (name,)


@pytest.mark.parametrize(
    "mark",
    [
        "<a rel=author href=/a>Marta Ellingsen</a>",
        "<span itemprop=author><b itemprop=name>Marta Ellingsen</b></span>",
        "<span class=byline>by <span class='author vcard'><a class=url href=/a>Marta Ellingsen</a></span></span>",
        "<div class=PostHeader_authorName__x1>Marta Ellingsen</div>",
        "<div class=author><div class=author-name>Marta Ellingsen</div><div class=author-role>Growth Lead</div></div>",
        "<p>By <a href=/x>Marta Ellingsen</a></p>",
        "<p>By</p><p>Marta Ellingsen</p>",
        "<p>In Weather <a href=/authors/marta>Marta Ellingsen</a></p>",
        "<p>Marta Ellingsen</p><p>3 May 2024</p>",
        "<p>3 May 2024 · Marta Ellingsen</p>",
        "<p>Marta Ellingsen</p><p>Staff Writer</p>",
    ],
)
def test_markup_and_place_name_the_author(mark: str) -> None:
    found = fields(page(mark))

    assert (found.authors, found.evidence["authors"]) == (("Marta Ellingsen",), "element")


def test_a_byline_just_above_the_headline_counts() -> None:
    html = f"{TITLE}<main><article><p class=author>Marta Ellingsen</p>{HEADLINE}{PROSE}</article></main>"

    assert fields(html).authors == ("Marta Ellingsen",)


@pytest.mark.parametrize(
    "joiner", ["and", "und", "et", "y", "e", "en", "og", "och", "i", "ja", "ve", "и", "&amp;", ","]
)
def test_several_authors_are_parted(joiner: str) -> None:
    assert authors(f"<p class=byline>Marta Ellingsen {joiner} Kjell Ellingsen</p>") == (
        "Marta Ellingsen",
        "Kjell Ellingsen",
    )


def test_names_in_elements_of_their_own_are_found_together() -> None:
    names = "<span class=author>Marta Ellingsen</span> <span class=author>Kjell Ellingsen</span>"

    assert authors(f"<div>{names}</div>") == ("Marta Ellingsen", "Kjell Ellingsen")


def test_roles_between_names_name_nobody() -> None:
    line = "Marta Ellingsen, River Engineer, and Kjell Ellingsen, Head of Locks and Deputy Director, Ormouth University"

    assert authors(f"<div><p>May 3, 2024</p><p>{line}</p></div>") == ("Marta Ellingsen", "Kjell Ellingsen")


def test_an_account_is_named_where_it_is_marked() -> None:
    mark = "<span class='author vcard'><a rel=author title='View all posts by harbourbot'>harbourbot</a></span>"

    assert authors(f"<div>by {mark}</div>") == ("harbourbot",)
    assert authors("<p>by harbourbot</p>") == ()


def test_another_by_the_headline_is_believed_instead_of_the_account_that_posted() -> None:
    declared = graph(author={"name": "Ada Byron"})

    assert fields(page("<p>By: Marta Ellingsen</p>") + declared).authors == ("Marta Ellingsen",)
    assert fields(page("<p>By: Marta Ellingsen and Ada Byron</p>") + declared).authors == ("Ada Byron",)


def test_a_site_may_be_called_as_its_author() -> None:
    html = page() + meta("author", "Marta Ellingsen") + meta("og:site_name", "Marta Ellingsen")
    outlet = page() + meta("author", "River Traffic") + meta("og:site_name", "River Traffic")

    assert fields(html, "https://martaellingsen.com/rain").authors == ("Marta Ellingsen",)
    assert fields(outlet, "https://rivertraffic.com/rain").authors == ()


# ---------------------------------------------------------------- days


@pytest.mark.parametrize(
    "line",
    [
        "3 March 2024",
        "Published: 3 March 2024",
        "Originally published March 3, 2024, updated March 5, 2024",
        "Veröffentlicht am 3. März 2024",
        "Publié le 3 mars 2024 à 10h30",
        "Publicado el 3 de marzo de 2024",
        "Pubblicato il 3 marzo 2024",
        "Publicado em 3 de março de 2024",
        "Gepubliceerd op 3 maart 2024",
        "Publicerad 3 mars 2024",
        "Publisert 3. mars 2024",
        "Julkaistu 3. maaliskuuta 2024",
        "Opublikowano 3 marca 2024",
        "Publikováno 3. března 2024",
        "Megjelent: 2024. 03. 03.",
        "Publicat 3 martie 2024",
        "Yayınlanma: 3 Mart 2024",
        "Diterbitkan 3 Maret 2024",
        "Опубликовано 3 марта 2024",
        "Опубліковано 3 березня 2024",
        "Δημοσίευση: 3 Μαρτίου 2024",
        "发布时间：2024年3月3日",
        "公開日 2024年3月3日",
        "입력 2024.03.03",
        "نشر في 3 مارس 2024",
    ],
)
def test_the_day_at_the_headline_in_many_languages(line: str) -> None:
    related = "<aside><time datetime=2023-01-05>January</time></aside>"

    assert published(f"<p>{line}</p>", related) == "2024-03-03"


@pytest.mark.parametrize(
    "line",
    [
        "Updated March 4, 2024",
        "Last updated: 4 March 2024",
        "Aktualisiert am 4. März 2024",
        "Mis à jour le 4 mars 2024",
        "Actualizado el 4 de marzo de 2024",
        "Обновлено 4 марта 2024",
        "更新：2024年3月4日",
    ],
)
def test_the_day_of_a_change_is_not_that_of_publication(line: str) -> None:
    found = fields(page(f"<p>{line}</p><p>3 March 2024</p>"))

    assert (found.published, found.modified) == ("2024-03-03", "2024-03-04")


@pytest.mark.parametrize(
    "other",
    [
        "<aside><time datetime=2024-03-05>March</time></aside>",
        "<ul class=related><li><time datetime=2024-03-05>March</time></ul>",
        "<article><h3><a href=/1>Wind</a></h3><time datetime=2024-03-05>March</time></article>",
        "<div class=comments><time datetime=2024-03-05>March</time></div>",
    ],
)
def test_a_time_of_another_story_is_not_that_of_this(other: str) -> None:
    assert published("<p>Published 3 March 2024</p>", other) == "2024-03-03"
    assert published("<time datetime=2024-03-03T10:00>Sunday</time>", other) == "2024-03-03T10:00:00"


def test_a_label_may_stand_on_a_line_of_its_own() -> None:
    found = fields(page("<dl><dt>Updated</dt><dd>4 March 2024</dd><dt>Published</dt><dd>3 March 2024</dd></dl>"))

    assert (found.published, found.modified) == ("2024-03-03", "2024-03-04")


def test_of_two_bare_days_on_a_line_the_later_is_that_of_a_change() -> None:
    head = "<p><time datetime=2024-03-04>March 4</time> <time datetime=2024-03-03>March 3</time></p>"
    found = fields(page(head))

    assert (found.published, found.modified) == ("2024-03-03", "2024-03-04")


def test_days_in_prose_are_not_the_storys() -> None:
    line = "<p>The ferry of 3 March 2024 was late, and so were those of the days that followed until the end.</p>"

    assert fields(page("", "", line + PROSE)).evidence.get("published") != "element"


def test_an_earlier_day_that_is_printed_is_believed_and_a_later_one_is_not() -> None:
    declared = graph(headline="Rain", datePublished="2024-05-03T10:00Z")

    assert fields(page("<p>3 March 2024</p>") + declared).published == "2024-03-03"
    assert fields(page("<p>3 June 2024</p>") + declared).published == "2024-05-03T10:00:00+00:00"
    assert fields(page("<p>2 May 2024</p>") + declared).published == "2024-05-03T10:00:00+00:00"


def test_of_the_same_time_the_printed_one_tells_the_day_there() -> None:
    declared = graph(headline="Rain", datePublished="2024-05-03T02:00Z")
    head = "<time datetime=2024-05-02T19:00-07:00>May 2</time>"

    assert fields(page(head) + declared).published == "2024-05-02T19:00:00-07:00"

"""Repairs: breaks that extraction lost come back, and nothing else is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanse.article.edits import apply
from cleanse.article.kinds import REPAIR
from cleanse.cleaning.repairs import repairs_of
from cleanse.rulebook.rulebook import Words

WORDS = Words(
    frozenset(["mr", "mrs", "ms", "dr", "prof", "st", "lt", "gen", "inc", "co", "no", "vs", "u.s"]),
    frozenset(["com", "ru", "org", "net", "co", "uk", "js", "io", "html", "pdf", "py"]),
)
HE = "He said on the day that"
GO = "they were to go home"


def repaired(source: str) -> str:
    return apply(source, repairs_of(source, WORDS))


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("", id="empty"),
        pytest.param("It rained until late Sunday. Police say so.", id="a space"),
        pytest.param("It rained until late Sunday.\nPolice say so.", id="a line break"),
        pytest.param("It rained until late Sunday.\n\n“It was cold,” she said.", id="a paragraph break"),
        pytest.param("“It rained until late Sunday.” Police say so.", id="a closed quotation"),
        pytest.param("It rained until late Sunday.” Police say so.", id="a quotation that was opened elsewhere"),
        pytest.param("It rained until late Sunday.police say so.", id="a small letter"),
        pytest.param("It rained and rained until late…Police say so.", id="an ellipsis"),
        pytest.param("Sie kauften es alle bei uns auf Mail.Ru am Tag davor.", id="a host of a country"),
        pytest.param("Все они учились в школе им.Ленина до войны.", id="a Russian abbreviation"),
        pytest.param("Walikuja wote pamoja na Dkt.Juma kutoka mjini.", id="a Swahili title"),
        pytest.param("This works as long as the call to os.Create fails here.", id="a name of code"),
        pytest.param("for (const key of the result.History) { return key }", id="a line of code"),
        pytest.param("It rained until late Sunday...Police say so.", id="an ellipsis of stops"),
        pytest.param("It rained until late Sunday.", id="the end"),
    ],
)
def test_what_is_not_joined_stays(source: str) -> None:
    assert source == repaired(source)


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("Read all of it at www.example.Com and at news.Example.com today.", id="hosts"),
        pytest.param("Read all of it at https://example.org/a.B/late.Police?x=y.Z today.", id="a url"),
        pytest.param("Read all of it at example.org/late.Police today.", id="a path"),
        pytest.param("They all had bought it on amazon.Com the day before.", id="a host in title case"),
        pytest.param("They all write it in Node.js or in Socket.Io these days.", id="names of software"),
        pytest.param("You can write to us at ada.Byron@example.org at any time.", id="an e-mail address"),
        pytest.param("We have all seen it on the page index.Html of the site.", id="a file"),
        pytest.param("You all can now call list.Append(item) to do it.", id="code with brackets"),
        pytest.param("You all can call os_path.Name to do so.", id="code with an underscore"),
        pytest.param("It was all written by the Dr.Olsen of that town.", id="a title"),
        pytest.param("They all came to the old church of St.John in the town.", id="a saint"),
        pytest.param("They all came to see the sister of J.Olsen in town.", id="an initial"),
        pytest.param("They all came from the U.S.Army base in the town.", id="initials"),
        pytest.param("They all met the author J.R.R.Tolkien in the town.", id="several initials"),
        pytest.param("It all came to some 3.5M or No.5 on the list.", id="numbers"),
        pytest.param("It was all done in the year of 2024.The end.", id="a year"),
        pytest.param("It was seen by all in Washington D.C.Police say so.", id="capitals"),
        pytest.param("Yahoo!Japan", id="a name alone"),
        pytest.param("The firm Yahoo!Inc", id="a name behind a few words"),
        pytest.param("He was there at the time of the so-called e.V.Berlin event.", id="a short form of letters"),
        pytest.param("The song is called on the list as Late.AAA here.", id="capitals behind it"),
        pytest.param("They all said @late.Police had it first.", id="a handle"),
        pytest.param("They all said #late.Police had it first.", id="a hashtag"),
        pytest.param("He will be there at version 2.Beta of it.", id="a version"),
        pytest.param("It is all in the table: a.B c.D e.F and so on.", id="single letters"),
    ],
)
def test_addresses_names_numbers_and_code_stay(source: str) -> None:
    assert source == repaired(source)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("It rained until late Sunday.|Police say so.", " ", id="a stop"),
        pytest.param("How much did it rain on Sunday?|Police say it did.", " ", id="a question mark"),
        pytest.param("It did rain on the whole town!|Police say so.", " ", id="an exclamation mark"),
        pytest.param("She noticed a great difference.|Charlie, too, had seen it.", " ", id="a comma behind it"),
        pytest.param("She noticed a great difference.|I had seen it too.", " ", id="one letter behind it"),
        pytest.param("She noticed a great difference.|It's gone now.", " ", id="an apostrophe behind it"),
        pytest.param("It rained in the town (by the river).|Police say so.", " ", id="a bracket before it"),
        pytest.param("It rained in a third of the town, or 34%.|Police say so.", " ", id="a percentage before it"),
        pytest.param("Es regnete am Abend in Köln und Fürth.|Übrigens auch hier.", " ", id="umlauts"),
        pytest.param("Дождь шёл весь день до вечера.|Полиция молчит.", " ", id="Cyrillic"),
        pytest.param("One.\n\nIt rained until late Sunday.|Police say so.", "\n\n", id="a source of paragraphs"),
        pytest.param("One.\nIt rained until late Sunday.|Police say so.", "\n", id="a source of lines"),
    ],
)
def test_a_lost_break_comes_back(source: str, expected: str) -> None:
    joined = source.replace("|", "")

    assert source.replace("|", expected) == repaired(joined)


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(
            f'"{HE} {GO} in form.|"In the past we lost that," she said. "Not now."', id="carried on: it opens"
        ),
        pytest.param(f'"{HE} {GO} in form.|"In the past we lost that."', id="carried on and closed"),
        pytest.param(f'{HE} {GO}.|"In the past we lost that," she said.', id="a quotation opens"),
        pytest.param(f'"{HE} {GO}."|Police say so.', id="a quotation closes"),
        pytest.param(f'"{HE} {GO}."|"We did go," she said.', id="one closes, one opens"),
        pytest.param(f"{HE} {GO}.|“In the past we lost that,” she said.", id="a curly one opens"),
        pytest.param(f"“{HE} {GO}.”|Police say so.", id="a curly one closes"),
        pytest.param(f"“{HE} {GO}.”|“We did go,” she said.", id="curly: one closes, one opens"),
        pytest.param(f"{HE} {GO}.|„Wir gehen“, sagte sie.", id="a low one opens"),
        pytest.param(f"{HE} {GO}.|«On y va», dit-elle.", id="an angled one opens"),
        pytest.param(f"«{HE} {GO}.»|Police say so.", id="an angled one closes"),
    ],
)
def test_a_break_at_a_quote_mark_stands_on_its_right_side(source: str) -> None:
    assert source.replace("|", " ") == repaired(source.replace("|", ""))


def test_a_quotation_that_goes_on_in_the_next_paragraph_opens_again() -> None:
    """Each paragraph of a long quotation opens with a mark, and only the last one closes."""
    source = f'"{HE} {GO} in form.|"In the past we lost that.\n\n"Now we keep it."'

    assert source.replace("|", "\n\n") == repaired(source.replace("|", ""))


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(f'"{HE} {GO}.\n\n"In the past we lost that.\n\n"Now we keep it."', id="a mark opens each"),
        pytest.param(f"“{HE} {GO}.\n\n“In the past we lost that.\n\n“Now we keep it.”", id="curly marks"),
        pytest.param(f'{HE} {GO}."\n\nPolice say so.', id="a mark that only closes"),
        pytest.param(f'"{HE} {GO}.\n\nPolice say so.', id="a mark that only opens"),
        pytest.param('"""\n"\n""', id="marks alone"),
    ],
)
def test_quotes_that_do_not_pair_stay(source: str) -> None:
    assert source == repaired(source)


def test_each_join_of_a_text_is_mended() -> None:
    source = f"{HE} {GO}.|They went home late.|Police say it twice.|Nobody knows."

    assert source.replace("|", " ") == repaired(source.replace("|", ""))


def test_a_repair_only_inserts() -> None:
    edits = list(repairs_of("It rained until late Sunday.Police say so.", WORDS))

    assert [(edit.rule, edit.kind, edit.cut) for edit in edits] == [("cleanse/lost-break", REPAIR, True)]
    assert all(edit.start == edit.end for edit in edits)


PIECES = [
    f"{HE} {GO}.", "Police say so.", "“It rained,” she said.", '"In the past we lost that.', 'They went home late."',
    "It takes good form", "Dr.", "www.example.Com", "3.5", "J.", "?", "!", "…", '"', "”", "„Ja.“", "St.John",
]  # fmt: skip
texts = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(["", "", " ", "\n", "\n\n"])), max_size=9)


@given(texts)
def test_a_second_run_changes_nothing(pieces: list[tuple[str, str]]) -> None:
    once = repaired("".join(piece + joint for piece, joint in pieces))

    assert once == repaired(once)


@given(texts)
def test_only_white_space_is_inserted(pieces: list[tuple[str, str]]) -> None:
    source = "".join(piece + joint for piece, joint in pieces)

    assert "".join(source.split()) == "".join(repaired(source).split())
    assert all(edit.start == edit.end and edit.insert.isspace() for edit in repairs_of(source, WORDS))


@given(texts)
def test_a_break_is_put_behind_a_stop_only(pieces: list[tuple[str, str]]) -> None:
    source = "".join(piece + joint for piece, joint in pieces)

    assert all(source[: edit.start].rstrip('"“”„«»')[-1:] in (*".!?…",) for edit in repairs_of(source, WORDS))

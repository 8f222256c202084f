"""Bylines: people only; agencies are the wire, outlets nobody, and what is no name is left out."""

from __future__ import annotations

import time

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from cleanse.cleaning.people import Bylines, People, bylines_of
from cleanse.rulebook.loading import load_rulebook
from cleanse.rulefiles.vocabulary import Vocabulary

BYLINES = load_rulebook().once(bylines_of)
OUTLETS = ["The Example", "example.com", "www.example.com", ""]
INVISIBLE = regex.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Signs of no width, which the reader takes out of names."""


def names(*said: str) -> tuple[str, ...]:
    """The people that these bylines of the Example's name."""
    return BYLINES.people(said, OUTLETS).names


def wire(*said: str) -> str | None:
    """The agency that these bylines name."""
    return BYLINES.people(said, OUTLETS).wire


@pytest.mark.parametrize(
    "line",
    [
        "Ada Byron",
        "By Ada Byron",
        "BY Ada Byron",
        "By: Ada Byron",
        "by : Ada Byron",
        "By by Ada Byron",
        "Written by Ada Byron",
        "Story by Ada Byron",
        "Interview by Ada Byron",
        "From Ada Byron",
        "Author: Ada Byron",
        "Von Ada Byron",
        "Text: Ada Byron",
        "Ein Kommentar von Ada Byron",
        "Ein Gastbeitrag von Ada Byron",
        "Autorin: Ada Byron",
        "Par Ada Byron",
        "De notre correspondant Ada Byron",
        "Por Ada Byron",
        "Di Ada Byron",
        "Door Ada Byron",
        "Av Ada Byron",
        "Автор: Ada Byron",
    ],
)
def test_by_words_of_many_languages_are_no_part_of_a_name(line: str) -> None:
    assert names(line) == ("Ada Byron",)


def test_a_by_word_may_end_with_a_wide_colon() -> None:
    assert names("责编：王伟") == ("王伟",)


@pytest.mark.parametrize("line", ["By", "by:", "Von", "Par", "Text:", "責编：", "文"])
def test_by_words_alone_name_nobody(line: str) -> None:
    assert names(line) == ()


@pytest.mark.parametrize(
    "line",
    [
        "Ada Byron and Max Muster",
        "Ada Byron AND Max Muster",
        "Ada Byron und Max Muster",
        "Ada Byron et Max Muster",
        "Ada Byron y Max Muster",
        "Ada Byron e Max Muster",
        "Ada Byron en Max Muster",
        "Ada Byron og Max Muster",
        "Ada Byron och Max Muster",
        "Ada Byron i Max Muster",
        "Ada Byron ve Max Muster",
        "Ada Byron и Max Muster",
        "Ada Byron & Max Muster",
        "Ada Byron, Max Muster",
        "Ada Byron , Max Muster",
        "Ada Byron, and Max Muster",
        "Ada Byron; Max Muster",
        "Ada Byron | Max Muster",
        "Ada Byron|Max Muster",
        "Ada Byron / Max Muster",
        "Ada Byron • Max Muster",
        "Ada Byron · Max Muster",
        "Ada Byron - Max Muster",
        "Ada Byron – Max Muster",
        "Ada Byron — Max Muster",
        "Von Ada Byron und von Max Muster",
        "By Ada Byron and by Max Muster",
        "Ada Byron in London and Max Muster in Paris",
        "Ada Byron and Max Muster for The Example",
    ],
)
def test_several_people_of_a_line_are_parted(line: str) -> None:
    assert names(line) == ("Ada Byron", "Max Muster")


def test_three_people_are_named_in_order() -> None:
    assert names("Ada Byron, Max Muster, and Jean Dupont") == ("Ada Byron", "Max Muster", "Jean Dupont")


@pytest.mark.parametrize("name", ["Andy Andersen", "Sandra Undset", "Etta Yves", "Eva Ende", "Ian Ivens", "Olga Ogden"])
def test_words_that_join_names_are_none_within_names(name: str) -> None:
    assert (name,) == names(name)


@pytest.mark.parametrize(
    "line",
    [
        "Ada Byron.",
        " Ada \n Byron ",
        "Ada\xa0Byron",
        "(Ada Byron)",
        "[Ada Byron]",
        "（Ada Byron）",
        "Ada Byron (London)",
        "Ada Byron (ada@example.com)",
        "Ada Byron <ada@example.com>",
        "Ada Byron [The Example]",
        "Ada Byron for The Example",
        "Ada Byron for the Example",
        "Ada Byron in London",
        "Ada Byron in New York",
        "– Ada Byron –",
    ],
)
def test_what_stands_around_a_name_is_no_part_of_it(line: str) -> None:
    assert names(line) == ("Ada Byron",)


def test_a_name_is_told_once_as_it_was_written_first() -> None:
    assert names("Ada Byron, Ada Byron", "ADA BYRON", "Max Muster") == ("Ada Byron", "Max Muster")


@pytest.mark.parametrize(
    "name",
    [
        "Ludwig van der Berg",
        "Charlotte de Vries",
        "Otto von Harde",
        "Leonardo da Ormouth",
        "María de los Ángeles Pérez",
        "Anne O'Neill",
        "D’Arcy Byron",
        "Jean-Luc Dupont",
        "J. R. Byron",
        "J.R. Byron",
        "Dr. Ada Byron",
        "Nguyễn Văn An",
        "Ólafur Grímsson",
        "Иван Петров",
        "Γιώργος Παπαδόπουλος",
        "محمد علي",
        "रवि कुमार",
        "Bo Li",
        "Madonna",
    ],
)
def test_names_of_many_forms_are_names(name: str) -> None:
    assert (name,) == names(name) == names(f"By {name}")


@pytest.mark.parametrize("name", ["Juan Ortega y Gasset", "Luís de Camões e Silva"])
def test_a_particle_that_is_a_joint_elsewhere_is_part_of_a_name(name: str) -> None:
    """What stands behind it is a single word."""
    assert (name,) == names(name)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("山田太郎", ("山田太郎",), id="without a space"),
        pytest.param("山田 太郎", ("山田 太郎",), id="with a space"),
        pytest.param("山田太郎、鈴木花子", ("山田太郎", "鈴木花子"), id="Japanese comma"),
        pytest.param("王伟，李娜", ("王伟", "李娜"), id="wide comma"),
        pytest.param("王伟 和 李娜", ("王伟", "李娜"), id="Chinese and"),
        pytest.param("記者 王伟", ("王伟",), id="reporter before"),
        pytest.param("王伟 本报记者", ("王伟",), id="reporter behind"),
        pytest.param("文/王伟", ("王伟",), id="text by"),
        pytest.param("（王伟）", ("王伟",), id="wide brackets"),
        pytest.param("홍길동 기자", ("홍길동",), id="Korean reporter"),
        pytest.param("홍길동기자", ("홍길동",), id="glued"),
        pytest.param("홍길동 특파원", ("홍길동",), id="correspondent"),
        pytest.param("홍길동·김철수 기자", ("홍길동", "김철수"), id="middle dot"),
        pytest.param("홍길동 기자, 김철수 기자", ("홍길동", "김철수"), id="two reporters"),
        pytest.param("王", (), id="a single character"),
        pytest.param(
            "ウィリアム・ジョーンズ",
            ("ウィリアム・ジョーンズ",),
            id="a long vowel",
        ),
    ],
)
def test_names_without_spaces(line: str, expected: tuple[str, ...]) -> None:
    assert expected == names(line)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("", id="nothing"),
        pytest.param(" , and . -", id="marks"),
        pytest.param("Minutes Ago", id="minutes ago"),
        pytest.param("5 Minutes Ago", id="five minutes ago"),
        pytest.param("Updated 3 hours ago", id="updated"),
        pytest.param("3 May 2024", id="a date"),
        pytest.param("Published: 3 May 2024", id="published"),
        pytest.param("Ada Byron 3 May 2024", id="a name and a date"),
        pytest.param("ada.byron@example.com", id="an e-mail address"),
        pytest.param("Ada Byron ada@example.com", id="a name and an address"),
        pytest.param("@adabyron", id="a handle"),
        pytest.param("adabyron", id="a user name"),
        pytest.param("ada_byron7", id="a user name with a digit"),
        pytest.param("https://example.org/people/ada-byron", id="a url"),
        pytest.param("www.example.org", id="a host"),
        pytest.param("example.org", id="a domain"),
        pytest.param("https://www.facebook.com/example", id="a page elsewhere"),
        pytest.param("ADA", id="an acronym"),
        pytest.param("x", id="a letter"),
        pytest.param("admin", id="a login"),
        pytest.param("Unknown", id="unknown"),
        pytest.param("None", id="none"),
        pytest.param("null", id="null"),
        pytest.param("undefined", id="undefined"),
        pytest.param("{{author}}", id="a template"),
        pytest.param("<b>Ada Byron</b>", id="markup"),
        pytest.param("Follow us", id="a button"),
        pytest.param("What happens next?", id="a question"),
        pytest.param("The man who has seen all of the seven seas", id="a sentence"),
        pytest.param("Ada " + "Byron" * 20, id="too long"),
        pytest.param("Ormouth Gazette", id="another outlet"),
        pytest.param("Example Media Group", id="a company"),
        pytest.param("Sponsored", id="an advertiser"),
        pytest.param("Agencies", id="agencies"),
    ],
)
def test_what_is_no_name_names_nobody(line: str) -> None:
    """Better no author than a wrong one."""
    assert names(line) == ()


@pytest.mark.parametrize(
    "line",
    ["[object Object]", "Getty Images", "Photos by Ada Byron", "Monday", "Read more", "Editorial", "Partner content"],
)
def test_words_that_are_nobodys_name_name_nobody(line: str) -> None:
    """Better no author than a wrong one."""
    assert names(line) == ()


@pytest.mark.parametrize(
    "line",
    [
        "The Example",
        "the example",
        "THE EXAMPLE",
        "Example",
        "By The Example",
        "The-Example",
        "example.com",
        "Example.com",
        "www.example.com",
        "https://www.example.com/",
        "The Example Online",
        "Example News",
    ],
)
def test_an_outlet_is_no_author_of_its_own_articles(line: str) -> None:
    assert names(line) == ()


def test_an_outlets_name_is_a_persons_elsewhere() -> None:
    assert BYLINES.people(["Ada Byron"], ["Ada Byron"]).names == ()
    assert BYLINES.people(["Ada Byron"], []).names == ("Ada Byron",)


@pytest.mark.parametrize(
    ("line", "people", "agency"),
    [
        pytest.param("AFP", (), "AFP", id="alone"),
        pytest.param("By AFP", (), "AFP", id="a by-word"),
        pytest.param("afp", (), "AFP", id="small letters"),
        pytest.param("Agence France-Presse", (), "AFP", id="in full"),
        pytest.param("By The Associated Press", (), "AP", id="with an article"),
        pytest.param("Ada Byron, AFP", ("Ada Byron",), "AFP", id="behind a name"),
        pytest.param("Ada Byron and AFP", ("Ada Byron",), "AFP", id="joined to a name"),
        pytest.param("Ada Byron | Reuters", ("Ada Byron",), "Reuters", id="parted by a bar"),
        pytest.param("AFP in Paris", (), "AFP", id="with a place"),
        pytest.param("dpa/afp", (), "dpa", id="the first of two"),
        pytest.param("共同通信", (), "Kyodo", id="Japanese"),
        pytest.param("연합뉴스", (), "Yonhap", id="Korean"),
        pytest.param("Ada Byron", ("Ada Byron",), None, id="none"),
    ],
)
def test_agencies_are_the_wire(line: str, people: tuple[str, ...], agency: str | None) -> None:
    assert People(people, agency) == BYLINES.people([line], OUTLETS)


def test_the_first_agency_of_several_lines_is_the_wire() -> None:
    assert wire("Ada Byron", "dpa", "AFP") == "dpa"


@pytest.mark.parametrize(
    "line",
    [
        "Example staff reporter",
        "Ormouth Sentinel staff",
        "Example Redaktion",
        "Example-Team",
        "Sports Desk",
        "News Desk",
    ],
)
def test_bylines_of_a_newsroom_are_kept(line: str) -> None:
    """They stand for people of the outlet who are not named."""
    assert (line,) == names(line)


@pytest.mark.parametrize(
    "line", ["Staff", "Reporter", "Redaktion", "Redacción", "Editor", "Team", "Newsroom", "Gastautor"]
)
def test_roles_of_one_word_name_nobody(line: str) -> None:
    assert names(line) == ()
    assert names(f"Ada Byron, {line}") == ("Ada Byron",)


@pytest.mark.parametrize("line", ["Staff Reporter", "staff reporter", "La Rédaction", "La redacción"])
def test_roles_of_several_words_name_nobody(line: str) -> None:
    """All of them stand in the vocabulary's list of roles."""
    assert names(line) == ()


@pytest.mark.parametrize("role", ["Staff Writer", "Political correspondent", "Senior Editor"])
def test_a_role_behind_a_name_is_no_author(role: str) -> None:
    assert names(f"Ada Byron, {role}") == ("Ada Byron",)


def test_a_vocabulary_without_words_reads_names_all_the_same() -> None:
    assert Bylines(Vocabulary({})).people(["Ada Byron, AFP"], []) == People(("Ada Byron",), None)


def test_nothing_said_names_nobody() -> None:
    assert People() == BYLINES.people([], OUTLETS) == BYLINES.people([""], [])


@given(st.lists(st.text(max_size=60), max_size=4), st.lists(st.text(max_size=12), max_size=3))
def test_any_text_names_people_or_nobody(said: list[str], outlets: list[str]) -> None:
    """Names are pieces of what was said, signs of no width aside, hold a letter, and stand there once."""
    found = BYLINES.people(said, outlets).names
    spaced = "\n".join(" ".join(INVISIBLE.sub("", text).split()) for text in said)

    assert all(INVISIBLE.sub("", name) in spaced for name in found)
    assert all(any(character.isalpha() for character in name) for name in found)
    assert len({name.casefold() for name in found}) == len(found)


people = st.lists(
    st.sampled_from(["Ada Byron", "Max Muster", "Jean Dupont", "王伟", "Иван Петров"]), unique=True, min_size=1
)
joints = st.sampled_from([", ", "; ", " and ", " und ", " & ", " | ", " / ", " – "])


@given(people, joints, st.sampled_from(["", "By ", "Von ", "Par "]))
def test_people_come_back_from_their_byline(expected: list[str], joint: str, by: str) -> None:
    assert tuple(expected) == names(by + joint.join(expected))


@given(people, joints)
def test_reading_names_again_changes_nothing(expected: list[str], joint: str) -> None:
    once = names(joint.join(expected))

    assert once == names(*once)


@pytest.mark.long
@pytest.mark.parametrize(
    "piece",
    [
        "by ",
        "By: ",
        "and ",
        "Ada Byron and ",
        "(",
        "for Ormouth ",
        pytest.param("in Ormouth "),
        ".",
        "a.bc",
        "- ",
        "기자",
        " ",
        "@",
        "the ",
        ".co",
    ],
)
def test_long_bylines_are_read_in_bounded_time(piece: str) -> None:
    start = time.process_time()
    BYLINES.people([piece * 4_000 + "1"], OUTLETS)

    assert time.process_time() - start < 0.5


@pytest.mark.parametrize(
    "line",
    [
        "Jan Jansen en Piet de Vries",
        "Иван Петров и Анна Смирнова",
        "Ana Ruiz y Pedro Gasset",
        "Jana Malá a Petr Velký",
        "Anna Nowak i Jan Kowalski",
        "Anna Nowak oraz Jan Kowalski",
        "Aino Virta ja Pekka Mäki",
        "Ion Pop și Ana Radu",
        "Μαρία Νίκου και Νίκος Λάμπρου",
        "राम शर्मा और सीता वर्मा",
        "Ayşe Kaya ve Ali Demir",
    ],
)
def test_two_names_are_parted_by_the_and_of_their_language(line: str) -> None:
    assert 2 == len(names(line))


@pytest.mark.parametrize("name", ["Ana Ruiz y Gasset", "José Ortega y Gasset", "Joan Puig i Cadafalch"])
def test_a_joiner_inside_a_name_parts_nothing(name: str) -> None:
    assert (name,) == names(name)


@pytest.mark.parametrize(
    "line",
    [
        "Staff Writer Ada Byron",
        "Von ORMOUTH-online-Redakteur Ada Byron",
        "Wirtschaftsredakteurin Ada Byron",
        "La journaliste Ada Byron",
        "Periodista Ada Byron",
        "Professor Ada Byron",
        "Обозреватель Ada Byron",
        "Ada Byron Corresponsal",
        "Ada Byron, Home Safety Expert",
        "Ada Byron of the Example",
        "Ada Byron\u200b",
        "\u200bAda\u00ad Byron\ufeff",
        "Ada Byron\u200b Corresponsal",
    ],
)
def test_roles_and_what_cannot_be_seen_are_no_part_of_a_name(line: str) -> None:
    assert names(line) == ("Ada Byron",)


def test_a_joiner_of_no_width_stays_within_a_word() -> None:
    assert names("علی\u200cرضا بیرون") == ("علی\u200cرضا بیرون",)


@pytest.mark.parametrize("line", ["Home Safety Expert", "Harbour Scientist", "Senior Director"])
def test_a_role_is_nobody(line: str) -> None:
    assert names(line) == ()


def test_an_outlet_that_is_called_as_two_are_joined_is_nobody() -> None:
    assert BYLINES.people(["Byron and Byron"], ["Byron and Byron"]).names == ()


def test_a_name_that_begins_like_a_joiner_is_one() -> None:
    assert names("Ada Byron, Dan Muster") == ("Ada Byron", "Dan Muster")


@pytest.mark.parametrize("joiner", ["és", "ir", "un", "dhe", "dan", "agus", "eta"])
def test_names_are_joined_in_other_languages(joiner: str) -> None:
    assert names(f"Ada Byron {joiner} Max Muster") == ("Ada Byron", "Max Muster")

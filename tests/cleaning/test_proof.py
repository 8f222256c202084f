"""What speaks against captions and bylines: paragraphs that an agency signed, glued credits, lists of books."""

from __future__ import annotations

import pytest

from cleanse import clean

STORY = (
    "The harbour town of Ormouth has asked its ferry company for a later boat on Saturdays, since the last one leaves"
    " at six."
)
OTHER = "The company says that it will answer by the end of the month, when it has counted its passengers."
ES = "El puerto pidió a la compañía un barco más tarde los sábados, después de un verano con muchas quejas."
DE = "Die Hafenstadt hat ihre Reederei um ein späteres Boot am Samstag gebeten, weil im Sommer viele warten mussten."
FR = "Le port a demandé à sa compagnie un bateau plus tard le samedi, après un été où beaucoup ont dû attendre."
JA = "港の町は土曜日の夜に遅い便を出すよう船会社に求め、夏の間に数百人の客が最終便に乗り遅れたと説明した。"


def cleaned(*paragraphs: str) -> str:
    return clean("\n\n".join(paragraphs)).text


# ---------------------------------------------------------------- the sentence stays


@pytest.mark.parametrize(
    ("last", "tag"),
    [
        (OTHER, " (AFP/Reuters)"),
        (OTHER, " Reuters"),
        (ES, " EFE"),
        (ES, " EFE/AFP"),
        (FR, " AFP"),
        (JA, "(c)AFP"),
        (JA, "(c)AFP/Ada Byron"),
    ],
)
def test_a_last_paragraph_that_an_agency_signed_stays(last: str, tag: str) -> None:
    assert cleaned(STORY, last + tag) == f"{STORY}\n\n{last}"
    assert last == cleaned(last + tag).removesuffix("(c)")


@pytest.mark.parametrize("credit", ["Foto: dpa", "Foto: Max Muster/dpa", "Bild: imago"])
def test_of_a_credit_that_is_glued_between_sentences_the_credit_goes(credit: str) -> None:
    assert cleaned(STORY, f"{DE} {credit} Die Reederei will bis Ende des Monats antworten.", DE) == (
        f"{STORY}\n\n{DE} Die Reederei will bis Ende des Monats antworten.\n\n{DE}"
    )


@pytest.mark.parametrize(
    "paragraph",
    [
        "O conselho decidiu na terça-feira que vai pedir os documentos ao presidente da casa (PMDB/AP).",
        'The mayor blames the company, and told the newspaper BILD: "Whoever misses the boat sleeps on the quay."',
        "At 8:30, on The Harbour Cook, the cook visits a fish market with the pilot and the three sisters.",
        '"I saw nothing at all," the pilot of the second boat, who had sat in the spray all day, told the judges.',
    ],
)
def test_a_paragraph_that_looks_like_a_caption_stays(paragraph: str) -> None:
    assert cleaned(STORY, paragraph, OTHER) == f"{STORY}\n\n{paragraph}\n\n{OTHER}"


def test_a_paragraph_that_quotes_somebody_keeps_its_words_before_a_credit() -> None:
    quote = '"I saw nothing at all," the pilot of the second boat, who had sat in the spray all day, told the judges.'

    assert cleaned(STORY, f"{quote} (AFP/Getty Images)", OTHER) == f"{STORY}\n\n{quote}\n\n{OTHER}"


def test_authors_in_a_list_of_books_stay() -> None:
    books = [
        "‘The Night Ferry’",
        "By Ada Byron",
        STORY,
        "‘Low Water’",
        "By Charles Marlow",
        OTHER,
    ]
    intro = "These are the books that we look forward to this autumn."

    assert cleaned(intro, *books) == "\n\n".join((intro, *books))


@pytest.mark.parametrize("word", ["Consent", "Pinterest", "FAQs", "Audio", "Membership", "World"])
def test_a_single_word_between_paragraphs_is_a_heading(word: str) -> None:
    assert cleaned(STORY, word, OTHER) == f"{STORY}\n\n{word}\n\n{OTHER}"


# ---------------------------------------------------------------- furniture goes


@pytest.mark.parametrize(
    "caption",
    [
        "The ferry leaves the harbour in the morning (Jo Marlow/Reuters)",
        "A ferry hand counts tickets on the quay in Ormouth, Utopia, on Friday. (AP Photo/Jo Marlow)",
        "El barco, este domingo en el puerto. EFE/ J.J. Prueba",
        "Das alte Boot am Kai. Foto: Max Muster/dpa",
    ],
)
def test_a_caption_with_its_credit_goes(caption: str) -> None:
    assert cleaned(STORY, caption, OTHER) == f"{STORY}\n\n{OTHER}"


def test_a_byline_above_and_below_the_story_goes() -> None:
    assert STORY == cleaned("Ferry late", "By Ada Byron", STORY).removeprefix("Ferry late\n\n")


@pytest.mark.parametrize("words", [("Facebook", "Twitter", "Pinterest"), ("Share", "Print", "Email")])
def test_single_words_beside_each_other_are_labels(words: tuple[str, ...]) -> None:
    assert cleaned(STORY, *words, OTHER) == f"{STORY}\n\n{OTHER}"

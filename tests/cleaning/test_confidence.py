"""Confidence of texts: less where much goes, where little is left, and none without a word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import cleanse
from cleanse.cleaning.confidence import confidence_of
from cleanse.records import clean_record

STORY = "\n\n".join(
    f"On day {number} of the rain the mayor said that the lower town would stay closed to all but the ferry's crew."
    for number in range(12)
)


@given(st.integers(0, 5000), st.integers(0, 5000), st.booleans())
def test_it_is_a_share_and_never_grows_with_what_goes(kept: int, gone: int, whole_page: bool) -> None:
    source, text = "x" * (kept + gone), "x" * kept

    confidence = confidence_of(source, text, whole_page=whole_page)

    assert 0 <= confidence <= 1
    assert confidence <= confidence_of(source, source, whole_page=whole_page)
    assert (confidence == 0) == (kept == 0)


def test_a_clean_article_is_surer_than_a_short_one_and_than_one_that_went() -> None:
    clean, short, gone = map(cleanse.clean, (STORY, STORY[:99], "Advertisement"))

    assert clean.confidence is not None
    assert short.confidence is not None
    assert clean.confidence > short.confidence > 0
    assert gone.confidence == 0


def test_records_have_it() -> None:
    assert clean_record({"text": STORY})["confidence"] == cleanse.clean(STORY).confidence


def test_a_page_has_its_reading_s() -> None:
    article = cleanse.clean_html(f"<html><body><article><p>{STORY}</p></article></body></html>")

    assert article.confidence != cleanse.clean(article.text).confidence

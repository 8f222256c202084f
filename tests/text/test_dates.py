"""Dates: read where only one reading is possible."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanse.text.dates import parsed

MONTHS = {
    name: number
    for number, names in {
        "1": "january januar janvier enero января",
        "2": "february februar février febrero",
        "3": "march märz mars marzo",
        "5": "may mai mayo",
        "8": "august août agosto",
        "12": "december dezember décembre diciembre dec",
    }.items()
    for name in names.split()
}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("It rained.", id="no date"),
        pytest.param("05/03/2024", id="day or month"),
        pytest.param("May 2024", id="no day"),
        pytest.param("3 May", id="no year"),
        pytest.param("03.05.24", id="a short year"),
        pytest.param("2024-13-01", id="no such month"),
        pytest.param("30 February 2024", id="no such day"),
        pytest.param("29 February 2023", id="no leap year"),
        pytest.param("31/31/2024", id="two days"),
        pytest.param("3 Brumaire 2024", id="no such name"),
        pytest.param("0000-01-01", id="no such year"),
        pytest.param("12024-05-031", id="inside longer numbers"),
        pytest.param("the 3 ships of 2024", id="a number, a word and a year"),
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert parsed(text, MONTHS) is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2024-05-03", id="ISO"),
        pytest.param("2024-05-03T09:15:00Z", id="ISO with a time"),
        pytest.param("2024/5/3", id="slashes, year first"),
        pytest.param("2024.05.03", id="dots, year first"),
        pytest.param("03.05.2024", id="dots"),
        pytest.param("3. 5. 2024", id="dots and spaces"),
        pytest.param("2024年5月3日", id="Chinese and Japanese"),
        pytest.param("2024년 5월 3일", id="Korean"),
        pytest.param("3 May 2024", id="day first"),
        pytest.param("Fri 3 MAY, 2024 09.15 BST", id="capitals, with what stands around"),
        pytest.param("3rd of May, 2024", id="an ordinal"),
        pytest.param("May 3, 2024", id="month first"),
        pytest.param("Friday, May 3rd 2024 at 9:15", id="month first, an ordinal"),
        pytest.param("3. Mai 2024", id="German"),
        pytest.param("vendredi 3 mai 2024 à 9h15", id="French"),
        pytest.param("3 de mayo de 2024", id="Spanish"),
    ],
)
def test_one_date_in_many_ways(text: str) -> None:
    assert parsed(text, MONTHS) == "2024-05-03"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("25/12/2024", "2024-12-25", id="the day is no month"),
        pytest.param("12/25/2024", "2024-12-25", id="the day is no month, and stands second"),
        pytest.param("1er janvier 2024", "2024-01-01", id="the first, in French"),
        pytest.param("Dec. 25, 2024", "2024-12-25", id="a short month with a stop"),
        pytest.param("29 February 2024", "2024-02-29", id="a leap day"),
        pytest.param("5 января 2024", "2024-01-05", id="Cyrillic"),
        pytest.param("05/03/2024, that is 25/12/2024", "2024-12-25", id="the first that can be read"),
        pytest.param("2024-13-01 or 2024-12-01", "2024-12-01", id="the first that exists"),
    ],
)
def test_what_can_only_be_one_date(text: str, expected: str) -> None:
    assert expected == parsed(text, MONTHS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Published 3 May 2024, updated 2024-08-01", "2024-05-03", id="in words, then in digits"),
        pytest.param("Published May 3, 2024, updated 1 August 2024", "2024-05-03", id="month first, then day first"),
        pytest.param("Stand 03.05.2024, zuvor 2024-01-01", "2024-05-03", id="dots, then ISO"),
    ],
)
def test_the_first_date_of_a_text_is_read(text: str, expected: str) -> None:
    assert expected == parsed(text, MONTHS)


@given(st.dates())
def test_every_day_is_read_back(day: dt.date) -> None:
    iso = day.isoformat()

    assert iso == parsed(f"On {iso}.", MONTHS) == parsed(f"{day.day}.{day.month}.{day.year:04}", MONTHS)


@given(st.text(alphabet="0123456789-/. maydec年月日", max_size=30))
def test_what_is_read_is_a_day(text: str) -> None:
    found = parsed(text, MONTHS)

    assert found is None or found == dt.date.fromisoformat(found).isoformat()

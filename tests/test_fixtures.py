"""Every fixture is explained as recorded, comes back, and stays clean; and what is no furniture passes untouched."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest
from click.testing import CliRunner

import cleanse
from cleanse.cleaning.options import Options
from cleanse.cli import main
from cleanse.corpus.documents import Document, documents
from cleanse.records import article_of, clean_record, dumps, loads, restore_record

FIXTURES: Final = Path(__file__).parent.parent / "fixtures"
SOURCES: Final = sorted(
    path for path in FIXTURES.glob("*/*/source.*") if path.parent.parent.name not in ("untouched", "bad-rules")
)
UNTOUCHED: Final = sorted((FIXTURES / "untouched").glob("*.txt"))
RULEBOOK: Final = cleanse.load_rulebook()
URLS: Final = [
    None,
    "https://www.independent.co.uk/news/a1.html",
    "https://www.bbc.com/news/a1",
    "https://www.theguardian.com/world/a1",
    "https://edition.cnn.com/a1",
    "https://www.ormouth-courier.example/a1",
]
HOW_TO_RECORD: Final = "record it, and read it: cd {folder} && cleanse explain --full {source} > expected.txt"


def case(path: Path) -> str:
    """The id of a fixture: its publisher and case."""
    return path.parent.relative_to(FIXTURES).as_posix()


def records(path: Path) -> list[dict[str, Any]]:
    """The records of a source, of which there is at least one."""
    found = [item.record for item in documents([str(path)]) if isinstance(item, Document)]
    assert found, f"{path} holds no text"
    return found


@pytest.mark.parametrize("url", URLS, ids=["no url", "independent", "bbc", "guardian", "cnn", "unknown site"])
@pytest.mark.parametrize("path", UNTOUCHED, ids=lambda path: path.stem)
def test_what_is_no_furniture_passes_untouched(path: Path, url: str | None) -> None:
    """Law 9: byte for byte, whoever published it."""
    text = path.read_bytes().decode()

    assert text == cleanse.clean(text, url).text


@pytest.mark.parametrize("path", SOURCES, ids=case)
def test_a_fixture_is_explained_as_recorded(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The diff that `cleanse explain --full` prints in the folder of the case is the one that was read and kept."""
    recorded = path.with_name("expected.txt")
    if not recorded.is_file():
        pytest.fail(HOW_TO_RECORD.format(folder=f"fixtures/{case(path)}", source=path.name))
    monkeypatch.chdir(path.parent)
    result = CliRunner().invoke(main, ["explain", "--full", path.name])

    assert result.exit_code == 0, result.output
    assert recorded.read_bytes().decode() == result.stdout


@pytest.mark.parametrize("path", SOURCES, ids=case)
def test_a_fixture_comes_back(path: Path) -> None:
    """Law 2: the written record alone gives the source back."""
    for record in records(path):
        source = article_of(record, Options(RULEBOOK)).source
        written = loads(dumps(clean_record(record, RULEBOOK, cleanse.Policy())))

        if "html" in record:
            assert written["blocks"]
            assert written["text"]
        else:
            assert source == record["text"] != written["text"]
        assert source == restore_record(written)["text"]


@pytest.mark.parametrize("path", SOURCES, ids=case)
def test_a_cleaned_fixture_stays_as_it_is(path: Path) -> None:
    """Law 4: cleaning the result again changes nothing, with the url and without."""
    for record in records(path):
        article = article_of(record, Options(RULEBOOK))

        for url in (article.url, None) if "text" in record else (article.url,):
            assert article.text == cleanse.clean(article.text, url).text


PAGES: Final = [path for path in SOURCES if path.suffix == ".html"]


@pytest.mark.parametrize("path", PAGES, ids=case)
def test_a_page_is_read_by_its_publisher_s_layout(path: Path) -> None:
    """The address on it says whose page it is, and one of the layouts fits."""
    article = cleanse.clean_html(path.read_bytes())

    assert path.parent.parent.name == article.publisher
    assert [warning for warning in article.warnings if "layout" in warning] == []
    assert article.text


def test_every_publisher_with_layouts_has_a_page() -> None:
    """The skeleton of at least one real page is shown for each."""
    with_layouts = {name for name in RULEBOOK.publishers if RULEBOOK.page_rules(name).layouts}

    assert set() == with_layouts - {path.parent.parent.name for path in PAGES}


def test_every_recorded_case_has_a_source() -> None:
    """No expected.txt is left without the text that it explains, and a case has one source only."""
    recorded = {path.parent for path in FIXTURES.glob("*/*/expected.txt")}
    folders = [path.parent for path in SOURCES]

    assert set() == recorded - set(folders)
    assert len(folders) == len(set(folders))

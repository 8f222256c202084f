"""DuckDB's functions for texts and pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("duckdb", reason="needs the duckdb extra")

import duckdb
import pyarrow as pa

from cleanse.adapters.duckdb import register
from cleanse.article.model import Policy
from cleanse.records import restore_record
from cleanse.rulebook.loading import load_rulebook
from tests.adapters.engines import BAD, BOOK, PAGES, STORY, TEXT, TEXTS, URL, as_records, looped

Connection = duckdb.DuckDBPyConnection


@pytest.fixture
def connection() -> Iterator[Connection]:
    """A database in memory, with the functions, under a few rules."""
    with duckdb.connect() as opened:
        register(opened, BOOK)
        yield opened


def rows_of(relation: duckdb.DuckDBPyRelation) -> list[dict[str, Any]]:
    """The rows of a query."""
    names = relation.columns
    return [dict(zip(names, row, strict=True)) for row in relation.fetchall()]


def cleaned(connection: Connection, rows: list[dict[str, Any]], function: str = "cleanse") -> list[dict[str, Any]]:
    """What a function makes of rows."""
    connection.register("documents", pa.Table.from_pylist(rows))
    column = "html" if function.endswith("_html") else "text"
    told = connection.sql(f"SELECT {function}({column}, url) AS told FROM documents ORDER BY id")
    return [row["told"] for row in rows_of(told)]


def untitled(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows with what the functions are given."""
    return [{name: row[name] for name in row if name in {"text", "html", "url"}} for row in rows]


@pytest.mark.parametrize("text", ["It rained.", "", "\ufeff\u2028 \r\n", "“Żółw śpi,” she said."])
def test_a_text_without_furniture_stays_as_it_is(connection: Connection, text: str) -> None:
    [told] = cleaned(connection, [{"id": 1, "text": text, "url": URL}])

    assert (text, []) == (told["text"], told["edits"])


def test_texts_are_as_a_loop_cleans_them(connection: Connection) -> None:
    expected = looped(untitled(TEXTS))
    for record in expected:
        del record["url"]

    assert expected == as_records(cleaned(connection, TEXTS))


def test_pages_are_as_a_loop_cleans_them(connection: Connection) -> None:
    assert looped(untitled(PAGES)) == as_records(cleaned(connection, PAGES, "cleanse_html"))


def test_without_rules_of_its_own_the_shipped_ones_are_used() -> None:
    with duckdb.connect() as opened:
        register(opened)
        told = cleaned(opened, TEXTS)

    assert [row["text"] for row in looped(untitled(TEXTS), load_rulebook())] == [row["text"] for row in told]


def test_functions_with_other_options_have_other_names(connection: Connection) -> None:
    register(connection, BOOK, Policy(keep={"ad"}), name="with_ads", publisher="example.com")
    [told] = cleaned(connection, [{"id": 1, "text": TEXT, "url": None}], "with_ads")

    assert (f"Advertisement\n{STORY}", "argument") == (told["text"], told["recognised_by"]["by"])
    assert [STORY] == [row["text"] for row in cleaned(connection, TEXTS[:1])]


def test_a_name_that_is_taken_is_refused(connection: Connection) -> None:
    with pytest.raises(duckdb.Error, match="cleanse"):
        register(connection, BOOK)


@pytest.mark.parametrize("function", ["cleanse", "cleanse_html"])
def test_a_bad_row_costs_itself_only(connection: Connection, function: str) -> None:
    rows = [{**row, "html": row["text"]} for row in (*TEXTS, BAD)]
    *others, bad = cleaned(connection, rows, function)

    assert (None, "no `text` and no `html`") == (bad["text"], bad["error"])
    assert {None} == {told["error"] for told in others}


def test_the_source_comes_back(connection: Connection) -> None:
    assert [row["text"] for row in TEXTS] == [restore_record(told)["text"] for told in cleaned(connection, TEXTS)]


def test_many_rows_come_in_their_order(connection: Connection) -> None:
    """More than DuckDB hands over at once, by several threads."""
    query = "SELECT n, cleanse(format('Advertisement\nThe ferry {} left.', n), NULL).text FROM range(10000) r(n)"

    assert {(n, f"The ferry {n} left.") for n in range(10000)} == set(connection.sql(query).fetchall())


def test_a_query_without_rows_is_a_query(connection: Connection) -> None:
    assert (
        [] == connection.sql("SELECT cleanse(text, url) FROM (SELECT 'a' AS text, 'b' AS url) WHERE false").fetchall()
    )


@pytest.mark.parametrize("setting", ["arrow_large_buffer_size", "produce_arrow_string_view"])
def test_the_arrow_types_of_the_connection_make_no_difference(connection: Connection, setting: str) -> None:
    before = cleaned(connection, TEXTS)
    connection.execute(f"SET {setting} = true")

    assert before == cleaned(connection, TEXTS)


def test_columns_can_be_taken_out_of_what_it_tells(connection: Connection) -> None:
    connection.register("documents", pa.Table.from_pylist(TEXTS))
    query = "SELECT id, told.* EXCLUDE error FROM (SELECT id, cleanse(text, url) AS told FROM documents) WHERE id = 1"
    [row] = rows_of(connection.sql(query))

    assert (1, STORY, "example.com") == (row["id"], row["text"], row["publisher"])


def test_a_publisher_that_is_not_known_is_refused() -> None:
    with duckdb.connect() as opened, pytest.raises(KeyError, match="no rule file for the publisher 'exmple"):
        register(opened, BOOK, publisher="exmple.com")

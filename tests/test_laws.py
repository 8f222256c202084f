"""The laws of the design, as properties over generated texts and texts of real shapes."""

from __future__ import annotations

import json
import pickle
import random
import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import cleanse
from cleanse.article.kinds import CUT_KINDS, MARKED_KINDS
from cleanse.cleaning.one_pass import Request, one_pass
from cleanse.cleaning.options import Options
from cleanse.records import clean_record, dumps, loads, source_of
from cleanse.rulebook.rulebook import Rulebook
from cleanse.rulefiles.reading import RuleFile, RuleFiles

RULEBOOK = cleanse.load_rulebook()
PICKLED = pickle.loads(pickle.dumps(RULEBOOK))

PROSE = [
    "The ferry left the harbour an hour late, and nobody on board seemed to mind the wait.",
    "“We have waited for this bridge for thirty years,” the mayor said. “Now it is here.”",
    "Er sagte, die Brücke werde im Frühjahr eröffnet; die Kosten trage zur Hälfte das Land.",
    "Le pont sera ouvert au printemps, a annoncé la maire devant une salle comble.",
    "市議会は火曜日、橋の建設計画を全会一致で承認した。工事は来年の春に始まる。",
    "وقالت البلدية إن الجسر سيفتح أمام حركة المرور في الربيع المقبل بعد سنوات من الانتظار.",
    "Score: 3-1",
    "What happens next?",
    "Ms Olsen, 44, declined to comment on the appeal; her lawyer said she would read it first.",
]
"""Invented paragraphs, of running prose and of what is not."""

FURNITURE = sorted(
    {
        example if isinstance(example, str) else example[0]
        for rule in RULEBOOK.rules
        for example in rule.table.removes
        if len(str(example)) < 1500
    }
)
"""Everything that the rules say of themselves that they remove."""

URLS = [
    None,
    "https://www.independent.co.uk/news/ferry-left-harbour-hour-late-b123.html",
    "https://thehill.com/homenews/1",
    "https://www.bbc.com/news/uk-1",
    "https://news.example.org/2024/05/bridge-opens-in-spring",
]

pieces = st.one_of(st.sampled_from(PROSE), st.sampled_from(FURNITURE), st.text(max_size=60))
joints = st.sampled_from(["\n\n", "\n", " ", "", "\r\n", "\n \n", "  ", "\u2028"])


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Prose, furniture and anything, joined by any white space or none."""
    parts = []
    for piece in draw(st.lists(pieces, max_size=9)):
        parts += [piece, draw(joints)]
    return "".join(parts)


policies = st.builds(
    cleanse.Policy,
    keep=st.frozensets(st.sampled_from(sorted(CUT_KINDS)), max_size=3),
    cut=st.frozensets(st.sampled_from(sorted(MARKED_KINDS)), max_size=2),
    repair=st.booleans(),
)

law = settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@law
@given(texts(), st.sampled_from(URLS), policies)
def test_the_source_can_be_had_back_from_the_written_output(text: str, url: str | None, policy: cleanse.Policy) -> None:
    """Law 2: text and edits, as they are written, give the source byte for byte."""
    line = dumps(clean_record({"text": text, "url": url}, RULEBOOK, policy))

    assert text == source_of(loads(line))


@law
@given(texts(), st.sampled_from(URLS), policies)
def test_twice_is_once(text: str, url: str | None, policy: cleanse.Policy) -> None:
    """Law 4: cleaning a cleaned text changes nothing."""
    once = cleanse.clean(text, url, policy=policy).text

    assert once == cleanse.clean(once, url, policy=policy).text


@law
@given(texts(), st.sampled_from(URLS))
def test_only_furniture_goes(text: str, url: str | None) -> None:
    """Law 5: the text is a subsequence of the source, but for the breaks and spaces that repairs insert."""
    article = cleanse.clean(text, url, policy=cleanse.Policy(repair=False))
    letters = iter(text)

    assert all(character in letters for character in article.text if not character.isspace())


@law
@given(texts(), st.sampled_from(URLS))
def test_a_pure_function(text: str, url: str | None) -> None:
    """Law 6: what was cleaned before makes no difference, nor does the way the rulebook came here."""
    first = cleanse.clean(text, url)
    cleanse.clean(FURNITURE[len(text) % len(FURNITURE)], URLS[len(text) % len(URLS)])

    assert first == cleanse.clean(text, url)


@settings(max_examples=15)
@given(st.lists(texts(), min_size=1, max_size=8), st.integers())
def test_the_order_of_rules_means_nothing(batch: list[str], seed: int) -> None:
    """Law 3: a rulebook whose files, and rules in them, come in another order cleans alike; each example draws one."""
    order = random.Random(seed)
    files = [_shuffled(file, order) for file in RULEBOOK.files.files]
    order.shuffle(files)
    rulebook = Rulebook(RuleFiles(tuple(files), RULEBOOK.files.vocabulary, RULEBOOK.version))

    assert [rule.id for rule in rulebook.rules] != [rule.id for rule in RULEBOOK.rules]
    for text in batch:
        assert cleanse.clean(text) == cleanse.clean(text, rulebook=rulebook)


def _shuffled(file: RuleFile, order: random.Random) -> RuleFile:
    rules = list(file.content.rule)
    order.shuffle(rules)
    return replace(file, content=replace(file.content, rule=rules))


@law
@given(st.lists(st.sampled_from(PROSE), min_size=1, max_size=8, unique=True), st.sampled_from(["\n\n", "\n"]))
def test_in_doubt_the_text_stays(paragraphs: list[str], joint: str) -> None:
    """Law 9: text with no furniture passes untouched, whoever published it."""
    text = joint.join(paragraphs)

    assert {text} == {cleanse.clean(text, url).text for url in URLS}


@law
@given(texts(), policies)
def test_the_policy_decides_what_is_cut(text: str, policy: cleanse.Policy) -> None:
    """Every edit is cut or marked as the policy says of its kind."""
    edits = cleanse.clean(text, policy=policy).edits

    assert [policy.cuts(edit.kind) for edit in edits] == [edit.cut for edit in edits]


@settings(max_examples=30, deadline=None)
@given(st.lists(texts(), min_size=1, max_size=5))
def test_a_batch_is_a_loop(batch: list[str]) -> None:
    """Law 7: a pickled rulebook, as another process gets it, cleans byte for byte the same."""
    assert [cleanse.clean(text) for text in batch] == [cleanse.clean(text, rulebook=PICKLED) for text in batch]


HOSTILE: list[tuple[str, Callable[[int], str]]] = [
    ("one line", lambda n: "The river rose again and the town was closed to all traffic. " * (n // 61)),
    ("one word", lambda n: "a" * n),
    ("spaces", lambda n: " " * n),
    ("line breaks", lambda n: "\n" * n),
    ("quotes", lambda n: '."' * (n // 2)),
    ("joins", lambda n: 'he said so.Then "it rained."Now ' * (n // 32)),
    ("brackets", lambda n: "( Getty Images " * (n // 15)),
    ("openings of runs", lambda n: "Your support helps us to tell the story " * (n // 40)),
    (
        "runs",
        lambda n: "Your support helps us to tell the story. X. Your support makes all the difference. " * (n // 83),
    ),
    ("bylines", lambda n: "By By By " * (n // 9)),
    ("labels", lambda n: "Advertisement " * (n // 14)),
    ("labels on lines", lambda n: "Advertisement\nRead more\n" * (n // 24)),
    ("right to left", lambda n: "وقالت البلدية إن الجسر سيفتح. " * (n // 30)),
    ("no letters", lambda n: "\0\ufffd…–" * (n // 4)),
    ("hover cards", lambda n: "President Trump Donald John TrumpGOP senators balk at lawsuit MORE " * (n // 67)),
]


@pytest.mark.long
@pytest.mark.parametrize(("shape", "make"), HOSTILE, ids=[name for name, _ in HOSTILE])
def test_time_is_linear(shape: str, make: Callable[[int], str]) -> None:
    """Law 8: eight times the text takes at most some sixteen times as long (and half a second for good measure)."""
    small, large = make(50_000), make(400_000)
    cleanse.clean(small)
    start = time.perf_counter()
    cleanse.clean(small)
    middle = time.perf_counter()
    cleanse.clean(large)
    end = time.perf_counter()

    assert end - middle < 16 * (middle - start) + 0.5, shape


@pytest.mark.long
def test_ten_megabytes_on_one_line() -> None:
    """A line of 10 MB comes back, cleaned, in a time that a person waits."""
    text = "The river rose again. Sign up for our newsletter. Then it fell. " * 160_000

    start = time.perf_counter()
    cleaned = cleanse.clean(text)

    assert len(text) > 10_000_000
    assert cleaned.text.count("The river rose again.") == 160_000
    assert time.perf_counter() - start < 120


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        "\0",
        "\0\0The river rose.\0",
        "\ud800",
        "a\udfffb",
        "\ufeffThe river rose.",
        "לא נמצא\nעוד",
        "🎈" * 9,
    ],
)
def test_odd_texts_pass_untouched(text: str) -> None:
    """Empty texts, NULs, lone surrogates, marks of direction: nothing in them is furniture."""
    assert text == cleanse.clean(text).text


def test_a_text_of_only_furniture_leaves_nothing() -> None:
    """And says so."""
    article = cleanse.clean("Advertisement\n\nSign up for our newsletter\n\nRead more\n")

    assert article.text == ""
    assert article.warnings == ("removed 100 % of the text",)


def test_records_with_lone_surrogates_come_back() -> None:
    """What JSON allows and UTF-8 does not is read, cleaned and written."""
    line = json.dumps({"text": "Advertisement\n\nThe \ud800 river rose."}).encode()
    record = clean_record(loads(line), RULEBOOK, cleanse.Policy())

    assert record["text"] == "The \ud800 river rose."
    assert source_of(loads(dumps(record))) == "Advertisement\n\nThe \ud800 river rose."


def test_what_is_only_marked_asks_for_no_second_pass() -> None:
    """A pass that changes nothing is the last one, whatever it marks and passes over."""
    text = "LONDON (Reuters) - The river rose for a third day, and the lower town was closed to all.\n\nIt fell."
    passed = one_pass(text, Request(Options(RULEBOOK)))

    assert [edit.kind for edit in passed.edits] == ["dateline"]
    assert passed.settled

"""The public face as a type checker sees it: mypy reads this file with the rest; nothing runs it."""

from __future__ import annotations

from typing import Any, assert_type

import cleanse
from cleanse.records import clean_record


def texts(text: str) -> None:
    article = cleanse.clean(text, url="https://example.com/a", title="Rain", publisher="example.com")
    assert_type(article, cleanse.Article)
    assert_type(article.text, str)
    assert_type(article.title, str | None)
    assert_type(article.authors, tuple[str, ...])
    assert_type(article.captions, tuple[cleanse.Caption, ...])
    assert_type(article.edits, tuple[cleanse.Edit, ...])
    assert_type(article.removed(article.edits[0]), str)
    assert_type(article.paywalled, bool | None)


def pages(html: str | bytes) -> None:
    article = cleanse.clean_html(html, charset="utf-8", extractor="trafilatura")
    assert_type(article, cleanse.Article)
    assert_type(article.blocks, tuple[cleanse.Block, ...])


def rules(folder: str) -> None:
    rulebook = cleanse.load_rulebook(folder, ftr="site-configs")
    assert_type(rulebook, cleanse.Rulebook)
    policy = cleanse.Policy(keep={"caption"}, cut={"dateline"}, repair=False)
    assert_type(cleanse.clean("It rained.", rulebook=rulebook, policy=policy), cleanse.Article)
    assert_type(clean_record({"text": "It rained."}, rulebook, policy), dict[str, Any])


def errors() -> None:
    try:
        cleanse.load_rulebook("rules")
    except cleanse.RulebookError as error:
        assert_type(error.problems, list[cleanse.Problem])
    except cleanse.CleanseError as error:
        assert_type(str(error), str)

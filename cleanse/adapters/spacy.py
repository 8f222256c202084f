"""spaCy: a tokenizer that cleans a text before it is a Doc, whose spans know their source. Needs the `spacy` extra."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from spacy.tokens import Doc, Span

from cleanse.article.article import Article
from cleanse.article.edits import in_source, in_text
from cleanse.article.fields import fields
from cleanse.article.model import Edit, Policy
from cleanse.cleaning.clean import clean
from cleanse.rulebook.loading import load_rulebook
from cleanse.rulebook.rulebook import Rulebook

MARKED: Final = "cleanse"
"""The span group of a Doc that holds what is only marked: the kind as label, the rule as id."""


class CleaningTokenizer:
    """Wraps a pipeline's tokenizer: a Doc's text is the cleaned text.

    `doc._.cleanse` is what was found, as in a record, with the `source` besides; `span._.in_source` is where a span
    stands in that source, and `doc.spans["cleanse"]` holds the furniture that is marked and stays. All that the wrapped
    tokenizer has can be asked of this one; a pipeline that is saved has the wrapped one.

    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> nlp.tokenizer = CleaningTokenizer(nlp.tokenizer)
    >>> doc = nlp("Advertisement\\nIt rained.")
    >>> doc.text, doc._.cleanse["edits"][0]["kind"], doc[1:2]._.in_source
    ('It rained.', 'ad', (17, 23))
    """

    def __init__(
        self, tokenizer: Callable[[str], Doc], rulebook: Rulebook | None = None, policy: Policy | None = None
    ) -> None:
        """Clean with these rules and this policy, or with the shipped rules."""
        self.tokenizer = tokenizer
        self.rulebook, self.policy = rulebook or load_rulebook(), policy or Policy()

    def __call__(self, text: str, url: str | None = None, title: str | None = None) -> Doc:
        """The Doc of a cleaned text; `nlp.pipe` takes Docs, so that texts with urls can be given to a pipeline."""
        article = clean(text, url, title=title, rulebook=self.rulebook, policy=self.policy)
        doc = self.tokenizer(article.text)
        doc._.cleanse = {"source": text, **fields(article)}
        doc.spans[MARKED] = list(_marked(doc, article))
        return doc

    def pipe(self, texts: Iterable[str], batch_size: int = 1000) -> Iterator[Doc]:  # noqa: ARG002  # spaCy's signature
        """The Docs of texts."""
        return map(self, texts)

    def __getattr__(self, name: str) -> Any:
        """What the wrapped tokenizer has: its vocabulary, and how it is saved."""
        if name == "tokenizer":  # not there yet when it is unpickled
            raise AttributeError(name)
        return getattr(self.tokenizer, name)


def _marked(doc: Doc, article: Article) -> Iterator[Span]:
    for edit in article.edits:
        start, end = in_text(article.edits, edit.start, edit.end)
        if not edit.cut and start < end:
            span = doc.char_span(start, end, label=edit.kind, span_id=edit.rule, alignment_mode="expand")
            assert span is not None  # expanding always finds tokens
            yield span


def _in_source(span: Span) -> tuple[int, int]:
    if span.doc._.cleanse is None:
        return span.start_char, span.end_char
    names = ("start", "end", "rule", "kind", "insert", "cut")
    edits = [Edit(**{name: edit[name] for name in names if name in edit}) for edit in span.doc._.cleanse["edits"]]
    return in_source(edits, span.start_char, span.end_char)


Doc.set_extension("cleanse", default=None, force=True)
Span.set_extension("in_source", getter=_in_source, force=True)

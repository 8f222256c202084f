"""Drafts of page rules: from one page, where its story stands and what in it is furniture, said by stable hooks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from typing import Final

import regex

from cleanse.article.errors import DraftError
from cleanse.authoring.drafts.hooks import outward, stable_selector, words_in
from cleanse.authoring.drafts.survey import Survey, is_dropped
from cleanse.pages.blocks.blocks import PageBlock, blocks_of
from cleanse.pages.layouts import marks
from cleanse.pages.metadata.fields import page_fields
from cleanse.pages.page import Page
from cleanse.pages.unknown import judge_of, page_words_of, signals_of
from cleanse.rulebook.domains import host_name, host_of
from cleanse.rulebook.rulebook import Rulebook

_LONGEST: Final = 40
_ATTRIBUTE: Final = regex.compile(r"\[[\w-]+[*~]?=")
"""Of a selector, what is no name of this element."""
_MOST: Final = 20
"""So many drops at the most."""
_HEAD: Final = """\
# Drafted from one page: {address}
# TODO: try it on others of this publisher.
name = {name}
domains = [{domain}]
language = {language}
# Phrases that nobody else prints identify the publisher in plain text:
furniture = []

[page]
"""
_DROP: Final = """
[[page.drop]]
id = "{id}"
select = {select}
kind = "{kind}"                    # TODO: see docs/rules.md for the kinds
why = "TODO: say where it is printed, and what it is."
# {count}: {words}
"""


def draft_page(html: str, url: str | None, rulebook: Rulebook) -> str:
    """The text of a rule file to start from, for the publisher of a page that no rule file describes yet.

    The address is `url`, or else the page's own. Raises DraftError where neither names a registered domain, and
    PageError, which is one, for a page that cannot be read.
    """
    page = Page.read(html)
    address = url or page.address
    domain = host_name(address or "")
    if domain is None:
        raise DraftError(f"no registered domain in the page's address {address!r}: give its url")
    rules = rulebook.page_rules(None)
    fields = page_fields(page, address, rulebook, (), None).metadata
    blocks = blocks_of(page.body, marks(page.body, rules))
    page_words = page_words_of(fields)
    reading = judge_of(rulebook).reading_of(blocks, page_words, signals_of(page, address, fields))
    survey = Survey(page, blocks, reading.blocks, page_words)
    name = fields.site if fields.site and not host_of(fields.site) else domain
    language = f'"{fields.language}"' if fields.language else '"en"    # TODO: the page does not say'
    head = _HEAD.format(address=_plain(address or ""), name=_quoted(name), domain=_quoted(domain), language=language)
    body = survey.body()
    if not body:
        return f'{head}# TODO: no story was found on this page.\n# body = ""\n'
    kinds = rulebook.files.vocabulary.keys_of("hook")
    inside = survey.held(", ".join(body))
    return "".join([head, *_body_lines(survey, body, inside), *_drop_lines(survey, inside, kinds)])


def _body_lines(survey: Survey, body: list[str], inside: Set[int]) -> Iterator[str]:
    total, in_region = survey.weight(survey.story), survey.weight(survey.story & inside)
    more = survey.weight(survey.others(inside))
    count = len(survey.page.tree.css(", ".join(body)))
    share = 100 * in_region // total
    yield f"# Selects {count} of the page's elements: {share} % of the story's {total:,} characters,\n"
    yield f"# and {more:,} of something else.\n"
    yield f"body = {_selectors(body)}\n"
    leads = [at for at in survey.leads if not is_dropped(survey.blocks[at])]
    if leads and inside.isdisjoint(leads) and (lead := stable_selector(survey.blocks[leads[0]].place, survey.page)):
        yield f"# The page's description, which stands outside of the body: {_words_of(survey.blocks[leads[0]])}\n"
        yield f"lead = {_selectors([lead])}\n"


def _drop_lines(survey: Survey, inside: Set[int], kinds: Mapping[str, str]) -> Iterator[str]:
    """A drop for each kind of elements within the body that is not the story, and what is dropped without one."""
    names: set[str] = set()
    groups: dict[str | None, list[PageBlock]] = {}
    for at in sorted(survey.others(inside)):
        known = next((select for select in groups if select and at in survey.held(select)), None)
        if known or len(groups) < _MOST:
            groups.setdefault(known or survey.drop(at, kinds), []).append(survey.blocks[at])
    for select, blocks in groups.items():
        count, words = f"{len(blocks)} block{'s' * (len(blocks) > 1)}", _words_of(blocks[0])
        if select is None:
            yield f"\n# {count} that no element tells from the story; a text rule may: {words}\n"
            continue
        kind = Counter(_kind(block, kinds) for block in blocks).most_common(1)[0][0]
        name = _identifier(select, names)
        yield _DROP.format(id=name, select=_selectors([select]), kind=kind, count=count, words=words)
    first = {block.mark.rule: block for at in sorted(inside, reverse=True) if (block := survey.blocks[at]).mark}
    for rule, block in first.items():
        if is_dropped(block):
            yield f"\n# Dropped already by {rule}: {_words_of(block)}\n"


def _kind(block: PageBlock, kinds: Mapping[str, str]) -> str:
    """What furniture a block is: as the judge says, else by the names of the elements around it."""
    if block.mark:
        return block.mark.kind
    hooks = (f"{place.attributes.get('class')} {place.attributes.get('id')}" for place in outward(block.place))
    matching_kinds = (kinds[word] for text in hooks for word in sorted(words_in(text)) if word in kinds)
    return next(matching_kinds, "related" if 2 * block.links > len(block.text) else "ui")


def _identifier(selector: str, taken: set[str]) -> str:
    """An id for the drop of this selector, which it is put among."""
    words = regex.findall("[a-z0-9]+", _ATTRIBUTE.sub(" ", selector).lower())
    first = "-".join(words)[:_LONGEST].strip("-") or "drop"
    name = next(name for name in (first, *(f"{first}-{n}" for n in range(2, _MOST + 2))) if name not in taken)
    taken.add(name)
    return name


def _words_of(block: PageBlock) -> str:
    """The first words of a block, for a comment."""
    words = _plain(block.text[:200]).split()
    return f"\u201c{' '.join(words[:8])}{' …' * (len(words) > 8)}\u201d"


def _plain(text: str) -> str:
    """A text as a comment may hold it."""
    return "".join(c if c.isprintable() else " " for c in text)


def _selectors(selectors: list[str]) -> str:
    quoted = [f"'{selector}'" if '"' in selector else f'"{selector}"' for selector in selectors]
    return quoted[0] if len(quoted) == 1 else f"[{', '.join(quoted)}]"


def _quoted(text: str) -> str:
    """A TOML string."""
    escaped = text.encode(errors="replace").decode()  # half a character is none
    escaped = escaped.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped) + '"'

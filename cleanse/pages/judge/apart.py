"""What stands on articles' pages and is no part of the story: comments, further stories, links elsewhere.

The judge learns from pages as they are, and is less sure of small and unusual ones. These hold for any article.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from cleanse.pages.judge.features import sums
from cleanse.pages.judge.first import is_heading
from cleanse.pages.judge.survey import MEANT, TITLE, Column, Survey

_MOST_COMMENTS: Final = 0.7
"""An element with a larger share of what was chosen is no place for comments: it holds the page."""
_LINK: Final = 0.85
"""A block of which so large a share is link text is a link."""
_LEAST_LIST: Final = 2
_LABEL: Final = 48
"""A line of no more characters above a list of links is its label."""
_LONGEST: Final = 25
"""A link of more words may be the story."""


def comments_behind(survey: Survey, chosen: Column, kinds: Mapping[str, str]) -> Column:
    """Which blocks are readers' comments: in an element that is named so, and that stands behind the story's beginning.

    `kinds` says what furniture an element holds by a word of its class or id.
    """
    where = np.flatnonzero(chosen)
    names = frozenset(word for word, kind in kinds.items() if kind == "comments")
    in_comments = np.zeros(len(survey.names), dtype=bool)
    if not len(where):
        return in_comments[survey.place]
    words = sums(np.where(chosen, survey.words, 0))
    inside = words[survey.last] - words[survey.first]
    parents = survey.parent.tolist()
    for element, of_element in enumerate(survey.names):
        if in_comments[parents[element]] or names.isdisjoint(of_element):
            in_comments[element] = in_comments[parents[element]]
        else:
            is_behind = survey.first[element] > where[0] and inside[element] < _MOST_COMMENTS * words[-1]
            in_comments[element] = is_behind and not _is_paragraph(survey, element)
    return in_comments[survey.place]


def _is_paragraph(survey: Survey, element: int) -> bool:
    """Whether an element is a paragraph itself: its class says what it is about, and no list of comments."""
    first = survey.first[element]
    of_one = survey.last[element] - first == 1 and survey.place[first] == element
    return bool(of_one and survey.meant[first] == MEANT["p"])


def further_stories(survey: Survey) -> Column:
    """Which blocks belong to further stories on the page: to an `article` with an `h1` that is not the page's."""
    titled = (survey.level == 1) & (survey.article >= 0)
    numbers = np.unique(survey.article[titled])
    if len(numbers) < 2:
        return np.zeros(len(survey), dtype=bool)
    own = survey.article[titled & (survey.match == TITLE)]
    main = own[0] if len(own) else numbers[0]
    result: Column = np.isin(survey.article, numbers[numbers != main])
    return result


def links_elsewhere(survey: Survey) -> Column:
    """Which blocks lead to other pages: lists of links with their labels, and paragraphs that are a title and a link.

    A sentence stays, whether it is a link or not.
    """
    is_link = (survey.linked >= _LINK * survey.characters) & (survey.ends == 0) & (survey.words <= _LONGEST)
    paragraph = (survey.meant == MEANT["p"]) | (survey.meant == MEANT["div"])
    result = is_link & paragraph
    item = survey.meant == MEANT["li"]
    lists = np.where(item, survey.parent[survey.place], -1)
    for of_list in np.unique(lists[item & is_link]):
        blocks = np.flatnonzero(lists == of_list)
        if len(blocks) >= _LEAST_LIST and is_link[blocks].all():
            result[blocks] = True
            label = blocks[0] - 1
            if label >= 0 and (is_heading(survey)[label] or _is_label(survey, label)):
                result[label] = True
    return result


def _is_label(survey: Survey, block: int) -> bool:
    return bool(survey.characters[block] <= _LABEL and not survey.ends[block])

"""The Independent's furniture as scrapers leave it: each variant in each shape, and the story comes out whole."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import pytest

import cleanse

BODY: Final = (
    "Charlie Marsh had not planned to become the last lighthouse keeper of Westry, and nor had Westry.",
    (
        "He came for a summer, with a bicycle and a box of books, to paint the railings. The keeper of the day "
        "broke a leg in August, and somebody had to wind the clock."
    ),
    '"I said I would do it until Friday," he says. "That was thirty-one years ago."',
    "The light is to be handed over to a machine in the spring, and the clock to a museum.",
)
"""A story."""

HEADING: Final = "Your support helps us to tell the story"
APPEAL: Final = (
    (
        "From reproductive rights to climate change to Big Tech, The Independent is on the ground when the story "
        "is developing. Whether it's investigating the financials of Elon Musk's pro-Trump PAC or producing our "
        "latest documentary, 'The A Word', which shines a light on the American women fighting for reproductive "
        "rights, we know how important it is to parse out the facts from the messaging."
    ),
    (
        "At such a critical moment in US history, we need reporters on the ground. Your donation allows us to "
        "keep sending journalists to speak to both sides of the story."
    ),
    (
        "The Independent is trusted by Americans across the entire political spectrum. And unlike many other "
        "quality news outlets, we choose not to lock Americans out of our reporting and analysis with paywalls. "
        "We believe quality journalism should be available to everyone, paid for by those who can afford it."
    ),
    "Your support makes all the difference.",
)
FORM: Final = (
    "Get the free Morning Headlines email for news from our reporters across the world",
    "Sign up to our free Morning Headlines email",
    "Please enter a valid email address",
    "Please enter a valid email address",
    "SIGN UP",
    "I would like to be emailed about offers, events and updates from The Independent. Read our privacy notice",
    "Thanks for signing up to the Morning Headlines email",
)

BEFORE: Final[dict[str, tuple[str, ...]]] = {
    "A, appeal of late 2024": (HEADING, *APPEAL),
    "A', the same with its buttons": (HEADING, "Read more", "Support Now", *APPEAL, "Read more"),
    "B, appeal of the editor": (
        HEADING,
        "Find out more",
        "Close",
        "Our mission is to deliver unbiased, fact-based reporting that holds power to account and exposes the truth.",
        "Whether $5 or $50, every contribution counts.",
        "Support us to deliver journalism without an agenda.",
        "Tessa Marlow",
        "Editor",
    ),
    "C, header": (
        "Stay up to date with notifications from The Independent",
        "Notifications can be managed in browser preferences.",
        "Friday 03 January 2003 20:00 EST",
        "Comments",
    ),
    "D, log-in": (
        "Thank you for registering",
        "Please refresh the page or navigate to another page on the site to be automatically logged in",
        "Please refresh your browser to be logged in",
    ),
    "E, newsletter": FORM,
    "F, bookmark": (
        "Subscribe to Independent Premium to bookmark this article",
        "Want to bookmark your favourite articles and stories to read or reference later?",
        "Start your Independent Premium subscription today.",
    ),
    "F, bookmark of members": (
        "Become an Independent member to bookmark this article",
        "Want to bookmark your favourite articles and stories to read or reference later?",
        "Start your Independent Membership today.",
    ),
}
"""What stands above the story, one line of the page an item."""

BEHIND: Final[dict[str, tuple[str, ...]]] = {
    "G, comments": (
        "Join our commenting forum",
        "Join thought-provoking conversations, follow other Independent readers and see their replies",
        "Comments",
    ),
    "D, log-in": BEFORE["D, log-in"],
}
"""What stands below the story."""

TELLTALES: Final = (
    "your support",
    "reproductive",
    "climate change",
    "on the ground",
    "elon musk",
    "a word",
    "the messaging",
    "us history",
    "your donation",
    "both sides",
    "political spectrum",
    "paywalls",
    "quality journalism",
    "read more",
    "support now",
    "find out more",
    "our mission",
    "every contribution",
    "agenda",
    "tessa marlow",
    "editor",
    "notifications",
    "20:00 est",
    "comment",
    "registering",
    "refresh",
    "logged in",
    "headlines",
    "sign up",
    "valid email",
    "emailed",
    "privacy notice",
    "signing up",
    "bookmark",
    "subscription",
    "membership",
    "independent",
    "replies",
)
"""Words of the furniture that no story here has."""


def blank_lines(lines: tuple[str, ...]) -> str:
    """Every line a paragraph."""
    return "\n\n".join(lines)


def sentences(text: str) -> str:
    """Broken into lines where sentences end."""
    return re.sub(r"(?<=[.?!]) (?=[A-Z])", "\n", text)


def curly(text: str) -> str:
    """With typographic quotes."""
    text = re.sub(r"(?<=\w)'(?=\w)", "\u2019", text)
    text = re.sub(r"(^|[\s(])'", "\\1\u2018", text).replace("'", "\u2019")
    return re.sub(r'(^|[\s(])"', "\\1\u201c", text, flags=re.MULTILINE).replace('"', "\u201d")


STORY: Final = blank_lines(BODY)
Shape = Callable[[tuple[str, ...]], tuple[str, str]]
"""From the lines of the furniture to a text, and to what must come out of it."""

ABOVE: Final[dict[str, Shape]] = {
    "blank lines": lambda lines: (blank_lines((*lines, *BODY)), STORY),
    "glued": lambda lines: (blank_lines(lines) + STORY, STORY),
    "line breaks": lambda lines: ("\n".join((*lines, *BODY)), "\n".join(BODY)),
    "line breaks, glued": lambda lines: ("\n".join(lines) + "\n".join(BODY), "\n".join(BODY)),
    "all on one line": lambda lines: (" ".join((*lines, *BODY)), " ".join(BODY)),
    "on a line": lambda lines: (" ".join(lines) + "\n\n" + STORY, STORY),
    "on a line, glued": lambda lines: (" ".join(lines) + STORY, STORY),
    "no white space": lambda lines: ("".join(lines) + "\n\n" + STORY, STORY),
    "doubled breaks": lambda lines: ("\n\n\n\n".join((*lines, *BODY)), "\n\n\n\n".join(BODY)),
    "split at sentences": lambda lines: (sentences("\n".join((*lines, *BODY))), sentences("\n".join(BODY))),
    "curly quotes": lambda lines: (curly(blank_lines((*lines, *BODY))), curly(STORY)),
    "Windows line breaks": lambda lines: ("\r\n\r\n".join((*lines, *BODY)), "\r\n\r\n".join(BODY)),
}
BELOW: Final[dict[str, Shape]] = {
    "blank lines": lambda lines: (blank_lines((*BODY, *lines)), STORY),
    "glued": lambda lines: (STORY + blank_lines(lines), STORY),
    "line breaks": lambda lines: ("\n".join((*BODY, *lines)), "\n".join(BODY)),
    "line breaks, glued": lambda lines: ("\n".join(BODY) + "\n".join(lines), "\n".join(BODY)),
    "all on one line": lambda lines: (" ".join((*BODY, *lines)), " ".join(BODY)),
    "on a line": lambda lines: (STORY + "\n\n" + " ".join(lines), STORY),
    "on a line, glued": lambda lines: (STORY + " ".join(lines), STORY),
    "no white space": lambda lines: (STORY + "\n\n" + "".join(lines), STORY),
    "doubled breaks": lambda lines: ("\n\n\n\n".join((*BODY, *lines)), "\n\n\n\n".join(BODY)),
    "split at sentences": lambda lines: (sentences("\n".join((*BODY, *lines))), sentences("\n".join(BODY))),
    "curly quotes": lambda lines: (curly(blank_lines((*BODY, *lines))), curly(STORY)),
    "Windows line breaks": lambda lines: ("\r\n\r\n".join((*BODY, *lines)), "\r\n\r\n".join(BODY)),
}
BETWEEN: Final[dict[str, Shape]] = {
    "blank lines": lambda lines: (blank_lines((*BODY[:2], *lines, *BODY[2:])), STORY),
    "line breaks": lambda lines: ("\n".join((*BODY[:2], *lines, *BODY[2:])), "\n".join(BODY)),
    "on a line": lambda lines: (blank_lines((*BODY[:2], " ".join(lines), *BODY[2:])), STORY),
    "all on one line": lambda lines: (" ".join((*BODY[:2], *lines, *BODY[2:])), " ".join(BODY)),
}

APPEALS: Final = ("A, appeal of late 2024", "A', the same with its buttons", "B, appeal of the editor")
"""The variants that are prose."""
IN_DOUBT: Final = {
    ("C, header", "glued"),
    ("C, header", "line breaks, glued"),
    ("C, header", "all on one line"),
    ("C, header", "on a line, glued"),
    ("E, newsletter", "glued"),
    ("E, newsletter", "line breaks, glued"),
}
"""Where a last line of furniture without a stop runs into the story, and may stay."""

FEEDS: Final[dict[str, Callable[[tuple[str, ...]], str]]] = {
    "lines": "\n".join,
    "on a line": " ".join,
    "curly quotes": lambda lines: curly("\n".join(lines)),
}
SHARD: Final = 60
"""So many characters of a sentence that was cut off may stay."""
urls = pytest.mark.parametrize(
    "url", [None, "https://www.independent.co.uk/news/uk/a1.html"], ids=["known by text", "known by url"]
)


def pairs(variants: dict[str, tuple[str, ...]], shapes: dict[str, Shape]) -> pytest.MarkDecorator:
    """Every variant in every shape, without those in which its last line may stay."""
    return pytest.mark.parametrize(
        ("source", "expected"),
        [
            pytest.param(*shape(lines), id=f"{variant}-{name}")
            for variant, lines in variants.items()
            for name, shape in shapes.items()
            if (variant, name) not in IN_DOUBT
        ],
    )


def telltales(text: str) -> list[str]:
    """The words of the furniture that a text holds."""
    return [word for word in TELLTALES if word in text.casefold()]


@urls
@pytest.mark.parametrize(
    "text",
    [
        STORY,
        "\n".join(BODY),
        " ".join(BODY),
        curly(STORY),
        "The Independent is on the ground in Ormouth, where the story is developing faster than the tide.",
        '"Your support makes all the difference," the poster of the food bank said, above an empty plate.',
        "Whether £5 or £50, every contribution to the lifeboat counts, said Tessa Marlow, its editor.",
        "Readers who follow other Independent readers will see their replies, and they will see the readers'.",
        "She wanted to bookmark the article, and was told to subscribe to a bookbinder first.",
    ],
    ids=["blank lines", "line breaks", "one line", "curly", "ground", "poster", "contribution", "replies", "bookmark"],
)
def test_a_story_without_furniture_stays(text: str, url: str | None) -> None:
    """Whatever words it shares with the furniture."""
    assert text == cleanse.clean(text, url).text


@pytest.mark.parametrize("word", TELLTALES)
def test_no_story_has_a_telltale(word: str) -> None:
    """What is looked for afterwards stands in the furniture, and not in the story."""
    printed = " ".join(line for lines in (*BEFORE.values(), *BEHIND.values()) for line in lines).casefold()

    assert word in printed
    assert word not in STORY.casefold()


@urls
@pairs(BEFORE, ABOVE)
def test_above_the_story(source: str, expected: str, url: str | None) -> None:
    """The story comes out whole, and nothing else does."""
    cleaned = cleanse.clean(source, url).text

    assert telltales(cleaned) == []
    assert expected == cleaned


@urls
@pairs(BEHIND, BELOW)
def test_below_the_story(source: str, expected: str, url: str | None) -> None:
    """The story comes out whole, and nothing else does."""
    cleaned = cleanse.clean(source, url).text

    assert telltales(cleaned) == []
    assert expected == cleaned


@urls
@pairs(BEFORE | BEHIND, BETWEEN)
def test_between_the_paragraphs(source: str, expected: str, url: str | None) -> None:
    """Half of all furniture stands inside the story."""
    cleaned = cleanse.clean(source, url).text

    assert telltales(cleaned) == []
    assert expected == cleaned


@urls
@pytest.mark.parametrize(("variant", "shape"), sorted(IN_DOUBT))
def test_in_doubt_the_story_stays(variant: str, shape: str, url: str | None) -> None:
    """A last line of furniture may stay where it runs into the story; the story does, and the rest goes."""
    lines = BEFORE[variant]
    source, expected = ABOVE[shape](lines)
    cleaned = cleanse.clean(source, url).text

    assert cleaned.endswith(expected)
    assert len(cleaned) - len(expected) <= SHARD


@urls
@pytest.mark.parametrize("mark", ["", "…", "..."])
@pytest.mark.parametrize("feed", FEEDS)
@pytest.mark.parametrize("variant", APPEALS)
def test_cut_off_in_a_sentence(variant: str, feed: str, mark: str, url: str | None) -> None:
    """Wherever a feed breaks off the appeal, the story stays whole, and of the sentence at most a shard."""
    text = FEEDS[feed](BEFORE[variant])
    for cut in re.finditer(" ", text):
        cleaned = cleanse.clean(text[: cut.start()] + mark + "\n\n" + STORY, url).text

        assert cleaned.endswith(STORY), text[: cut.start()]
        assert len(cleaned) - len(STORY) <= SHARD, text[: cut.start()]


@urls
@pytest.mark.parametrize("title", ["Last keeper of Westry", "eBay moves to Ormouth"])
@pytest.mark.parametrize("variant", APPEALS)
def test_a_title_on_the_line_of_the_appeal_stays(variant: str, title: str, url: str | None) -> None:
    """What stands before the appeal is no part of it, even where it begins with a small letter."""
    text = " ".join((title, *BEFORE[variant])) + "\n\n" + STORY

    assert f"{title}\n\n{STORY}" == cleanse.clean(text, url).text

"""A publisher's page rules and one of its pages, with everything that a record tells of a page."""

from __future__ import annotations

from typing import Final

from tests.rulebooks import EXAMPLE

PAGED: Final = (
    EXAMPLE
    + """
[page]
body = "main"
keep = ".quote"

[[page.drop]]
id = "more"
select = "aside"
kind = "related"
why = "Links to other stories inside the body."

[[page.drop]]
id = "figure"
select = "figure"
kind = "caption"
why = "Picture with its caption."
"""
)
"""A publisher's file with rules for its pages."""

ADDRESS: Final = "https://www.example.com/news/ferry"
HEAD: Final = f"""<head><title>Ferry late | The Example</title><link rel="canonical" href="{ADDRESS}">
<meta name="author" content="Ada Byron, AFP"><meta property="og:site_name" content="The Example">
<meta property="og:description" content="A ferry was late."><meta property="og:image" content="/ferry.jpg">
<meta property="article:tag" content="Ferries"><meta property="article:tag" content="Harbour">
<meta property="article:published_time" content="2024-03-05T06:00:00Z">
<meta property="article:modified_time" content="2024-03-05T09:30:00+01:00">
<meta property="article:section" content="News"><meta property="article:content_tier" content="metered"></head>"""
PAGE: Final = f"""<!DOCTYPE html><html lang="en-GB">{HEAD}<body><nav>Home</nav><main><h1>Ferry late</h1>
<p>The ferry left the harbour an hour late, and <b>nobody</b> minded.</p>
<figure><img src="ferry.jpg"><figcaption>A boat at sea (AFP)</figcaption></figure><p>Advertisement</p>
<aside>More <a href="/">stories</a> <p class="quote">“Late,” she said.</p></aside>
<ul><li>In Ormouth.</li><li>In Harde.</li></ul><button>Share</button>
<p>Sign up for the Example briefing</p></main><footer>Imprint</footer></body></html>"""
SOURCE: Final = (
    "Ferry late\n\nThe ferry left the harbour an hour late, and nobody minded.\n\nA boat at sea (AFP)\n\n"
    "Advertisement\n\nMore stories\n\n“Late,” she said.\n\nIn Ormouth.\nIn Harde.\n\nShare\n\n"
    "Sign up for the Example briefing"
)
"""The text of its region."""
TEXT: Final = (
    "The ferry left the harbour an hour late, and nobody minded.\n\n“Late,” she said.\n\nIn Ormouth.\nIn Harde."
)
"""What is left of it."""
MARKDOWN: Final = (
    "The ferry left the harbour an hour late, and nobody minded.\n\n“Late,” she said.\n\n- In Ormouth.\n- In Harde.\n"
)
"""And as Markdown."""

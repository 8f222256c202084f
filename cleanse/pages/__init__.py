"""Cleaning a page: the story of its HTML becomes a source text, which is cleaned like any other.

In: HTML as text, bytes or BeautifulSoup, with the caller's options.
Out: an article with blocks, page metadata and evidence.
Change here: how a story is chosen in `story`; `blocks/` gathers, `judge/` judges, `metadata/` reads what is declared.
"""

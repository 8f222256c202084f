"""Skeletons of pages: structure and known furniture stay, prose becomes invented.

In: a page and the rulebook.
Out: the page for a fixture.
Change here: how prose is invented in `inventing`, which words stay in `known`.
"""

"""Tools for rule authors: examples are run, rules tried on texts, files drafted, fixtures made.

In: rule files, texts and pages.
Out: problems with their lines, drafts of rule files, skeletons of pages with invented prose.
Change here: what `cleanse check` looks for in `examples` and `trials`.
"""

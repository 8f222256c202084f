"""The article and the nouns that every other room speaks in: edits, kinds, policy, metadata, errors.

In: a source text, and the edits that other rooms make over it.
Out: the article, its text, its record fields, its diff and its Markdown.
Change here: a kind in `kinds`, a metadata field in `metadata`, the engine's own rules in `engine_rules`.
"""

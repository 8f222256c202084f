"""Rule files as they are written: the schema of their tables, and strict reading with every problem named.

In: folders of TOML files.
Out: typed tables and the vocabulary, or a RulebookError that lists every problem with its line.
Change here: a key of a rule in `schema`; where files may lie in `reading`; word lists in `vocabulary`.
"""

"""The rulebook: all rules compiled, and one index over their literals.

In: rule files that were read.
Out: a picklable rulebook that finds, in a fold, the matches of each rule near its literals.
Change here: a way of matching in `pattern`, `phrase` or `run`; speed in `index` and `literals`; lints in `linting`.
"""

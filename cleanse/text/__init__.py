"""What a text looks like to the rules: folded characters, blocks, sentences, prose, dates.

In: the source text.
Out: a fold with the way back to the source, and where sentences, blocks and the story begin and end.
Change here: what ends a sentence or counts as a word in `marks`, lost line breaks in `lost_lines`, dates in `dates`.
"""

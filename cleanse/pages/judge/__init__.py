"""The judge of blocks: which blocks are the story on a page that no rule file describes.

In: the blocks of a page, and its title and description.
Out: the blocks of the story, with what lies between them marked.
Change here: features in `features` and `surroundings`; the weights are data, made by `bench/judge.py`.
"""

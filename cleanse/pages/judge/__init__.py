"""The judge of blocks: which blocks are the story on a page that no rule file describes, and what kind of page it is.

In: the blocks of a page, its title and description, and what it declares to be.
Out: the blocks of the story, with what lies between them marked; the kind of page; how sure the judge is.
Change here: what is seen of a page in `survey`, of a block in `first` and `features`, of the kind of page in `signals`,
and what holds for any article in `apart`; the weights are data, made by `bench/judge.py`.
"""

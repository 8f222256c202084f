"""The blocks of a page: its elements' text as lines, with the marks of furniture in it.

In: elements of the parsed page, and which of them are furniture.
Out: blocks with their element, links and marks, and the captions among them.
Change here: which elements are blocks in `elements`, white space in `lines`.
"""

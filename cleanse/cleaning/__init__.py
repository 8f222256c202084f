"""Cleaning a text: whose it is, what of it is furniture, and the edits that follow.

In: a text with the caller's options.
Out: an article.
Change here: recognition, headlines, repeats, repairs, cutting, bylines: a module each; `one_pass` joins them.
"""

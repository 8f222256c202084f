"""Drafts of rule files, from a page or from several texts of a publisher.

In: a page, or texts with urls.
Out: the text of a rule file for a person to finish.
Change here: which elements count as furniture in `survey`, which hooks are stable in `hooks`.
"""

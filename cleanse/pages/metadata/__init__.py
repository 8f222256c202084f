"""The metadata of a page: all that it declares, and what of it is believed.

In: the parsed page, and selectors of its publisher.
Out: page metadata with its evidence, and the agency among the authors.
Change here: where a field is declared in `declared`, what is only printed in `printed` and `place`, which title is the
headline in `headline`, which declaration wins in `fields`.
"""

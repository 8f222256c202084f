"""Adapters for other people's pipelines, a module for each framework; each needs its extra.

In: the framework's documents, rows or items.
Out: the same, cleaned.
Change here: one framework at a time: no adapter knows another.
"""

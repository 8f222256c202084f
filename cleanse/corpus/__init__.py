"""Corpus runs: documents are read from files and archives, cleaned, counted and written.

In: names of files, folders, archives and addresses.
Out: records, texts or shards, with errors and statistics.
Change here: a format that is read in `documents`, one that is written in `parquet` or `spans`; resuming in `shards`.
"""

"""Worker processes: work that is handed out and comes back in order, or as it comes.

In: a function that makes the worker's function, and items.
Out: each item's result, or why there is none: it killed its process or took too long.
Change here: how workers are watched, timed and replaced.
"""

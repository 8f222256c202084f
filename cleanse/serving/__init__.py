"""The HTTP service and its OpenAPI description.

In: requests with a record, a text, a page or a stream of records.
Out: what `cleanse clean` would write.
Change here: a route or an option in `server`, its description in `openapi`.
"""

import pyarrow as pa

from cleanse.arrow import clean_batch

batch = pa.RecordBatch.from_pydict({"id": [1, 2], "text": ["Advertisement\nIt rained.", None]})
cleaned = clean_batch(batch)
print(cleaned["text"].to_pylist(), cleaned["error"].to_pylist())
print([edit["rule"] for edit in cleaned["edits"][0].as_py()])

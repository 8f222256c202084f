import tempfile
from pathlib import Path

from datatrove.data import Document
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.extractors import Trafilatura
from datatrove.pipeline.writers import JsonlWriter

from cleanse.adapters.datatrove import Cleanse
from cleanse.records import loads

folder = Path(tempfile.mkdtemp())
page = """<html><body><article><h1>A later ferry</h1>
<p>The harbour town of Ormouth has asked its ferry company for a later boat on Saturdays.</p>
<p>The evening boat leaves Ormouth ( Getty Images )</p>
<p>The last boat now leaves at half past six, so that nobody from the island can see a film in town.</p>
<p>Sign up for our newsletter</p>
<p>The company says that it will answer by the end of the month.</p></article></body></html>"""

if __name__ == "__main__":  # datatrove starts processes
    LocalPipelineExecutor(
        [
            [Document(page, id="7", metadata={"url": "https://www.independent.co.uk/news/ferry"})],
            Trafilatura(timeout=60),
            Cleanse(),
            JsonlWriter(str(folder / "out"), expand_metadata=True, compression=None),
        ],
        logging_dir=str(folder / "logs"),
    ).run()
    for line in (folder / "out" / "00000.jsonl").read_bytes().splitlines():
        record = loads(line)
        print(record["publisher"], [(edit["rule"], edit["removed"].strip()) for edit in record["edits"]])
        print(record["text"])

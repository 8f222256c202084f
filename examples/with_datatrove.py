import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import WarcReader
from datatrove.pipeline.writers import ParquetWriter
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from cleanse.adapters.datatrove import Cleanse
from cleanse.arrow import cleaned_schema

folder = Path(tempfile.mkdtemp())
warcs, parquet = folder / "warcs", folder / "parquet"


def write_archive(*names: str) -> None:
    """An archive of pages that the project ships."""
    warcs.mkdir()
    with (warcs / "0.warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for name in names:
            head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            with Path("fixtures", name, "page", "source.html").open("rb") as page:
                url = f"https://www.{name}/story"
                writer.write_record(writer.create_warc_record(url, "response", payload=page, http_headers=head))


if __name__ == "__main__":  # datatrove starts processes
    write_archive("bbc.co.uk", "spiegel.de", "theguardian.com")
    text = pa.string()
    schema = cleaned_schema(pa.schema({"id": text, "html": text, "url": text, "date": text}))
    job = LocalPipelineExecutor(
        [
            WarcReader(str(warcs)),
            Cleanse(html=True),
            ParquetWriter(str(parquet), schema=schema, expand_metadata=True),
        ],
        logging_dir=str(folder / "logs"),
    )
    steps = job.run().stats
    print({rule: hits.total for rule, hits in steps[1].stats.items() if rule.startswith("bbc.co.uk/")})
    for row in pq.read_table(parquet).to_pylist():
        print(row["publisher"], row["language"], row["title"], sep=" | ")
        print("   ", row["text"][:60], len(row["edits"]), "edits")

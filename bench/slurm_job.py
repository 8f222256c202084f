"""A datatrove job with Cleanse on Slurm, checked against the loop.

slurm_job.py FOLDER

Cleans the fixtures' texts in eight tasks, shows what Slurm and datatrove say of them, and ends with status 1 unless the
records are those of a loop over `clean_record`. FOLDER must be seen by all nodes. `slurm.sh` sets up a Slurm to try it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from datatrove.executor import SlurmPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter

import cleanse
from cleanse.adapters.datatrove import Cleanse
from cleanse.records import clean_record, dumps, loads

FIXTURES = Path(__file__).parent.parent / "fixtures"
TASKS = 8
LONGEST = 300
"""Seconds that the job may take."""


def main() -> None:
    """Write the documents, run the job, compare."""
    folder = Path(sys.argv[1]).resolve()
    documents = _documents()
    (folder / "in").mkdir(parents=True)
    for task in range(TASKS):
        (folder / "in" / f"{task}.jsonl").write_bytes(b"".join(map(dumps, documents[task::TASKS])))
    _run(folder)
    print((folder / "logs" / "launch_script.slurm").read_text())
    print(f"of task 0:\n{_log(folder)}")
    _print_stats(json.loads((folder / "logs" / "stats.json").read_text()))
    _compare(documents, folder / "out")


def _documents() -> list[dict[str, Any]]:
    """The fixtures' texts, with the addresses of their publishers."""
    return [
        {
            "id": path.parent.relative_to(FIXTURES).as_posix(),
            "url": f"https://www.{path.parts[-3]}/a",
            "text": path.read_text(),
        }
        for path in sorted(FIXTURES.glob("*/*/source.txt"))
    ]


def _run(folder: Path) -> None:
    """Submit the job and wait for its end, with a look at the queue after a second."""
    SlurmPipelineExecutor(
        [
            JsonlReader(str(folder / "in")),
            Cleanse(),
            JsonlWriter(str(folder / "out"), expand_metadata=True, compression=None),
        ],
        tasks=TASKS,
        time="00:05:00",
        partition="all",
        mem_per_cpu_gb=1,
        job_name="cleanse",
        qos="",
        logging_dir=str(folder / "logs"),
    ).run()
    time.sleep(1)
    print(_output("squeue"))
    end = time.monotonic() + LONGEST
    while _output("squeue", "--noheader") and time.monotonic() < end:
        time.sleep(1)
    print(_output("squeue", "--states=all", "--array", "--format=%.8i %.10j %.10T %.10M %.4C %N"))


def _output(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _log(folder: Path) -> str:
    """What Slurm kept of the first task."""
    return min((folder / "logs" / "slurm_logs").glob("*_0.out")).read_text()


def _print_stats(steps: list[dict[str, Any]]) -> None:
    """The most frequent rules, as datatrove merged them from all tasks."""
    counts = {name: hits["total"] for name, hits in steps[1]["stats"].items()}
    print(f"{counts['total']} documents, {counts['removed']} characters removed")
    rules = sorted((-hits, name) for name, hits in counts.items() if "/" in name)
    for hits, name in rules[:10]:
        print(f"{-hits:5} {name}")


def _compare(documents: list[dict[str, Any]], out: Path) -> None:
    """Compare what the job wrote with the loop. Exits with status 1 where they differ."""
    written = {}
    for path in out.iterdir():
        for record in map(loads, path.read_bytes().splitlines()):
            del record["file_path"]
            written[record["id"]] = record
    rulebook, policy = cleanse.load_rulebook(), cleanse.Policy()
    expected = (loads(dumps(clean_record(document, rulebook, policy))) for document in documents)
    looped = {record["id"]: record for record in expected if record["text"]}
    wrong = [name for name in {**looped, **written} if looped.get(name) != written.get(name)]
    print(f"{len(written)} records of {len(documents)} documents; not as the loop has them: {wrong or 'none'}")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()

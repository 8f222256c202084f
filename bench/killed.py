"""Kill a run in shards at random moments, resume it, and compare the end with an undisturbed run.

    python bench/killed.py CORPUS.jsonl.gz [--records 1000000] [--kills 10] [--workers 2] [--seed 1]

The corpus is repeated, each time with its number in every text, until there are so many records. The parent and its
workers are killed in turn (kill -9); the parent is started again with --resume. Prints what was killed and when, and
whether every file of the two runs is the same. Needs Linux's /proc.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import itertools
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import orjson

COMMAND = [sys.executable, "-m", "cleanse", "clean"]


def main() -> None:
    """Run, kill, resume, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--characters", type=int, default=1_000, help="of each text")
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where the corpus and the runs go; a temporary one unless said")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=args.folder) as name:
        folder = Path(name)
        corpus = folder / "corpus.jsonl"
        repeated(args.corpus, corpus, args.records, args.characters)
        options = [str(corpus), "--shard", str(max(args.records // 50, 1)), "--workers", str(args.workers), "--resume"]
        began = time.monotonic()
        subprocess.run([*COMMAND, *options, "-o", str(folder / "undisturbed")], check=True)
        seconds = time.monotonic() - began
        print(f"undisturbed: {args.records} records in {seconds:.0f} s", flush=True)
        _killed([*COMMAND, *options, "-o", str(folder / "killed")], args.kills, seconds, random.Random(args.seed))
        whole, killed = digests(folder / "undisturbed"), digests(folder / "killed")
        print(f"{len(whole)} files, {'all the same' if whole == killed else 'NOT THE SAME'}")
        sys.exit(whole != killed)


def repeated(source: Path, target: Path, count: int, characters: int) -> None:
    """A corpus of so many records, of which no two are the same."""
    with gzip.open(source) if source.suffix == ".gz" else source.open("rb") as lines:
        rows = [orjson.loads(line) for line in lines]
    with target.open("wb") as file:
        for number in range(count):
            row = rows[number % len(rows)]
            text = f"{row['text'][:characters]}\n\nThis was number {number}."
            file.write(orjson.dumps({"id": number, "url": row.get("url"), "text": text}) + b"\n")


def _killed(command: list[str], kills: int, seconds: float, chance: random.Random) -> None:
    """A run that is killed so often, and resumed until it is whole."""
    process = subprocess.Popen(command)
    for number in itertools.count(1):
        time.sleep(chance.uniform(0.2, 1.6) * seconds / kills)
        if number > kills or process.poll() is not None:
            break
        workers = _children(process.pid)
        if number % 2 or not workers:
            print(f"kill {number}: the parent, with {len(workers)} workers", flush=True)
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
            process = subprocess.Popen(command)
        else:
            print(f"kill {number}: a worker of {len(workers)}", flush=True)
            os.kill(chance.choice(workers), signal.SIGKILL)
    if process.wait():
        sys.exit(f"the run ended with {process.returncode}")
    print(f"{min(number - 1, kills)} kills")


def _children(pid: int) -> list[int]:
    """The worker processes of a run; the one that tracks their resources is none."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


def digests(folder: Path) -> dict[str, str]:
    """The digest of each file, by name."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


if __name__ == "__main__":
    main()

"""Speed and memory of corpus runs, side by side in one run.

    python bench/scale.py CORPUS.jsonl.gz [--documents 9000] [--sizes 1000,10000,100000] [--rounds 3]

The corpus is repeated, each time with its number in every text. Prints, for the same documents:

  orjson copy     reading and writing the records: the floor of any JSONL run
  library loop    reading, `clean_record` and writing them in one process
  --workers N     the command, from start to end, with 0, 1, 2, … processes, up to the number of cores

as documents/s, the best of the interleaved rounds, with the ratios that matter; then, for corpora of several sizes, the
command's time for a document and its peak memory, which should both stay as they are.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import orjson
from killed import repeated

import cleanse
from cleanse.processes.in_order import cores
from cleanse.records import clean_record, dumps

WHOLE = 1_000_000
"""More characters than a text has."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--documents", type=int, default=9000)
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--rounds", type=int, default=3, help="of the ratios; 0 for the sizes alone")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if args.rounds:
            _ratios(args.corpus, folder, args.documents, args.rounds)
        _flat(args.corpus, folder, [int(size) for size in args.sizes.split(",")])


def _ratios(source: Path, folder: Path, documents: int, rounds: int) -> None:
    corpus = folder / "corpus.jsonl"
    repeated(source, corpus, documents, WHOLE)
    lines = corpus.read_bytes().splitlines()
    rulebook, policy = cleanse.load_rulebook(), cleanse.Policy()

    def copy() -> None:
        for line in lines:
            orjson.dumps(orjson.loads(line))

    def loop() -> None:
        for line in lines:
            dumps(clean_record(orjson.loads(line), rulebook, policy))

    def command(workers: int) -> Callable[[], object]:
        return lambda: _run(corpus, folder / "out.jsonl", workers)

    counts = range(cores() + 1)
    runs: dict[str, Callable[[], object]] = {
        "orjson copy": copy,
        "library loop": loop,
        **{f"--workers {count}": command(count) for count in counts},
    }
    times = {name: float("inf") for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            began = time.monotonic()
            run()
            times[name] = min(times[name], time.monotonic() - began)
    _print(times, documents, list(counts))


def _print(times: dict[str, float], documents: int, counts: list[int]) -> None:
    """The rates, and the ratios that matter."""
    for name, seconds in times.items():
        print(f"{name:14} {documents / seconds:10.0f} documents/s")
    print(f"a document costs {times['library loop'] / times['orjson copy']:.0f} orjson copies")
    for count in counts[2:]:
        print(f"{count} workers are {times['--workers 1'] / times[f'--workers {count}']:.2f} times one")
    for count in counts[1:]:
        share = times["library loop"] / times[f"--workers {count}"] / count
        print(f"the command with {count} workers has {share:.2f} of the library loop's rate times {count}")


def _flat(source: Path, folder: Path, sizes: list[int]) -> None:
    for size in sizes:
        corpus = folder / "corpus.jsonl"
        repeated(source, corpus, size, 1000)
        began = time.monotonic()
        peak = _run(corpus, folder / "out.jsonl", cores())
        seconds = time.monotonic() - began
        print(f"{size:9} documents: {1e6 * seconds / size:7.0f} µs each, the parent's peak {peak / 1024:.0f} MB")


def _run(corpus: Path, out: Path, workers: int) -> int:
    """Run the command; give the peak memory of its parent process, in kilobytes; 0 where there is no /proc."""
    command = [sys.executable, "-m", "cleanse", "clean", str(corpus), "-o", str(out), "--workers", str(workers)]
    process = subprocess.Popen(command)
    status = Path(f"/proc/{process.pid}/status")
    peak = 0
    while process.poll() is None:  # what `wait4` tells begins with this process's own
        with suppress(OSError):
            match = re.search(r"VmHWM:\s+(\d+)", status.read_text())
            peak = int(match[1]) if match else peak
        time.sleep(0.05)
    if process.returncode:
        sys.exit(f"the command ended with {process.returncode}")
    return peak


if __name__ == "__main__":
    main()

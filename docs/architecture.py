"""Draw docs/architecture.svg from the code: the rooms of the package, on floors, and who imports from whom.

python docs/architecture.py            write the picture
python docs/architecture.py --check    fail if the picture is not the one that the code gives
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections.abc import Iterator, Mapping, Set
from html import escape
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent / "cleanse"
PICTURE: Final = Path(__file__).with_suffix(".svg")
WIDE, HIGH, GAP, FLOOR = 190, 64, 26, 104
"""The size of a room, the gap between rooms, and the height of a floor, in pixels."""
STYLE: Final = """
text { font-family: sans-serif; fill: #1a1a1a }
.name { font-weight: bold; font-size: 15px } .about { font-size: 10.5px }
rect { fill: #eef3f8; stroke: #46688a; rx: 8 } path { stroke: #9ab; fill: none; marker-end: url(#tip) }
@media (prefers-color-scheme: dark) {
  svg { background: #16191d } text { fill: #e8e8e8 } rect { fill: #223040; stroke: #7fa3c7 } path { stroke: #5d7288 }
}
"""


def rooms() -> dict[str, str]:
    """Each room, and what its docstring says of it in the first sentence; modules that stand alone are rooms too."""
    folders = {path.parent.name: path for path in ROOT.glob("*/__init__.py")}
    alone = {path.stem: path for path in ROOT.glob("*.py") if not path.stem.startswith("__")}
    about = {name: ast.get_docstring(ast.parse(path.read_text())) or "" for name, path in (folders | alone).items()}
    return {name: text.partition("\n")[0].rstrip(".") for name, text in sorted(about.items())}


def imports(room: str) -> set[str]:
    """The rooms that a room imports from."""
    path = ROOT / room
    files = path.rglob("*.py") if path.is_dir() else [path.with_suffix(".py")]
    return {other for file in files for other in _imported(file)} - {room}


def _imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("cleanse."):
            yield (node.module or "").split(".")[1]


def floors(arrows: Mapping[str, Set[str]]) -> list[list[str]]:
    """The rooms by floor, the ground first: a room stands above all that it imports from."""
    left, result = dict(arrows), list[list[str]]()
    while left:
        free = sorted(room for room, others in left.items() if not others & left.keys())
        if not free:
            raise SystemExit(f"a circle of imports: {', '.join(sorted(left))}")
        result.append(free)
        for room in free:
            del left[room]
    return result


def direct(arrows: Mapping[str, Set[str]]) -> Iterator[tuple[str, str]]:
    """The arrows that no way over another room stands for."""
    for room, others in arrows.items():
        beyond = {far for other in others for far in _reached(other, arrows)}
        yield from ((room, other) for other in sorted(others - beyond))


def _reached(room: str, arrows: Mapping[str, Set[str]]) -> set[str]:
    return {far for other in arrows[room] for far in {other, *_reached(other, arrows)}}


def picture() -> str:
    """The picture, as SVG."""
    about = rooms()
    arrows = {room: imports(room) & about.keys() for room in about}
    storeys = floors(arrows)
    widest = max(map(len, storeys)) * (WIDE + GAP) + GAP
    height = len(storeys) * FLOOR + GAP
    places = {
        room: ((widest - len(storey) * (WIDE + GAP) + GAP) / 2 + column * (WIDE + GAP), height - (number + 1) * FLOOR)
        for number, storey in enumerate(storeys)
        for column, room in enumerate(storey)
    }
    parts = [_arrow(places[room], places[other]) for room, other in direct(arrows)]
    parts += [_room(room, about[room], *place) for room, place in places.items()]
    size = f'viewBox="0 0 {widest} {height}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{_spoken(storeys)}">'
    tip = '<marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
    tip = f'<defs>{tip}<path d="M0 0L8 4L0 8" style="fill:#9ab;stroke:none;marker-end:none"/></marker></defs>'
    return "\n".join([head, f"<style>{STYLE}</style>", tip, *parts, "</svg>\n"])


def _spoken(storeys: list[list[str]]) -> str:
    return "Rooms by floor, the ground first: " + "; ".join(", ".join(storey) for storey in storeys)


def _room(name: str, about: str, x: float, y: float) -> str:
    first, second = _lines(about)
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{WIDE}" height="{HIGH}"/>'
        f'<text class="name" x="{x + 10:g}" y="{y + 20:g}">{escape(name)}</text>'
        f'<text class="about" x="{x + 10:g}" y="{y + 38:g}">{escape(first)}</text>'
        f'<text class="about" x="{x + 10:g}" y="{y + 53:g}">{escape(second)}</text>'
    )


def _lines(about: str) -> tuple[str, str]:
    """A sentence in two lines that fit a room."""
    words, lines = about.split(), ["", ""]
    for word in words:
        row = 0 if not lines[1] and len(lines[0]) + len(word) < 32 else 1
        lines[row] = f"{lines[row]} {word}".strip()
    return lines[0], lines[1] if len(lines[1]) < 34 else lines[1][:32].rsplit(" ", 1)[0] + " …"


def _arrow(start: tuple[float, float], end: tuple[float, float]) -> str:
    x, y, far_x, far_y = start[0] + WIDE / 2, start[1] + HIGH, end[0] + WIDE / 2, end[1]
    bend = (far_y - y) / 2
    return f'<path d="M{x:g} {y:g}C{x:g} {y + bend:g} {far_x:g} {far_y - bend:g} {far_x:g} {far_y - 2:g}"/>'


def main() -> None:
    """Write the picture, or check it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    drawn = picture()
    if not parser.parse_args().check:
        PICTURE.write_text(drawn, encoding="utf-8")
    elif not PICTURE.is_file() or PICTURE.read_text(encoding="utf-8") != drawn:
        sys.exit("docs/architecture.svg is not the picture of the code: python docs/architecture.py")


if __name__ == "__main__":
    main()

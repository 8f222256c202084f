"""The rooms: packages that import each other in one direction only."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

import cleanse

ROOT: Final = Path(cleanse.__file__).parent
ORDER: Final = (
    ("article", "text", "processes"),
    ("rulefiles",),
    ("rulebook",),
    ("cleaning",),
    ("pages",),
    ("records", "authoring"),
    ("corpus",),
    ("arrow", "serving"),
    ("adapters",),
    ("cli",),
)
"""The floors of the house, the ground first. A room imports from floors below its own, and from no other."""
FLOOR: Final = {room: floor for floor, rooms in enumerate(ORDER) for room in rooms}
DOORS: Final = {"__init__", "__main__"}
"""What stands before the rooms: it may import from all of them."""
MODULES: Final = sorted(path for path in ROOT.rglob("*.py") if path.parent != ROOT or path.stem not in DOORS)


def room_of(module: str) -> str:
    """The room of a dotted path inside the package."""
    return module.split(".", maxsplit=1)[0]


def imports(path: Path) -> Iterator[str]:
    """What a module imports from the package, wherever in it, as dotted paths inside the package."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("cleanse."):
            yield (node.module or "").removeprefix("cleanse.")
        elif isinstance(node, ast.Import):
            yield from (alias.name[8:] for alias in node.names if alias.name.startswith("cleanse."))


def name_of(path: Path) -> str:
    """A module's dotted path inside the package."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_room_imports_from_floors_below_it(path: Path) -> None:
    room = room_of(name_of(path))
    above = {other for other in map(room_of, imports(path)) if other != room and FLOOR[other] >= FLOOR[room]}

    assert set() == above


def test_every_room_has_a_floor_and_says_what_it_is_for() -> None:
    rooms = {path.name for path in ROOT.iterdir() if (path / "__init__.py").is_file()}
    alone = {path.stem for path in ROOT.glob("*.py")} - DOORS

    assert rooms | alone == FLOOR.keys()
    for path in ROOT.rglob("__init__.py"):
        lines = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").splitlines()
        assert path.parent == ROOT or {"In:", "Out:", "Change"} <= {line.split(" ")[0] for line in lines}, path


def test_modules_of_a_room_import_each_other_in_no_circle() -> None:
    """Whoever reads a room from the ground up meets nothing that is not yet known."""
    graph = {name_of(path): set(imports(path)) & {name_of(other) for other in MODULES} for path in MODULES}
    while free := [name for name, others in graph.items() if not others - {name}]:
        for name in free:
            del graph[name]
        graph = {name: others - set(free) for name, others in graph.items()}

    assert {} == graph

"""Where the rules lie that come with the package."""

from pathlib import Path


def rules_folder() -> Path:
    """The folder of the rules that come with the package: inside it, or beside it in a source checkout."""
    inside = Path(__file__).parent.parent / "_rules"
    return inside if inside.is_dir() else Path(__file__).parent.parent.parent / "rules"

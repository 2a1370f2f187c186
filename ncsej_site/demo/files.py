"""Reading the data files: TOML, and text with TOML front matter. No Django here."""

import tomllib
from pathlib import Path

FOLDER = Path(__file__).parent
FRONT_MATTER_DELIMITER = "+++\n"


def _read_toml(path: Path) -> dict:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def read_table(name: str) -> dict:
    """A TOML file of this folder, by its name without suffix."""
    return _read_toml(FOLDER / f"{name}.toml")


def read_tables(name: str) -> dict:
    """All TOML files of a subfolder, merged."""
    return {key: value for path in sorted((FOLDER / name).glob("*.toml")) for key, value in _read_toml(path).items()}


def read_document(path: Path) -> tuple[dict, str]:
    """(front matter, text) of a file. The front matter is TOML between two lines of +++."""
    _, values, text = path.read_text(encoding="utf-8").split(FRONT_MATTER_DELIMITER, 2)
    return tomllib.loads(values), text.strip()


def read_pages(folder: Path) -> list[tuple[Path, dict, str]]:
    """(path, front matter, text) of a folder's pages, sorted by their `order`, then by name, so dates ascend."""
    found = [(path, *read_document(path)) for path in sorted(folder.glob("*.md"))]
    return sorted(found, key=lambda page: page[1].pop("order", 0))

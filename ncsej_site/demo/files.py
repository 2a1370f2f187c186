"""Reading the data files. No Django here."""

import tomllib
from pathlib import Path

FOLDER = Path(__file__).parent
FENCE = "+++\n"


def _read(path: Path) -> dict:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def table(name: str) -> dict:
    """A TOML file of this folder."""
    return _read(FOLDER / f"{name}.toml")


def tables(name: str) -> dict:
    """All the TOML files of a folder, as one."""
    return {key: value for path in sorted((FOLDER / name).glob("*.toml")) for key, value in _read(path).items()}


def article(path: Path) -> tuple[dict, str]:
    """A file of values, in TOML between two lines of +++, and the text below them."""
    _, values, text = path.read_text(encoding="utf-8").split(FENCE, 2)
    return tomllib.loads(values), text.strip()


def pages_in(folder: Path) -> list[tuple[Path, dict, str]]:
    """The pages of a folder: by their `order`, or else by name, which puts dated ones in the order of time."""
    found = [(path, *article(path)) for path in sorted(folder.glob("*.md"))]
    return sorted(found, key=lambda page: page[1].pop("order", 0))

"""Writes the synthetic issues as files, each with the record that is expected of it.

python -m quality.archive_corpus.make FOLDER
"""

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from .cases import Case, make_cases
from .hand_made import load_hand_made


def write_files(cases: Iterable[Case], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for case in cases:
        (folder / case.name).write_bytes(case.content)


def main(folder: str) -> None:
    cases = [*make_cases(), *load_hand_made()]
    write_files(cases, Path(folder))
    for case in cases:
        record = json.dumps(case.expected, ensure_ascii=False, indent=1)
        (Path(folder) / f"{case.name}.json").write_text(f"{record}\n", encoding="utf-8")
    print(f"{len(cases)} issues are in {folder}")


if __name__ == "__main__":
    main(sys.argv[1])

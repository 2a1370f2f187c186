"""The hard issues that were written by hand: tests/corpus/archive/hand/NAME.html with NAME.json, or any other form."""

import json
from collections.abc import Iterator

from .cases import Case
from .pdf import write_pdf
from .values import SEEDS

FORMS = {".eml": "mail", ".html": "page", ".txt": "text", ".pdf": "pdf"}
AS_PDF = ".pdf.txt"  # the lines of what is to be a PDF


def load_hand_made() -> Iterator[Case]:
    for record in sorted((SEEDS / "hand").glob("*.json")):
        path = next(path for path in sorted(record.parent.glob(f"{record.stem}.*")) if path != record)
        content, name = path.read_bytes(), f"hand-{path.name}"
        if name.endswith(AS_PDF):
            content, name = write_pdf(content.decode().splitlines()), name.removesuffix(".txt")
        form = FORMS[name[name.rindex(".") :]]
        yield Case(name, form, content, json.loads(record.read_text(encoding="utf-8")), said="")

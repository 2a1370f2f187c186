"""Makes vocabulary.json from the schema.d.ts of the npm package schema-dts: the types of USED, and their ancestors."""

import json
import re
import sys
from pathlib import Path

from tests.schema_org import USED, VOCABULARY

INTERFACE = re.compile(r"interface (\w+?)(Base|Leaf) extends ([^{]+?) \{(.*?)^\}", re.DOTALL | re.MULTILINE)
PROPERTY = re.compile(r'^ {4}"(\w+)"\?: SchemaValue<(.+), "\1">;$', re.MULTILINE)
IGNORED_TYPES = {"IdReference"}  # among the types of every property: a node may be referenced by its @id


def types(source: str) -> dict:
    """Every type of the vocabulary: its parents, its own properties and what their values may be."""
    found = {}
    for name, _, parents, body in INTERFACE.findall(source):
        kind = found.setdefault(name, {"is": [], "says": {}})
        above = [parent.removesuffix("Base") for parent in parents.split(", ") if parent.endswith("Base")]
        kind["is"] += [parent for parent in above if parent != name and "_" not in parent]
        for prop, kinds in PROPERTY.findall(body):
            kind["says"][prop] = [each for each in kinds.split(" | ") if each not in IGNORED_TYPES]
    return found


def extract(source: str) -> dict:
    known, wanted = types(source), list(USED)
    for name in wanted:
        wanted += [parent for parent in known[name]["is"] if parent not in wanted]
    return {name: known[name] for name in sorted(wanted)}


if __name__ == "__main__":
    vocabulary = extract(Path(sys.argv[1]).read_text(encoding="utf-8"))
    rows = ",\n".join(f"{json.dumps(name)}: {json.dumps(kind)}" for name, kind in vocabulary.items())
    VOCABULARY.write_text(f"{{\n{rows}\n}}\n", encoding="utf-8")

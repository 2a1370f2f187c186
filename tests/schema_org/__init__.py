"""Validates JSON-LD against the part of schema.org's vocabulary that the site uses.

vocabulary.json was made from the npm package schema-dts 2.1.0, which has the vocabulary as TypeScript, by
`python -m tests.schema_org.extract node_modules/schema-dts/dist/schema.d.ts`.
"""

import datetime
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

VOCABULARY = Path(__file__).with_name("vocabulary.json")
USED = [
    *("AboutPage", "Article", "BreadcrumbList", "CollectionPage", "ContactPage", "CorrectionComment", "Country"),
    *("EntryPoint", "ListItem", "MediaObject", "NGO", "NewsArticle", "OpinionNewsArticle", "Organization", "Person"),
    *("PostalAddress", "Report", "SearchAction", "WebPage", "WebSite"),
]


@cache
def vocabulary() -> dict:
    """Type → {"is": its parent types, "says": {property: the types of its value}}."""
    return json.loads(VOCABULARY.read_text(encoding="utf-8"))


def lineage(kind: str) -> Iterator[str]:
    """The type and all its ancestors."""
    yield kind
    for parent in vocabulary().get(kind, {}).get("is", []):
        yield from lineage(parent)


def node_of_type(data: dict, kind: str) -> dict:
    """The only node of a JSON-LD graph that has this type or a subtype of it. Raises ValueError where it is not one."""
    (node,) = [node for node in data["@graph"] if kind in lineage(node["@type"])]
    return node


def is_absolute(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def is_iso_format(value: str, kind) -> bool:
    try:
        kind.fromisoformat(value)
    except ValueError:
        return False
    return True


def faults(data: dict) -> list[str]:
    """The errors of a JSON-LD graph, a message each; empty where it is valid."""
    by_id = {node["@id"]: node for node in data["@graph"] if "@id" in node}
    return [fault for node in data["@graph"] for fault in faults_of(node, by_id)]


def faults_of(node: dict, by_id: dict) -> Iterator[str]:
    kind = node.get("@type", "")
    if kind not in vocabulary():
        yield f"{kind!r} is no type that the vocabulary here knows"
        return
    allowed = {name: kinds for each in lineage(kind) for name, kinds in vocabulary()[each]["says"].items()}
    for name, value in node.items():
        if name.startswith("@") or name.endswith("-input"):
            continue
        if name not in allowed:
            yield f"{kind} has no property {name}"
            continue
        for part in value if isinstance(value, list) else [value]:
            if not fits(part, allowed[name], by_id):
                yield f"{kind}.{name} is to be {' or '.join(allowed[name])}, not {part!r}"
            if isinstance(part, dict) and "@type" in part:
                yield from faults_of(part, by_id)


def fits(value, kinds: list[str], by_id: dict) -> bool:
    if isinstance(value, dict):
        named = value if "@type" in value else by_id.get(value.get("@id"), {})
        return bool(set(lineage(named.get("@type", ""))) & set(kinds))
    if isinstance(value, int):
        return bool({"Integer", "Number"} & set(kinds))
    if "Text" in kinds:
        return bool(value)
    if "Date" in kinds and (is_iso_format(value, datetime.date) or re.fullmatch(r"\d{4}(-\d{2})?", value)):
        return True  # ISO 8601 allows a year, or a year and a month
    if "DateTime" in kinds:
        return is_iso_format(value, datetime.datetime)
    return is_absolute(value)

"""The nodes in a page's JSON-LD and microdata (schema.org), however they are written."""

import json
import re
from collections.abc import Iterator
from typing import Any

from .markup import Element

Node = dict[str, Any]

MAX_BLOCKS = 50
MAX_LENGTH = 2_000_000  # characters of one block
MAX_DEPTH = 60  # of lists and objects inside each other
MAX_VALUE = 20_000  # characters of a value in microdata
MAX_NODES = 2000
WRAPPING = re.compile(r"^\s*(?://\s*)?(?:<!--|<!\[CDATA\[)|(?:-->|(?://\s*)?\]\]>)\s*$|^\s*/\*.{0,40}?\*/|;\s*$")
TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
# What can still be read of a block that is no JSON, such as one with a quotation mark inside a string.
LOOSE_MEMBER = re.compile(r"\"(@type|headline|datePublished|url)\"\s*:\s*\"((?:[^\"\\\n]|\\.){1,500})\"(?=\s*[,}\]\n])")


def read_json_ld(root: Element) -> list[Node]:
    """The nodes of all blocks, in the order of the page: those of lists and graphs, too, but not what others hold."""
    nodes: list[Node] = []
    for script in _json_ld_scripts(root):
        nodes.extend(_top_nodes(_parse(script.source[:MAX_LENGTH])))
        if len(nodes) > MAX_NODES:
            break
    return nodes


def _json_ld_scripts(root: Element) -> list[Element]:
    found = [script for script in root.elements("script") if "ld+json" in script.get("type").lower()]
    return found[:MAX_BLOCKS]


def _parse(text: str) -> list[Any]:
    """The values in a block: mostly one; several if it has them one after another."""
    text = WRAPPING.sub("", WRAPPING.sub("", text)).strip()
    decoder = json.JSONDecoder(strict=False)  # line ends inside strings are common
    for attempt in (text, TRAILING_COMMA.sub("", text)):
        values, position = [], 0
        try:
            while position < len(attempt):
                value, position = decoder.raw_decode(attempt, position)
                values.append(value)
                while attempt[position : position + 1] in (" ", "\n", "\r", "\t", ",", ";"):
                    if not attempt[position : position + 1]:
                        break
                    position += 1
        except (ValueError, RecursionError):
            continue
        return values
    return [_read_loosely(text)]


def _read_loosely(text: str) -> Node:
    """The first of each member that can be read. What they belong to is unknown, so only one article may be there."""
    node: Node = {}
    types = []
    for match in LOOSE_MEMBER.finditer(text):
        try:
            value = json.loads(f'"{match[2]}"', strict=False)
        except ValueError:
            continue
        if match[1] == "@type":
            types.append(value)
        else:
            node.setdefault(match[1], value)
    is_article = sum(kind.endswith(("Article", "BlogPosting")) for kind in types) == 1
    return node | {"@type": types} if is_article else {}


def _top_nodes(values: list[Any]) -> Iterator[Node]:
    stack = [(value, 0) for value in reversed(values)]
    while stack:
        value, depth = stack.pop()
        if depth > MAX_DEPTH:
            continue
        if isinstance(value, list):
            stack.extend((item, depth + 1) for item in reversed(value))
        elif isinstance(value, dict):
            yield value
            graph = value.get("@graph")
            stack.extend((item, depth + 1) for item in reversed(graph if isinstance(graph, list) else [graph or []]))
            main = value.get("mainEntity")
            if isinstance(main, dict):
                stack.append((main, depth + 1))


def types_of(node: Node) -> list[str]:
    """Its types without the vocabulary's address: "https://schema.org/NewsArticle" → "NewsArticle"."""
    kinds = node.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return [kind.rstrip("/").rpartition("/")[2].rpartition(":")[2] for kind in named if isinstance(kind, str)]


def as_list(value: Any) -> list[Any]:
    """A member's values, of which JSON-LD may have one or several."""
    return value if isinstance(value, list) else [] if value is None else [value]


def as_text(value: Any) -> str:
    """The first text among a member's values; a language-tagged one, too. Empty if there is none."""
    for item in as_list(value):
        item = as_text(item.get("@value") or item.get("name")) if isinstance(item, dict) else item
        if isinstance(item, str) and item.strip():
            return item
    return ""


def resolve(value: Any, nodes: list[Node]) -> Any:
    """What a reference ({"@id": …}) refers to, if the page has it."""
    if isinstance(value, dict) and "@id" in value and not value.keys() - {"@id", "@type"}:
        return next((node for node in nodes if node.get("@id") == value["@id"] and len(node) > 2), value)
    return value


def read_microdata(root: Element) -> list[Node]:
    """The articles that are marked up by itemscope and itemprop, with the members that are read of JSON-LD."""
    scopes = [element for element in root.elements() if "itemscope" in element.attributes]
    articles = [scope for scope in scopes if scope.get("itemtype").rstrip("/").endswith(("Article", "BlogPosting"))]
    return [_read_scope(scope) for scope in articles[:MAX_BLOCKS]]


def _read_scope(scope: Element, depth: int = 0) -> Node:
    node: Node = {"@type": [scope.get("itemtype").rstrip("/").rpartition("/")[2]]}
    for child in scope.walk(lambda element: element.parent is scope or not _begins_scope(element.parent)):
        if isinstance(child, Element) and (names := child.get("itemprop").split()):
            is_scope = "itemscope" in child.attributes
            value = _read_scope(child, depth + 1) if is_scope and depth < 3 else _value_of(child)
            for name in names:
                node.setdefault(name, []).append(value)
    return node


def _begins_scope(element: Element | None) -> bool:
    return element is not None and "itemscope" in element.attributes


def _value_of(element: Element) -> str:
    named = {"meta": "content", "time": "datetime", "link": "href", "img": "src"}.get(element.tag, "content")
    return element.get(named) or element.text_up_to(MAX_VALUE)

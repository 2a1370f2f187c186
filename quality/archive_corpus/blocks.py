"""A line or paragraph of an issue as it is laid out, and the fields it gives; from these, the expected record."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

LINK = re.compile(r"\[([^\]]+)\]\((https?://[^\s)]+)\)")


@dataclass(frozen=True, slots=True)
class Block:
    """Text with links as "[words](URL)". `gives`: (field, what an importer should read there), in order.

    Fields of the issue: date, kicker, to, from ("Name | Title"), salutation, letter, signature; fields of an article,
    which its headline begins: headline, byline, source, published, url, excerpt. `gap`: empty lines above.
    `is_strong`: in bold type.
    """

    text: str
    gives: tuple[tuple[str, str], ...] = ()
    gap: int = 1
    is_strong: bool = False

    @property
    def plain(self) -> str:
        """Without the addresses of its links."""
        return LINK.sub(r"\1", self.text)


def field(name: str, text: str, gap: int = 1, *, is_strong: bool = False) -> Block:
    """A block that is one field and nothing else."""
    return Block(text, ((name, LINK.sub(r"\1", text)),), gap, is_strong)


def other(text: str, gap: int = 1) -> Block:
    """Text of no field: captions, foot, "Read the full article here."."""
    return Block(text, (), gap)


def expect(blocks: Iterable[Block]) -> dict[str, object]:
    """The record that an importer should read, in the form of `import_issues --dry-run --json`."""
    one: dict[str, list[str]] = {name: [] for name in ("date", "kicker", "to", "salutation", "letter", "signature")}
    senders: list[dict[str, str]] = []
    clippings: list[dict[str, str]] = []
    for name, text in (given for block in blocks for given in block.gives):
        if name == "from":
            person, _, title = text.partition(" | ")
            senders.append({"name": person, "title": title})
        elif name in one:
            one[name].append(text)
        else:
            if name == "headline":
                clippings.append(dict.fromkeys(("headline", "byline", "source", "published", "url", "excerpt"), ""))
            above = clippings[-1][name]
            clippings[-1][name] = f"{above}\n\n{text}" if above and name == "excerpt" else text
    return {
        "date": (one["date"] or [None])[0],
        "kicker": " ".join(one["kicker"]),
        "to": " ".join(one["to"]),
        "from": senders,
        "salutation": (one["salutation"] or [""])[0],
        "letter": "\n\n".join(one["letter"]),
        "signature": "\n".join(one["signature"]),
        "clippings": [
            {
                "date" if name == "published" else name: value or (None if name == "published" else "")
                for name, value in each.items()
            }
            for each in clippings
        ],
    }

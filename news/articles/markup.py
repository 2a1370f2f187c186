"""HTML as a tree, however broken it is, in time that grows with its length.

Not based on html.parser because, before Python 3.11.14, it raises on "<![" and takes quadratic time on broken markup,
and the pages come from strangers. This scanner looks at each character a bounded number of times; nothing recurses.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ..parser.html_lines import unescape
from .word_lists import word_set

MAX_TAGS = 200_000  # of a page that are read; those of news sites have ten thousand
MAX_DEPTH = 200  # of nested elements; what is deeper belongs to the last one that is not

TAG_NAME = re.compile(r"<(/?)([a-z][a-z0-9:_-]{0,60})(?=[\s/>])", re.IGNORECASE)
ATTRIBUTE_NAME = re.compile(r"[\s/]*([^\s/>=][^\s/>=]*)")
EQUALS = re.compile(r"\s*=\s*")
UNQUOTED_VALUE = re.compile(r"[^\s>]*")
TAG_END = re.compile(r"[\s/=]*>?")
SPACES = re.compile(r"[ \t\r\n\f\xa0]+")
HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)

VOID, RAW_TEXT, INLINE = word_set("void_tag"), word_set("raw_text_tag"), word_set("inline_tag")
INVISIBLE = word_set("invisible_tag")
OF_HEAD = word_set("head_tag")
CLOSES_PARAGRAPH = word_set("paragraph_closing_tag")
# A start tag ends an open element of the same group, up to the element that may hold another one.
IMPLIED_ENDS = {
    "li": ({"li"}, {"ul", "ol", "menu"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "tr": ({"tr", "td", "th"}, {"table"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "option": ({"option"}, {"select"}),
}
RAW_TEXT_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE | re.ASCII) for name in RAW_TEXT}


@dataclass(slots=True, eq=False)
class Element:
    """An element with its attributes, whose names are in lower case. The root has an empty tag."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)
    parent: "Element | None" = None

    def get(self, name: str) -> str:
        """An attribute's value; empty where there is none."""
        return self.attributes.get(name, "")

    @property
    def names(self) -> str:
        """The classes and the id, in lower case and with a space between them: what the page's authors call it."""
        return f"{self.get('class')} {self.get('id')}".lower().strip()

    @property
    def is_hidden(self) -> bool:
        """Whether a browser that runs no script shows nothing of it."""
        return (
            self.tag in INVISIBLE or "hidden" in self.attributes or bool(HIDDEN_STYLE.search(self.get("style")[:500]))
        )

    def ancestors(self) -> Iterator["Element"]:
        """Its parent, the parent's parent, and so on to the root."""
        element = self.parent
        while element is not None:
            yield element
            element = element.parent

    def walk(self, enters: Callable[["Element"], bool] = lambda element: True) -> Iterator["Element | str"]:
        """All elements and texts below it, in the order of the page; of an element that it may not enter, nothing."""
        stack = self.children[::-1]
        while stack:
            child = stack.pop()
            if isinstance(child, str):
                yield child
            elif enters(child):
                yield child
                stack.extend(reversed(child.children))

    def elements(self, *tags: str) -> Iterator["Element"]:
        """The elements below it with one of these tags, or all of them; hidden ones, too."""
        return (child for child in self.walk() if isinstance(child, Element) and (not tags or child.tag in tags))

    @property
    def source(self) -> str:
        """The text directly inside it, as it is: of a script, for one."""
        return "".join(child for child in self.children if isinstance(child, str))

    def text_up_to(self, length: int) -> str:
        """What a browser shows of it, on one line; of a longer text the beginning, with more than `length` characters.

        Many elements are asked for a short text, and each of them may hold the whole page.
        """
        parts: list[str] = []
        stack = self.children[::-1]
        while stack and length >= 0:
            child = stack.pop()
            if isinstance(child, str):
                parts.append(child)
                length -= len(child.strip())
            elif not child.is_hidden:
                is_inline = child.tag in INLINE
                stack += child.children[::-1] if is_inline else [" ", *child.children[::-1], " "]
        return squeeze("".join(parts))


def squeeze(text: str) -> str:
    """The text with single spaces, and none around it."""
    return SPACES.sub(" ", text).strip()


def parse_html(text: str) -> Element:
    """The tree of a page. Never raises."""
    return _TreeBuilder(text).build()


class _TreeBuilder:
    def __init__(self, text: str) -> None:
        self.text = text
        self.root = Element("")
        self.stack = [self.root]
        self.count = 0
        self.unclosed: set[str] = set()  # raw elements, comments and quotes that have no end from here on

    def build(self) -> Element:
        position = start = 0
        while (position := self.text.find("<", position)) >= 0:
            end = self._read_tag(position, start)
            if end < 0:
                position += 1  # a "<" of the text itself
            else:
                position = start = end
        self._add_text(start, len(self.text))
        return self.root

    def _read_tag(self, position: int, start: int) -> int:
        """Reads the tag at `position`, after the text from `start` on. Returns where it ends, or -1 if it is none."""
        if self.text.startswith(("<!", "<?"), position):
            self._add_text(start, position)
            return self._end_of_comment(position)
        match = TAG_NAME.match(self.text, position)
        if not match:
            return -1
        self._add_text(start, position)
        name = match[2].lower()
        self.count += 1
        if self.count > MAX_TAGS:
            return len(self.text)
        attributes, end = self._read_attributes(match.end())
        if match[1]:
            self._close(name)
            return end
        self._open(name, attributes)
        if name in RAW_TEXT and name not in self.unclosed:
            return self._read_raw_text(name, end)
        return end

    def _end_of_comment(self, position: int) -> int:
        closing = "-->" if self.text.startswith("<!--", position) else "]]>" if self._is_cdata(position) else ">"
        for mark in (closing, ">"):
            if mark not in self.unclosed:
                end = self.text.find(mark, position + 2)
                if end >= 0:
                    return end + len(mark)
                self.unclosed.add(mark)
        return len(self.text)

    def _is_cdata(self, position: int) -> bool:
        return self.text.startswith("<![CDATA[", position)

    def _read_attributes(self, position: int) -> tuple[dict[str, str], int]:
        attributes: dict[str, str] = {}
        while match := ATTRIBUTE_NAME.match(self.text, position):
            position = match.end()
            value = ""
            if equals := EQUALS.match(self.text, position):
                value, position = self._read_value(equals.end())
            attributes.setdefault(match[1].lower(), value)
        end = TAG_END.match(self.text, position)
        return attributes, end.end() if end else position

    def _read_value(self, position: int) -> tuple[str, int]:
        quote = self.text[position : position + 1]
        if quote in ('"', "'") and quote not in self.unclosed:
            end = self.text.find(quote, position + 1)
            if end >= 0:
                return unescape(self.text[position + 1 : end]), end + 1
            self.unclosed.add(quote)
        match = UNQUOTED_VALUE.match(self.text, position)
        value = match[0] if match else ""
        return unescape(value), position + len(value)

    def _read_raw_text(self, name: str, position: int) -> int:
        end = RAW_TEXT_ENDS[name].search(self.text, position)
        if not end:
            self.unclosed.add(name)
            return position
        raw = self.text[position : end.start()]
        self.stack[-1].children.append(raw if name in ("script", "style") else unescape(raw))
        return end.start()

    def _add_text(self, start: int, end: int) -> None:
        if end > start:
            self.stack[-1].children.append(unescape(self.text[start:end]))

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        if self.stack[-1].tag == "head" and name not in OF_HEAD:
            self.stack.pop()
        if name in CLOSES_PARAGRAPH:
            self._close_within({"p"}, {"table", "button"})
        if name in IMPLIED_ENDS:
            self._close_within(*IMPLIED_ENDS[name])
        parent = self.stack[-1]
        element = Element(name, attributes, parent=parent)
        parent.children.append(element)
        if name not in VOID and len(self.stack) < MAX_DEPTH:
            self.stack.append(element)

    def _close_within(self, tags: set[str], boundaries: set[str]) -> None:
        """Ends the outermost open element with one of these tags that is not outside a boundary."""
        found = 0
        for place in range(len(self.stack) - 1, 0, -1):
            if self.stack[place].tag in boundaries:
                break
            if self.stack[place].tag in tags:
                found = place
        if found:
            del self.stack[found:]

    def _close(self, name: str) -> None:
        """Ends the innermost open element of that name. An inline one ends no block, and nothing a table around it."""
        for place in range(len(self.stack) - 1, 0, -1):
            tag = self.stack[place].tag
            if tag == name:
                del self.stack[place:]
                return
            if (name in INLINE and tag not in INLINE) or (tag == "table" and name not in ("body", "html")):
                return

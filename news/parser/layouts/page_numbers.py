"""Takes the numbers of a PDF's pages out of its text: "1", "- 2 -", "Page 3 of 5", alone on a line and in order."""

import re

from ..lines import RawLine, is_blank

NUMBER = re.compile(r"[\s–—-]{0,4}(?:page\s)?([0-9]{1,2})(?:\s(?:of|/)\s[0-9]{1,2})?[\s–—-]{0,4}", re.IGNORECASE)
MAX_LENGTH = 20  # characters of such a line


def drop_page_numbers(lines: list[RawLine]) -> list[RawLine]:
    """The lines without the numbers, which the line below each has dropped. One number alone is that of a last line."""
    found = {place: int(match[1]) for place, line in enumerate(lines) if (match := _match(line.text))}
    numbers = list(found.values())
    written = max((place for place, line in enumerate(lines) if not is_blank(line.text)), default=-1)
    is_one_page = numbers == [1] and written in found
    is_in_order = len(numbers) > 1 and numbers[0] <= 2 and numbers == [*range(numbers[0], numbers[0] + len(numbers))]
    if not is_one_page and not is_in_order:
        return lines
    kept: list[RawLine] = []
    waiting = ""
    for place, line in enumerate(lines):
        if place in found:
            waiting = f"{waiting} {line.text.strip()}".strip()
        elif waiting and not is_blank(line.text):
            kept.append(line.drop(waiting))
            waiting = ""
        else:
            kept.append(line)
    last = max((place for place, line in enumerate(kept) if not is_blank(line.text)), default=-1) if waiting else -1
    if waiting and last < 0:
        return lines
    if waiting:
        kept[last] = kept[last].drop(waiting)
    return kept


def is_page_number(text: str) -> bool:
    """Whether a line reads like the number of a page; whether it is one, only the other pages tell."""
    return _match(text) is not None


def _match(text: str) -> re.Match[str] | None:
    return NUMBER.fullmatch(text) if len(text) <= MAX_LENGTH else None

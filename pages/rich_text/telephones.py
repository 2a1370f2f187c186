"""Telephone numbers as people write them: the URL that dials one, and the links in a text. No Django here."""

import re

EXTENSION = r"(?:ext(?:ension|n)?\.?|x\.?|#)\s*(\d{1,7})"
WRITTEN = re.compile(rf"[\s(]*(?P<plus>\+?)(?P<number>[\d\s().\-‑–/]+?)(?:[\s,;(]*{EXTENSION}\)?)?\s*", re.IGNORECASE)
# In a running text: a number of North America, as "202-898-2500" or "+1 (202) 898-2500, ext. 12".
IN_TEXT = re.compile(
    rf"(?<![\w+./-])(?:\+?1[ .-])?(?:\(\d{{3}}\) ?|\d{{3}}[ .-])\d{{3}}[.-]\d{{4}}(?![\w-])(?:,? ?{EXTENSION}\b)?",
    re.IGNORECASE,
)
LINK_OR_TAG = re.compile(r"(<a\b.*?</a>|<[^<>]*>)", re.DOTALL)


def telephone_url(text: str) -> str:
    """The tel: URL (RFC 3966) of a text that is one telephone number, which may have an extension; otherwise empty.

    A number without + has the ten digits of North America, with 1 before them or not; one with + up to fifteen (E.164).
    """
    written = WRITTEN.fullmatch(text)
    digits = re.sub(r"\D", "", written["number"]) if written else ""
    if written and written["plus"]:
        number = digits if 7 <= len(digits) <= 15 else ""
    else:
        number = f"1{digits.removeprefix('1')}" if re.fullmatch(r"1?[2-9]\d{9}", digits) else ""
    extension = f";ext={written[3]}" if written and written[3] else ""
    return f"tel:+{number}{extension}" if number else ""


def link_telephones(html: str) -> str:
    """HTML with a link around each telephone number of North America that is in none yet."""
    parts = LINK_OR_TAG.split(html)
    return "".join(
        part if position % 2 else IN_TEXT.sub(lambda found: f'<a href="{telephone_url(found[0])}">{found[0]}</a>', part)
        for position, part in enumerate(parts)
    )

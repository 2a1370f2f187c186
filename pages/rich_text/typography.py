"""No line ends within the citations of bills and laws, or within 501(c)(3). No Django here."""

import re

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
ONE_LINE = '<span class="one-line">{}</span>'

# A bill of Congress or a public law, up to the space before its number; 501(c)(3), where a line may end between the
# parentheses; or what is skipped: a tag, and the content of elements that are not text of the page or are done already.
CITATION = re.compile(
    r"(?P<skipped><(?:(?:script|style|textarea)\b|span class=\"one-line\")[^<>]*>[^<]*|<[^<>]*>)"
    r"|(?<![\w.])(?:H\. ?R\.|S\.|[HS]\. ?(?:J\. ?|Con\. ?)?Res\.|P\. ?L\.|Pub\. ?L\.|Public Law)(?: No\.)? (?=\d)"
    r"|(?P<section>\b501\(c\)\(\d+\))"
)


def nonbreaking(html: str) -> str:
    """The HTML with "H.R. 1911", "P.L. 112-208" and "501(c)(3)" each kept on one line, in its text only. Idempotent."""
    return CITATION.sub(join, html)


def join(found: re.Match[str]) -> str:
    if found["section"]:
        return ONE_LINE.format(found["section"])
    return found["skipped"] or found[0].replace(" ", NO_BREAK_SPACE)

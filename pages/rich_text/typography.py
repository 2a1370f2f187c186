"""No-break spaces in the citations of bills and laws. No Django here."""

import re

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"

# A bill of Congress or a public law, up to the space before its number; or what is skipped: a tag, and the content of
# elements that are not text of the page.
CITATION = re.compile(
    r"(?P<skipped><(?:script|style|textarea)\b[^<>]*>[^<]*|<[^<>]*>)"
    r"|(?<![\w.])(?:H\. ?R\.|S\.|[HS]\. ?(?:J\. ?|Con\. ?)?Res\.|P\. ?L\.|Pub\. ?L\.|Public Law)(?: No\.)? (?=\d)"
)


def nonbreaking(html: str) -> str:
    """The HTML with no-break spaces within "H.R. 1911" and "P.L. 112-208", in its text only. Idempotent."""
    return CITATION.sub(lambda found: found["skipped"] or found[0].replace(" ", NO_BREAK_SPACE), html)

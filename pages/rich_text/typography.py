"""What a line must not break apart. No Django here."""

import re

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"

# A bill of Congress or a public law, up to the space before its number; or what is passed over: a tag, and what stands
# in an element whose text is not for the reader to read or is the reader's own.
CITED = re.compile(
    r"(?P<passed_over><(?:script|style|textarea)\b[^<>]*>[^<]*|<[^<>]*>)"
    r"|(?<![\w.])(?:H\. ?R\.|S\.|[HS]\. ?(?:J\. ?|Con\. ?)?Res\.|P\. ?L\.|Pub\. ?L\.|Public Law)(?: No\.)? (?=\d)"
)


def nonbreaking(html: str) -> str:
    """The HTML with the parts of "H.R. 1911" and "P.L. 112-208" held together, in its text only. Twice is as once."""
    return CITED.sub(lambda found: found["passed_over"] or found[0].replace(" ", NO_BREAK_SPACE), html)

"""The named rules for what an issue carries besides its letter and articles: foot, links of the mailing service."""

import re
from collections.abc import Sequence

from .boilerplate import is_footer_boilerplate, is_rule
from .lines import is_blank
from .sentences import ends_sentence

MAX_LENGTH = 700  # characters of a line that a rule may leave out
MAX_LINE_LENGTH = 120  # and of one that ends an article, if a rule fits it

RULES = {
    "view in browser": re.compile(
        r"(?:having )?(?:trouble|problems?|difficulty) (?:viewing|reading)|click here\W*$"
        r"|view (?:this |it )?(?:e-?mail |newsletter )?(?:in|on) (?:your|a|the)"
        r"|\bview (?:this email|as a web ?page|online)|read (?:this )?online\b",
        re.IGNORECASE,
    ),
    "unsubscribe": re.compile(
        r"\bunsubscribe|manage (?:your )?(?:subscription|preferences)"
        r"|update (?:your )?(?:profile|preferences|subscription)"
        r"|(?:this )?e?-?mail was sent to|you(?:['’]re| are) receiving this|safeunsubscribe|privacy policy|powered by\b"
        r"|want to (?:change|update) how you receive|add us to your address book|about our service provider"
        r"|try (?:it|e-?mail marketing) (?:for )?free|constant contact\b|mailchimp\b"
        r"|forward (?:this )?(?:e-?mail|to a friend)|join our mailing list|trusted email from|sent by \S+@\S+",
        re.IGNORECASE,
    ),
    "donation": re.compile(
        r"(?:please )?(?:click here )?(?:to )?"
        r"(?:donate|make a (?:donation|gift|contribution)|support (?:ncse?j|our work))\b"
        r"|.{0,120}\b(?:consider|make|making|send) (?:making )?a (?:tax-deductible )?(?:gift|donation|contribution)\b"
        r"|your (?:support|donation|gift) |.{0,60}\bdonate (?:now|here|today|online)\b",
        re.IGNORECASE,
    ),
    "address": re.compile(
        r"our (?:mailing )?address(?: is)?\b.{0,20}$"
        r"|.{0,60}\b[0-9]{2,5}\s[\w. ]{2,30}\b(?:street|st\.?|avenue|ave\.?|road|suite)\b"
        r"|washington,? d\.?c\.?$"
        r"|.{0,80}\b(?:d\.?c\.?|dc)\s20[0-9]{3}\b"
        r"|(?:tel|telephone|phone|fax|t|f|p)\s?[.:]?\s?\(?[0-9]{3}\)?[\s.-][0-9]{3}[\s.-][0-9]{4}"
        r"|\(?[0-9]{3}\)?[\s.-][0-9]{3}[\s.-][0-9]{4}\W*$"
        r"|(?:https?://)?(?:www\.)?ncse?j\.org/?\W*$|\S+@ncse?j\.org\W*$",
        re.IGNORECASE,
    ),
    "social media": re.compile(
        r"(?:like|follow|find|join|connect with|visit) us\b"
        r"|(?:(?:facebook|twitter|instagram|linkedin|youtube|x)\b\W*)+$",
        re.IGNORECASE,
    ),
    "link to the PDF": re.compile(
        r"please visit\b.{0,80}(?:\.pdf|\bweekly (?:news )?(?:update|brief|top 10))\W*$"
        r"|for ncse?j['’]s weekly (?:news )?(?:update|brief|top 10)\W*$",
        re.IGNORECASE,
    ),
    "copyright": re.compile(r"©|copyright\b|\(c\)\s[0-9]{4}|all rights reserved", re.IGNORECASE),
}
FOLLOWS_ABOUT = re.compile(
    r"(?:the\s)?(?:national co(?:alition|nference)|ncse?j)\b|.{0,200}\b(?:advocacy|federations|former soviet union)\b"
    r"|(?:founded|created|established) in\b",
    re.IGNORECASE,
)


def find_rule(text: str, is_below_letter: bool) -> str:
    """The name of the rule that leaves a line out; "" if none does.

    "about the organization" holds below the letter only, which may itself begin with "NCSEJ is".
    """
    if is_blank(text) or len(text) > MAX_LENGTH:
        return ""
    if is_rule(text):
        return "line"
    stripped = text.strip()
    found = next((name for name, pattern in RULES.items() if pattern.match(stripped)), "")
    if not found and is_below_letter and (is_footer_boilerplate(stripped) or FOLLOWS_ABOUT.match(stripped)):
        return "about the organization"
    return found


def find_foot(lines: Sequence[str]) -> int:
    """Where the foot of an issue begins among the lines below its last article's source; behind all, if it has none.

    It begins with a line that only a foot has, or with the last short lines that are no sentences, if a rule fits each.
    """
    end = next((index for index, line in enumerate(lines) if is_footer_boilerplate(line)), len(lines))
    while end and _is_line_of_foot(lines[end - 1]):
        end -= 1
    return end


def _is_line_of_foot(text: str) -> bool:
    return len(text) <= MAX_LINE_LENGTH and not ends_sentence(text) and bool(find_rule(text, is_below_letter=True))

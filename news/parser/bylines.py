"""Recognizes a byline: with "By", or a bare name."""

import re
from collections.abc import Container, Sequence

from .sentences import ends_like_prose
from .word_lists import word_set

MAX_LENGTH = 120
MAX_BARE_LENGTH = 60

END_OF_HEADLINE = re.compile(r"\s*by\s[A-Z][a-z]+\s*")  # "by Telephone", but "by AFP" and "By Reuters"
# "By the Numbers" is the rest of a headline; "By The Associated Press" is a byline.
BY = re.compile(
    r"\s*((?:By|BY|by|Written by|Author)\s?:?\s)\s*(?!(?:the|a|an)\s(?![Ee]ditor))(?=[?\ufffd]?[^\W\d_])(\S.*)",
    re.DOTALL,
)
BY_ELSEWHERE = re.compile(r"(([^\W\d_]{3,7})\s?(:?)\s+)(?=[^\W\d_])(\S.*)", re.DOTALL)
BY_WORDS = word_set("by_word")
BY_BEGINNINGS = frozenset(form[:3] for word in BY_WORDS for form in (word, word.capitalize(), word.upper()))
INLINE_BY = re.compile(
    r"(\s{2,}|\t|\s[|–—-]\s)\s*(By:?\s|BY:?\s|by:?\s)\s*(?!(?:the|a|an)\s(?![Ee]ditor))(?=[?\ufffd]?[^\W\d_])"
)
# "… Opens in Kyiv   Anna Author", "… Opens in KyivBy Anna Author", "… Opens in Kyiv By Anna Author"
WIDE_SPACE = re.compile(r"\s{3,}|\t\s*")
GLUED_BY = re.compile(r"(?<=[^\W_A-Z])(?<!\s)By:?\s+(?=[A-Z])|(?<=[’”'\"?!)])By:?\s+(?=[A-Z])")
BY_BEHIND_SPACE = re.compile(r"\sBy:?\s+(?=[A-Z])")
BARE_NAME = re.compile(r"\s([^\W\d_][\w.’'-]+\s[^\W\d_][\w’'-]+)\s*$")
POSSESSIVE = re.compile(r"[’']s\b")
MIN_HEADLINE_WORDS = 3
NAME_SEPARATOR = re.compile(r"\s*(?:,|;|/|&|\b(?:and|et|und|и|та|і)\b)\s*")
NAME_SUFFIXES = {"Jr.", "Jr", "Sr.", "Sr", "II", "III", "PhD", "Ph.D.", "MD", "M.D."}
# A letter that a mail program lost is U+FFFD, or a question mark before other letters.
NAME_WORD = re.compile(r"(?:[^\W\d_]|\ufffd|\?(?=\w))+(?:[.'’‑-](?:[^\W\d_]|\ufffd|\?(?=\w))+)*\.?")
NAME_PARTICLES, OFFICES = word_set("name_particle"), word_set("office")
HEADLINE_CONTINUERS, PREPOSITIONS = word_set("headline_continuer"), word_set("preposition")
TITLES_BEFORE_NAME = word_set("title_before_name")
NO_NAME_WORDS = {"the", *HEADLINE_CONTINUERS} - {"a", "an", "and", "of", "in", "for", "von", "to"}


def parse_byline(text: str, is_below_headline: bool = False) -> tuple[str, str] | None:
    """("By ", "Author") of a line that says "By Author"; None for any other line.

    `is_below_headline`: directly. Only there "Par Anna Author" is one: a headline may begin with "Par" or "Von", too.
    """
    match = BY.fullmatch(text) if len(text) <= MAX_LENGTH else None
    if match and not _is_sentence(match[2]) and not END_OF_HEADLINE.fullmatch(text):
        return match[1], match[2]
    if text[:3] not in BY_BEGINNINGS or len(text) > MAX_LENGTH:
        return None
    return _parse_byline_elsewhere(text, is_below_headline)


def _parse_byline_elsewhere(text: str, is_below_headline: bool) -> tuple[str, str] | None:
    """As parse_byline(), of a word of another language that means "By": before a colon, or first and last names."""
    match = BY_ELSEWHERE.fullmatch(text)
    if match is None or match[2].lower() not in BY_WORDS or not _is_name(match[4]):
        return None
    first = match[4].split()[0]
    is_whole_name = is_below_headline and all(
        2 <= len(name.split()) <= 4 for name in NAME_SEPARATOR.split(match[4].strip())
    )
    if first.lower() in NAME_PARTICLES or not (match[3] or is_whole_name):
        return None
    return match[1], match[4]


def split_inline_byline(
    text: str, other_words: Container[str], is_fused: bool = False
) -> tuple[str, str, str, bool] | None:
    """("Headline", "  By ", "Author", whether it is certain) of a headline with its byline on the same line; or None.

    `other_words`: those of the text around it. "Condemned By Russian Leaders" is part of a headline: what is no name is
    spoken of elsewhere. `is_fused`: the source stood on the same line, too, as in a PDF that ran them together; then
    the two words before it may be the author's, without "By".
    """
    start = max(0, len(text) - MAX_LENGTH)
    for sign, is_certain in ((INLINE_BY, True), (GLUED_BY, False), (WIDE_SPACE, False), (BY_BEHIND_SPACE, False)):
        for match in sign.finditer(text, start):
            name = text[match.end() :]
            is_name = _is_name(name) and (is_certain or _is_rare_name(name, other_words))
            if text[: match.start()].strip() and is_name and not _is_sentence(name):
                return text[: match.start()], match[0], name, is_certain
    return _split_bare_name(text, other_words) if is_fused else None


def _split_bare_name(text: str, other_words: Container[str]) -> tuple[str, str, str, bool] | None:
    """As split_inline_byline(), of "Headline Anna Author"."""
    match = BARE_NAME.search(text)
    if match is None or len(text[: match.start()].split()) < MIN_HEADLINE_WORDS:
        return None
    before = text[: match.start()].split()[-1]
    is_of_headline = POSSESSIVE.search(f"{before} {match[1]}") or (
        before.endswith((",", ":", ";")) or before.lower() in TITLES_BEFORE_NAME | PREPOSITIONS | HEADLINE_CONTINUERS
    )
    is_capitalized = all(word[0].isupper() for word in match[1].split())
    is_name = is_capitalized and _is_name(match[1]) and _is_rare_name(match[1], other_words)
    if is_of_headline or not is_name:
        return None
    return text[: match.start()], " ", match[1], False


def _is_rare_name(text: str, other_words: Container[str]) -> bool:
    """Whether each name has a first and a last one, none of which stands anywhere else."""
    names = [name.split() for name in NAME_SEPARATOR.split(text.strip())]
    return all(2 <= len(name) <= 4 for name in names) and not any(
        word in other_words for name in names for word in name
    )


def looks_like_name(text: str, common_words: frozenset[str], is_separate: bool) -> bool:
    """Whether a line without "By" reads like one or more names.

    It could also be the second line of a headline. `common_words` are the words that the text has in lower case: a line
    whose last word is among them is no name; if an empty line separates it from the headline (`is_separate`), only a
    line of which every word is among them is none.
    """
    parts = text.split()
    if len(text) > MAX_BARE_LENGTH or not parts or parts[0].lower() in PREPOSITIONS:
        return False
    if parts[-1].lower().strip(".") in OFFICES and len(parts) <= 6:
        return parts[0][:1].isupper()
    if len(parts) == 1:
        return parts[0].isalpha() and parts[0].isupper() and len(parts[0]) <= 6  # AFP
    words = [part.lower().strip(".,") for part in parts]
    if not NO_NAME_WORDS.isdisjoint(words):
        return False
    if any(len(name.split()) < 2 and name not in NAME_SUFFIXES for name in NAME_SEPARATOR.split(text)):
        return False  # "Talks, Minister Says" is the end of a headline
    return _is_name(text) and not common_words.issuperset(words if is_separate else words[-1:])


def is_unfinished(headline: str) -> bool:
    """Whether the line is clearly not the end of its headline."""
    last = headline.lower().split()[-1]
    return last in HEADLINE_CONTINUERS or last.endswith(tuple(",-–—&:"))


def _is_name(text: str) -> bool:
    names = [name.split() for name in NAME_SEPARATOR.split(text.strip())]
    return 1 <= len(names) <= 5 and all(1 <= len(name) <= 5 and _is_capitalized(name) for name in names)


def _is_capitalized(words: Sequence[str]) -> bool:
    """Every word begins with a capital, or with a letter of a script that has none; particles may be in lower case."""
    return all(NAME_WORD.fullmatch(word) and (not word[0].islower() or word in NAME_PARTICLES) for word in words)


def _is_sentence(text: str) -> bool:
    length = len(text.split())
    return length > 12 or (length > 5 and (ends_like_prose(text) or text.rstrip().endswith(("?", "!"))))

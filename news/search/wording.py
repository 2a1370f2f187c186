"""How people put a question: the words of it that say nothing of what is looked for. No Django here."""

import re

# Besides the stop words. What tells one text from another is not here, nor is a noun of the site, such as "update".
_FILLERS = """
tell tells told show shows shown find finds found get gets got give gives gave given let want wants wanted need know
knows learn look looking search searching please thanks hello hi would could should might must shall ought happen
happens happened happening come comes came coming go goes went gone going say says said saying anything something
everything nothing anyone someone somebody anybody info information details much many lot lots thing things stuff
also ever really actually currently now today today's regarding concerning relating related available exactly
whether don't doesn't didn't isn't what's who's where's when's how's i'm i'd i've you're it's
"""
FILLERS = frozenset(_FILLERS.split())
# In front of a subject “news” is what all of this is: “news from Moldova”, “any news about the synagogue”.
_NEWS_OF = re.compile(r"\bnews\s+(?=(?:from|about|on|of|in|regarding|concerning)\s)", re.IGNORECASE)
# “Newest first” in other words.
NEWEST_WORDS = frozenset({"latest", "newest", "recent", "recently"})
_EXCEPT = re.compile(
    r"\b(?:but\s+not|except(?:\s+for)?|excluding|other\s+than)\s+(?:(?:the|in|from|by|on)\s+)?(?=\w)", re.I
)
# “NOT school” as catalogs write it, and “Kyiv not school”, which is no sentence.
_NOT = re.compile(r"\bNOT\s+(?=\w)|^(?P<before>\s*\w+)\s+not\s+(?=\w+\s*$)")
_BEFORE_HOST = re.compile(r"\bhttps?://(?:www\.)?|\bwww\.", re.IGNORECASE)


def without_frames(text: str) -> str:
    """Words that nobody has quoted: without “news from” and “www.”, and with a minus for “except” and “but not”."""
    without_not = _NOT.sub(lambda found: f"{found['before'] or ''} -", text)
    return _EXCEPT.sub("-", _NEWS_OF.sub("", _BEFORE_HOST.sub("", without_not)))

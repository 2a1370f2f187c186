"""“Did you mean”: the words of a query that no record has, replaced by the nearest word that a record or a name has."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from django.db import connection

from ..records.folding import fold
from .hebrew import HEBREW, latin_consonants, likeness, read_consonants
from .names import Names
from .query import Clause, Query
from .ranking import NEWEST
from .typos import count_slips, slips_allowed
from .words import STOP_WORDS, word_key

LENGTHS = range(4, 31)  # of a word: a shorter one is near too many others
MIN_STEM_LENGTH = 5  # of one that may be the beginning of what was typed: most words begin like a short one
MAX_ENDING_LENGTH = 6
MAX_CORRECTED = 4  # words of a query
# The stems of the newest records that may be found, and how many records have each.
_STEMS = "SELECT word, ndoc FROM ts_stat(%s) WHERE length(word) BETWEEN %s AND %s"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may be meant. spelled: as it is compared; written: as it is shown, or empty for a stem."""

    spelled: str
    written: str
    count: int  # of the records that have it


@dataclass(frozen=True, slots=True)
class Correction:
    """A word of a query as it was typed, and that which takes its place; `is_stem` where it is only the stem of one."""

    typed: str
    word: str
    is_stem: bool


def correct(query: Query, records, names: Names) -> list[Correction]:
    """How the unknown words may be spelled; empty where none is unknown, or one of them is near nothing. One query.

    records: those that may be found, a queryset.
    """
    clauses = [clause for clause in query.wanted if is_correctable(clause)][:MAX_CORRECTED]
    if not clauses:
        return []
    unknown, stems = find_unknown(clauses, records)
    known = [*name_words(names, stems), *(Candidate(stem, "", count) for stem, count in stems.items())]
    nearest = [(clause.typed, find_nearest(fold(clause.typed), known)) for clause in unknown]
    found = [Correction(typed, one.written or one.spelled, not one.written) for typed, one in nearest if one]
    return found if len(found) == len(unknown) else []


def apply(corrections: list[Correction], text: str) -> str:
    for correction in corrections:
        text = text.replace(correction.typed, correction.word, 1)
    return text


def is_correctable(clause: Clause) -> bool:
    word = fold(clause.typed)
    return not clause.is_name and not clause.is_quoted and word.isalpha() and len(word) in LENGTHS


def find_unknown(clauses: list[Clause], records) -> tuple[list[Clause], dict[str, int]]:
    """Those of the clauses that no record has; and the stems of the newest records that are about as long."""
    wanted = (records.matching(clause.to_tsquery()) for clause in clauses)
    selects = [matching.values("pk")[:1].query.sql_with_params() for matching in wanted]
    parts = [f"SELECT '', {number} WHERE EXISTS ({sql})" for number, (sql, _) in enumerate(selects)]
    lengths = [len(word_key(clause.typed)) for clause in clauses]
    newest = records.newest().values("vector")[:NEWEST].query.sql_with_params()
    with connection.cursor() as cursor:
        parameters = [parameter for _, parameters in selects for parameter in parameters]
        statement = connection.ops.compose_sql(*newest)  # ts_stat() takes a statement as text
        cursor.execute(
            " UNION ALL ".join([*parts, _STEMS]), [*parameters, statement, min(lengths) - 3, max(lengths) + 3]
        )
        rows = cursor.fetchall()
    known = {number for word, number in rows if not word}
    unknown = [clause for number, clause in enumerate(clauses) if number not in known]
    return unknown, {word: count for word, count in rows if word.isalpha()}


def name_words(names: Names, stems: dict[str, int]) -> Iterator[Candidate]:
    """The words of all names."""
    seen = set()
    for row in names.rows:
        for name in row.names:
            for word in name.split():
                if (folded := fold(word)) not in seen and folded not in STOP_WORDS and folded.isalpha():
                    seen.add(folded)
                    yield Candidate(folded, word.strip(",;()“”\"'"), stems.get(word_key(folded), 1))


def find_nearest(word: str, known: Iterable[Candidate]) -> Candidate | None:
    """The candidate with the fewest slips; of several, the one that most records have.

    Of a word in Hebrew letters, the name or else the stem with its consonants whose vowels are most alike.
    """
    if HEBREW.fullmatch(word):
        readings = read_consonants(word)
        alike = (candidate for candidate in known if latin_consonants(candidate.spelled) in readings)
        return max(alike, key=lambda one: (bool(one.written), likeness(word, one.spelled)), default=None)
    best, rank = None, (slips_allowed(word) + 1, 0)
    for candidate in known:
        slips = count_slips_from(word, candidate)
        is_near = slips is not None and (slips < 2 or word[0] == candidate.spelled[0])
        if is_near and (slips, -candidate.count) < rank:
            best, rank = candidate, (slips, -candidate.count)
    return best


def count_slips_from(word: str, candidate: Candidate) -> int | None:
    """How many slips lie between what was typed and a candidate; None where it is not meant.

    The ending of a misspelled word may not be known as one: so a stem is compared with the word's beginning, too.
    """
    length = len(candidate.spelled)
    forms = {word} if candidate.written else {word_key(word)}
    if not candidate.written and MIN_STEM_LENGTH <= length < len(word) <= length + MAX_ENDING_LENGTH:
        forms |= {word[: length - 1], word[:length], word[: length + 1]}
    counts = (count_slips(form, candidate.spelled, allowed(form, candidate.spelled)) for form in forms)
    return min((slips for slips in counts if slips is not None), default=None)


def allowed(one: str, other: str) -> int:
    return min(slips_allowed(one), slips_allowed(other))


def as_written(corrections: list[Correction], words: list[str]) -> list[Correction]:
    """The corrections with the words of a text in place of their stems."""
    return [
        replace(correction, word=most_alike(correction, words)) if correction.is_stem else correction
        for correction in corrections
    ]


def most_alike(correction: Correction, words: list[str]) -> str:
    """Of the words with the stem, that which is nearest to what was typed."""
    typed = fold(correction.typed)
    forms = [word for word in words if word_key(word) == correction.word]

    def likeness(form: str) -> tuple[float, bool]:
        return SequenceMatcher(None, typed, fold(form)).ratio(), form.islower() == correction.typed.islower()

    return max(forms, key=likeness, default=correction.word)

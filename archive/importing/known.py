"""What the site knows of an old issue: who led then, which statement a clipping cites, what countries it is about."""

import datetime
from collections.abc import Iterator, Sequence

from django.db.models import Q

from news.countries.suggestions import suggest_for_clipping
from news.models import Statement
from news.models.leadership import first_and_last, make_signatory, recognize_leaders, terms_by_name
from news.outputs.build import absolute_url
from news.parser.result import ParsedClipping
from news.parser.whole_issue import Sender
from pages.models import Term

from ..record import fold
from ..similarity import likeness

OWN_NAMES = {"ncsej", "ncsj", "nationalcoalitionsupportingeurasianjewry", "nationalconferenceonsovietjewry"}
SAME_TITLE = 0.6  # likeness of a headline and a statement's title, if they have the same day
MAX_COUNTRIES = 4  # suggested for a clipping; more are a list of places rather than what it is about


def name_senders(senders: Sequence[Sender], day: datetime.date) -> tuple[list[dict], list[str]]:
    """The FROM line as signatory blocks, and sentences on what the table of people says otherwise. Two queries.

    Names and titles stay as they were written on that day; a title that is missing is the one of the day.
    """
    written = [(sender.name, sender.title) for sender in senders]
    recognized = recognize_leaders(written, day) if written else []
    blocks, notes = [], []
    for (name, _), block in zip(written, recognized, strict=True):
        leader = block["value"]["name"]
        blocks.append(make_signatory(name, block["value"]["title"]))
        if leader != name:
            notes.append(f"{name} stands under FROM; among the people it is {leader}.")
    return blocks, [*notes, *find_conflicts(written, blocks, day)]


def find_conflicts(written: Sequence[tuple[str, str]], blocks: Sequence[dict], day: datetime.date) -> Iterator[str]:
    """What of the names and titles is not as it is recorded of that day."""
    terms = terms_by_name(Term.objects.all())
    for (name, title), block in zip(written, blocks, strict=True):
        recorded = terms.get(first_and_last(name), [])
        in_office = [term for term in recorded if term.covers(day)]
        if recorded and not in_office:
            yield f"{name} stands under FROM, and has no term on that day among the people."
        elif in_office and title and not any(is_same_title(title, term.title) for term in in_office):
            titles = " or ".join(f"“{term.title}”" for term in in_office)
            yield f"{block['value']['name']} stands under FROM as “{title}”; among the people it is {titles}."


def is_same_title(title: str, other: str) -> bool:
    """Whether both say the same office: “Chair” and “Chairman”, “Executive Vice Chairman, CEO”."""
    one, two = (
        fold(text.replace("&", " and ")).replace("and", "").replace("chairman", "chair") for text in (title, other)
    )
    return one == two or one in two or two in one


def suggest_countries(clipping: ParsedClipping) -> dict[str, list[str]]:
    """Country codes, best first, each with the words that are the reason."""
    found = suggest_for_clipping(clipping.headline, clipping.excerpt)[:MAX_COUNTRIES]
    return {each.code: list(dict.fromkeys(map(str, each.reasons))) for each in found}


def find_own_statements(clippings: Sequence[ParsedClipping]) -> tuple[dict[int, Statement], list[str]]:
    """(Position of a clipping → the statement of NCSEJ that it cites, notes). One query, none where nothing is cited.

    It has the clipping's headline as its title, or a like one and the same day. One that only has the day is a note.
    """
    own = [each for each in clippings if fold(each.source) in OWN_NAMES]
    if not own:
        return {}, []
    dates, titles = {each.date for each in own if each.date}, {each.headline for each in own}
    statements = list(Statement.objects.listed().filter(Q(date__in=dates) | Q(title__in=titles)))
    found = {each.position: choose_statement(each, statements) for each in own}
    linked = {position: statement for position, statement in found.items() if statement}
    notes = [tell_statement(each, found[each.position], statements) for each in own]
    return linked, [note for note in notes if note]


def choose_statement(clipping: ParsedClipping, statements: Sequence[Statement]) -> Statement | None:
    titled = [each for each in statements if fold(each.title) == fold(clipping.headline)]
    dated = [each for each in statements if clipping.date and each.date == clipping.date]
    alike = [each for each in dated if likeness(each.title, clipping.headline) >= SAME_TITLE]
    for candidates in ([each for each in titled if each in dated], titled, alike):
        if len(candidates) == 1:
            return candidates[0]
    return None


def tell_statement(clipping: ParsedClipping, linked: Statement | None, statements: Sequence[Statement]) -> str:
    """A note on a clipping of our own: the statement it is linked to, or that a statement has its day."""
    if linked:
        lost = f" instead of {clipping.url}" if clipping.url else ""
        return f"“{clipping.headline}” is linked to our statement “{linked.title}”{lost}."
    dated = [each.title for each in statements if clipping.date and each.date == clipping.date]
    if not dated:
        return ""
    return f"“{clipping.headline}” is of the day of our statement “{dated[0]}”, and is not linked to it."


def statement_url(statement: Statement) -> str:
    return absolute_url(statement.get_url() or "")

"""What the site knows of an old issue: who led then, which statement a clipping cites, what countries it is about."""

import datetime
from collections.abc import Iterator, Sequence

from django.db.models import Q

from news.countries.suggestions import suggest_for_clipping
from news.models import Statement
from news.models.leadership import first_and_last, recognize_leaders
from news.outputs.build import absolute_url
from news.parser.result import ParsedClipping
from news.parser.whole_issue import Sender
from pages.models import Term

from ..record import fold

OWN_NAMES = {"ncsej", "ncsj", "nationalcoalitionsupportingeurasianjewry", "nationalconferenceonsovietjewry"}
MAX_COUNTRIES = 4  # suggested for a clipping; more are a list of places rather than what it is about


def name_senders(senders: Sequence[Sender], day: datetime.date) -> tuple[list[dict], list[str]]:
    """The FROM line as signatory blocks, and sentences on what the table of people says otherwise. Two queries.

    Names become those of the leaders of the day, as when an issue is pasted; titles stay as written.
    """
    written = [(sender.name, sender.title) for sender in senders]
    blocks = recognize_leaders(written, day) if written else []
    return blocks, list(find_conflicts(written, blocks, day))


def find_conflicts(written: Sequence[tuple[str, str]], blocks: Sequence[dict], day: datetime.date) -> Iterator[str]:
    """What of the names and titles is not as it is recorded of that day."""
    terms: dict[tuple[str, str], list[Term]] = {}
    for term in Term.objects.leading():
        for spelling in (term.person.name, *term.person.other_names.split(",")):
            terms.setdefault(first_and_last(spelling), []).append(term)
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


def find_own_statements(clippings: Sequence[ParsedClipping]) -> dict[int, Statement]:
    """Position of a clipping → the statement of NCSEJ that it cites. One query, and none where nothing is cited.

    It has the clipping's headline as its title, or it is the only one of that day.
    """
    own = [each for each in clippings if fold(each.source) in OWN_NAMES]
    if not own:
        return {}
    dates, titles = {each.date for each in own if each.date}, {each.headline for each in own}
    statements = list(Statement.objects.listed().filter(Q(date__in=dates) | Q(title__in=titles)))
    return {each.position: found for each in own if (found := choose_statement(each, statements))}


def choose_statement(clipping: ParsedClipping, statements: Sequence[Statement]) -> Statement | None:
    titled = [each for each in statements if fold(each.title) == fold(clipping.headline)]
    dated = [each for each in statements if clipping.date and each.date == clipping.date]
    for candidates in ([each for each in titled if each in dated], dated, titled):
        if len(candidates) == 1:
            return candidates[0]
    return None


def statement_url(statement: Statement) -> str:
    return absolute_url(statement.get_url() or "")

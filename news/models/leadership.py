"""Who signs a weekly update: its defaults for the FROM line and the signature."""

from django.utils import timezone

from pages.models import Term

SUFFIXES = {"jr", "sr", "ii", "iii"}


def leadership_on(day) -> list[dict]:
    """The leaders in office on a day, as the signatory blocks of the FROM line."""
    return [make_signatory(term.person.name, term.title) for term in Term.objects.in_office(day).leading()]


def make_signatory(name: str, title: str) -> dict:
    return {"type": "signatory", "value": {"name": name, "title": title}}


def recognize_leaders(signatories: list[tuple[str, str]], day) -> list[dict]:
    """Pairs of a name and a title as signatory blocks, with names as leaders of the day have them. One query.

    “Mark Levin” is Mark B. Levin; a title that is missing is the one of the day. Whoever is unknown stays as written.
    """
    terms = terms_by_name(Term.objects.in_office(day))
    leaders = {name: (first.person.name, first.title) for name, (first, *_) in terms.items()}
    found = [(leaders.get(first_and_last(name), (name, "")), title) for name, title in signatories]
    return [make_signatory(name, written or title) for (name, title), written in found]


def terms_by_name(terms) -> dict[tuple[str, str], list[Term]]:
    """Of the queryset's terms, those of leaders, each once by the first and last word of every spelling. One query."""
    found: dict[tuple[str, str], list[Term]] = {}
    for term in terms.leading():
        spellings = (term.person.name, *term.person.other_names.split(","))
        for name in set(map(first_and_last, spellings)):
            found.setdefault(name, []).append(term)
    return found


def first_and_last(name: str) -> tuple[str, str]:
    """The first and the last word of a name, in small letters, without “Jr.” and the like."""
    words = [word.strip(".,").casefold() for word in name.split()]
    words = [word for word in words if word not in SUFFIXES] or [""]
    return words[0], words[-1]


def current_leadership():
    return leadership_on(timezone.localdate())


def current_signature():
    """The name and title of the chief executive in office today, a line each; empty where none is recorded."""
    term = Term.objects.in_office(timezone.localdate()).leading().filter(role=Term.Role.EXECUTIVE).first()
    return f"{term.person.name}\n{term.title}" if term else ""

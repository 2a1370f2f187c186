"""Who signs a weekly update: its defaults for the FROM line and the signature."""

from django.utils import timezone

from pages.models import Term


def leadership_on(day) -> list[dict]:
    """The leaders in office on a day, as the signatory blocks of the FROM line."""
    return [
        {"type": "signatory", "value": {"name": term.person.name, "title": term.title}}
        for term in Term.objects.in_office(day).leading()
    ]


def current_leadership():
    return leadership_on(timezone.localdate())


def current_signature():
    """The name and title of the chief executive in office today, a line each; empty where none is recorded."""
    term = Term.objects.in_office(timezone.localdate()).leading().filter(role=Term.Role.EXECUTIVE).first()
    return f"{term.person.name}\n{term.title}" if term else ""

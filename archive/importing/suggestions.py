"""Which of its suggestions an imported issue still has."""

from wagtail.models import Revision

from news.models import WeeklyUpdate

from ..models import ImportedIssue


def drop_changed(imported: ImportedIssue, draft: WeeklyUpdate) -> None:
    """What the draft has otherwise than it was suggested is suggested no more. Two queries at most."""
    left = [name for name in imported.suggested if is_as_suggested(name, imported, draft)]
    if left != imported.suggested:
        imported.suggested = left
        imported.save(update_fields=["suggested"])


def is_as_suggested(name: str, imported: ImportedIssue, draft: WeeklyUpdate) -> bool:
    """Whether a field of the draft is what the import stored; the countries are while any clipping's are.

    Of a draft whose stored revision was deleted, that cannot be told, and its fields stay suggested.
    """
    if name == "clippings":
        return any(has_suggested_countries(imported, block) for block in draft.clippings)
    stored = Revision.objects.filter(pk=imported.stored_revision).first()
    return stored is None or read(stored.as_object(), name) == read(draft, name)


def has_suggested_countries(imported: ImportedIssue, block) -> bool:
    """Whether a clipping of the draft has the countries that were suggested for it, and any."""
    suggested = imported.country_reasons.get(block.id)
    return bool(suggested) and {*block.value["countries"]} == {*suggested}


def read(page: WeeklyUpdate, name: str):
    value = getattr(page, name)
    return [{**block.value} for block in value] if name == "sent_from" else value

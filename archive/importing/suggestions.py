"""Which of its suggestions an imported issue still has."""

from wagtail.models import Revision

from news.models import WeeklyUpdate

from ..models import ImportedIssue


def drop_changed(imported: ImportedIssue, draft: WeeklyUpdate) -> None:
    """What the draft has otherwise than it was suggested is suggested no more: the revision that the import stored is
    read once, and the issue saved where something has changed.
    """
    stored = find_stored(imported, draft) if imported.suggested else None
    left = [name for name in imported.suggested if is_as_suggested(name, imported, stored, draft)]
    if left != imported.suggested:
        imported.suggested = left
        imported.save(update_fields=["suggested"])


def find_stored(imported: ImportedIssue, draft: WeeklyUpdate) -> WeeklyUpdate | None:
    """The draft as the import stored it; None once that revision was deleted."""
    revision = Revision.objects.filter(pk=imported.stored_revision).first()
    return revision and draft.with_content_json(revision.content)


def is_as_suggested(name: str, imported: ImportedIssue, stored: WeeklyUpdate | None, draft: WeeklyUpdate) -> bool:
    """Whether a field of the draft is what the import stored; the countries are while any clipping's are.

    Of a draft whose stored revision was deleted, that cannot be told, and its fields stay suggested.
    """
    if name == "clippings":
        return any(has_suggested_countries(imported, block) for block in draft.clippings)
    return stored is None or read(stored, name) == read(draft, name)


def has_suggested_countries(imported: ImportedIssue, block) -> bool:
    """Whether a clipping of the draft has the countries that were suggested for it, and any."""
    suggested = imported.country_reasons.get(block.id)
    return bool(suggested) and {*block.value["countries"]} == {*suggested}


def read(page: WeeklyUpdate, name: str):
    value = getattr(page, name)
    return [{**block.value} for block in value] if name == "sent_from" else value

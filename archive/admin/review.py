"""One imported issue beside its source: what was understood, what is unsure, and the presses that settle it."""

from itertools import takewhile
from operator import eq

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import TemplateView
from wagtail.admin import messages

from news.admin.primary_keys import read_pk
from news.admin.start import can_start_update
from news.countries.codes import COUNTRY_NAMES
from news.parser.whole_issue import MARK_OF_CLIPPING
from pages.models import TrashedRow
from pages.tree_lock import changes_page_tree

from ..importing.publishing import find_missing
from ..models import ImportedIssue, ImportedSource
from .clipping_doubts import find_clipping_doubts
from .placing import NOWHERE, list_doubts, list_lines, list_places, place_lines
from .section import ISSUE, LIST, ArchiveBase
from .source_lines import read_lines

SHOWN = 200  # characters of a text that differs
FIELD_NAMES = {"senders": "From", "url": "address", "byline": "author"}


class IssueView(ArchiveBase, TemplateView):
    """`?source=` chooses which of its sources stands on the left."""

    template_name = "archive/issue.html"

    def dispatch(self, request, *args, **kwargs):
        self.issue = ImportedIssue.objects.filter(pk=kwargs["pk"]).select_related("page").first()
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        if self.issue is None:
            if not find_trashed(kwargs["pk"]):
                raise Http404
            messages.warning(request, "This issue is in the trash, with what was imported of it.")
            return redirect("trash")
        return super().get(request, *args, **kwargs)

    def get_page_title(self):
        return self.issue.page.get_admin_display_title()

    def get_context_data(self, **kwargs):
        draft = self.issue.page.get_latest_revision_as_object()
        sources = list(self.issue.sources.order_by("role", "-pk"))
        asked = read_pk(self.request.GET.get("source", ""))
        source = next((each for each in sources if each.pk == asked), sources[0] if sources else None)
        permissions = self.issue.page.permissions_for_user(self.request.user)
        may_edit = permissions.can_edit()
        unplaced = list_lines(draft.unplaced_lines)
        doubts = find_clipping_doubts(self.issue.record, draft.clippings)
        return super().get_context_data(**kwargs) | {
            "issue": self.issue,
            "draft": draft,
            "sources": sources,
            "source": source,
            "source_name": source.path.rpartition("/")[2] if source else "",
            "lines": read_lines(source.text) if source else None,
            "clippings": [describe_clipping(self.issue, block, doubts[block.id]) for block in draft.clippings],
            "left_out": list_left_out(self.issue.record),
            "differences": [describe_difference(**each) for each in self.issue.differences],
            "doubts": list_doubts(self.issue.record["reasons"], unplaced),
            "unplaced": [(line, list_places(draft, line)) for line in unplaced] if may_edit else [],
            "may_edit": may_edit,
            "may_publish": permissions.can_publish() and (not draft.live or draft.has_unpublished_changes),
            "next_pk": find_next(self.issue),
        }


def find_trashed(pk: int) -> bool:
    """Whether an imported issue is in the trash with its page."""
    return TrashedRow.objects.filter(model=ImportedIssue._meta.label_lower, object_id=str(pk)).exists()


def describe_clipping(issue: ImportedIssue, block, doubts: list[str]) -> dict:
    """A clipping of the draft with its doubts, the reasons for its countries, and a twin's longer text."""
    value = block.value
    reasons = issue.country_reasons.get(block.id, {})
    countries = [
        {"name": COUNTRY_NAMES.get(code, code), "reasons": reasons.get(code, [])} for code in value["countries"] or ()
    ]
    long_text = issue.long_texts.get(block.id, "")
    return {"value": value, "doubts": doubts, "countries": countries, "long_text": long_text}


def list_left_out(record: dict) -> list[dict]:
    """The lines that no field needs, each with its rule; not the commas and links that only mark a clipping's parts."""
    return [each for each in record.get("boilerplate", ()) if each["rule"] != MARK_OF_CLIPPING]


def describe_difference(field: str, kept: str, other: str, path: str, is_later: bool = False) -> tuple[str, str]:
    """The field of a Difference as an editor calls it, and what stands there and in the other source.

    is_later: of a file of which nothing was taken; what was imported before may stand there no more.
    """
    start = find_difference(kept, other)
    stands = "was imported" if is_later else "stands here"
    here = f"“{shorten(kept, start)}” {stands}" if kept else f"nothing {stands}"
    there = "it" if kept == other else f"“{shorten(other, start)}”" if other else "nothing"
    return name_field(field), f"{here}; {path} has {there}."


def find_difference(one: str, two: str) -> int:
    """Where two texts part, or, if that is soon, their beginning; some words before it, so that it can be found."""
    same = sum(1 for _ in takewhile(bool, map(eq, one, two)))
    if one == two or same < SHOWN // 2:
        return 0
    return one.rfind(" ", 0, same - SHOWN // 4) + 1


def shorten(text: str, start: int = 0) -> str:
    return f"{'…' if start else ''}{Truncator(text[start:]).chars(SHOWN)}"


def name_field(field: str) -> str:
    """The field of a Difference as an editor calls it: "clippings.3.url" is “Clipping 3, address”."""
    name, *rest = field.split(".")
    if not rest:
        return FIELD_NAMES.get(name, name.capitalize())
    position, *part = rest
    return ", ".join([f"Clipping {position}", *(FIELD_NAMES.get(each, each) for each in part)])


def find_next(issue: ImportedIssue) -> int | None:
    """The primary key of the next that waits, in the order of the list, from the first again after the last.

    Two queries at most.
    """
    waiting = ImportedIssue.objects.to_review().exclude(pk=issue.pk).in_order().values_list("pk", flat=True)
    return waiting.after(issue).first() or waiting.first()


def act(view):
    """Decorate a view that changes something of an issue, by POST: its second argument is the ImportedIssue."""

    @require_POST
    @changes_page_tree
    def wrapper(request, pk):
        if not can_start_update(request.user):
            raise PermissionDenied
        issue = get_object_or_404(ImportedIssue.objects.select_related("page"), pk=pk)
        if not issue.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return view(request, issue)

    return wrapper


@act
def agree(request, issue):
    """All that was suggested of this issue is agreed to."""
    issue.suggested, issue.agreed_at = [], timezone.now()
    issue.save(update_fields=["suggested", "agreed_at"])
    messages.success(request, "You agree to all suggestions.")
    return redirect(ISSUE, issue.pk)


@act
def mark_reviewed(request, issue):
    """The issue is reviewed; on to the next that waits."""
    return go_on(request, issue, "reviewed")


@act
def publish(request, issue):
    """Readers get the draft that is shown; to publish what is suggested is to agree to it. Then on to the next."""
    if not issue.page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    draft = issue.page.get_latest_revision_as_object()
    if is_locked(issue, request.user):
        messages.error(request, "Nothing was published: the page is locked.")
    elif request.POST.get("revision") != str(draft.latest_revision_id):
        messages.warning(request, "Nothing was published: the draft has changed meanwhile. This is how it is now.")
    elif missing := find_missing(draft):
        edit = messages.button(reverse("wagtailadmin_pages:edit", args=[issue.page_id]), "Edit the page")
        words = f"Nothing was published. {' '.join(missing)} Edit the page, and publish it there."
        messages.error(request, words, buttons=[edit])
    else:
        draft.latest_revision.publish(user=request.user)  # see agree_by_publishing()
        return go_on(request, issue, "published")
    return redirect(ISSUE, issue.pk)


def go_on(request, issue: ImportedIssue, done: str):
    """The issue is reviewed, and `done` says in a word what was done with it; on to the next that waits."""
    following = find_next(issue)
    issue.state = ImportedIssue.State.REVIEWED
    issue.reviewed_at, issue.reviewed_by = timezone.now(), request.user
    issue.save(update_fields=["state", "reviewed_at", "reviewed_by"])
    title = issue.page.get_admin_display_title()
    if following is not None:
        messages.success(request, f"{title} is {done}. This is the next.")
        return redirect(ISSUE, following)
    messages.success(request, f"{title} is {done}. Nothing waits any more.")
    return redirect(LIST)


def is_locked(issue: ImportedIssue, user) -> bool:
    lock = issue.page.get_lock()
    return bool(lock and lock.for_user(user))


@act
def place(request, issue):
    """Move unplaced lines, one or several, to the place that was chosen, in a new version of the draft."""
    if is_locked(issue, request.user):
        messages.error(request, "Nothing was moved: the page is locked.")
        return redirect(ISSUE, issue.pk)
    draft = issue.page.get_latest_revision_as_object()
    chosen = request.POST.get("place", "")
    if not chosen:
        messages.warning(request, "Nothing was moved: choose where the line belongs first.")
        return redirect(f"{reverse(ISSUE, args=[issue.pk])}#archive-unplaced")
    moved = place_lines(draft, request.POST.getlist("line"), chosen)
    if not moved:
        messages.warning(request, "Nothing was moved: the draft has changed meanwhile. Look at it as it stands now.")
        return redirect(ISSUE, issue.pk)
    draft.save_revision(user=request.user, log_action=True, clean=False)
    messages.success(request, say_moved(moved, chosen, draft.live))
    anchor = "archive-unplaced" if list_lines(draft.unplaced_lines) else "archive-fields"
    return redirect(f"{reverse(ISSUE, args=[issue.pk])}#{anchor}")


def say_moved(moved: list[str], place: str, is_live: bool) -> str:
    """moved: of place_lines(). Readers never see what is unplaced, so nothing of theirs goes with it."""
    if place == NOWHERE:
        n_lines = len(moved)
        return "Left out: the line belongs nowhere." if n_lines == 1 else f"Left out: {n_lines} lines belong nowhere."
    return f"Moved to {moved[0]}.{' Readers see it once it is published.' if is_live else ''}"


@require_safe
def download_original(request, pk):
    """The original of a source, as an attachment that no browser shows or runs. 403 for who may not add updates."""
    if not can_start_update(request.user):
        raise PermissionDenied
    source = get_object_or_404(ImportedSource.objects.exclude(original=""), pk=pk)
    try:
        file = source.original.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(
        file, as_attachment=True, filename=source.name or "original", content_type="application/octet-stream"
    )

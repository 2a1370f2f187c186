"""The bar above the form of a weekly update: where it stands, what comes next, and the buttons that publish it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import strip_tags
from wagtail.models import PageLogEntry

from pages.eastern_time import format_eastern_today

from ..models import Handover, WeeklyUpdate
from ..models.handover import fingerprint
from ..preflight.report import Report
from .handovers import HandOverView
from .origin import describe_origin
from .publication import Publication, get_publication
from .scheduling import get_schedule_offer
from .send_test import TEST_SENT, SendTestView
from .steps import Facts, Step, build_steps

FIELDS = {"clippings": "clippings", "letter": "letter"}  # step → the field it leads to
PANELS = {"check": "checks", "preview": "preview"}  # step → the side panel it opens
VIEWS = {"test": SendTestView.url_name, "copy": HandOverView.url_name}


@dataclass(frozen=True)
class Place:
    """A step with where it leads: the path of a field, the name of a side panel, a URL, or to the bar's buttons."""

    step: Step
    field: str = ""
    panel: str = ""
    url: str = ""


@dataclass(frozen=True)
class FridayBar:
    places: list[Place]
    publication: Publication
    go_live_at: str = ""  # the time that is offered for scheduling, as staff are told it
    schedule_value: str = ""  # of the button that schedules
    is_copied: bool = False
    origin: str = ""  # as HTML, of an issue that was brought home
    changed_since: str = ""  # when the email was handed over, if readers see something else on the website meanwhile

    @property
    def next_place(self) -> Place | None:
        return next((place for place in self.places if place.step.is_next), None)

    @property
    def is_settled(self) -> bool:
        """Whether it was handed over or brought home, and nothing is left to do."""
        return bool(self.is_copied or self.origin) and self.next_place is None


def build_bar(update: WeeklyUpdate, request, report: Report) -> FridayBar:
    """update: its latest revision. A constant number of queries."""
    publication = get_publication(update, request.user)
    handover = update.handovers.defer("html").first()
    is_copy_outdated = bool(handover) and has_changed_since(update, handover, request)
    copied = format_eastern_today(handover.at) if handover else ""
    origin = describe_origin(update, request.user)
    facts = Facts(
        clippings=len(update.clippings),
        letter_words=len(strip_tags(update.letter.replace("<", " <")).split()),
        findings=report.summary,
        errors=report.counts["error"],
        **get_test_facts(update, request.user),
        live_since=publication.live_since,
        has_changes=publication.has_changes,
        scheduled_for=publication.scheduled_for,
        is_late=publication.is_late,
        copied=copied,
        is_copy_outdated=is_copy_outdated,
        was_mailed=bool(origin),
    )
    return FridayBar(
        places=[place_of(step, update.pk) for step in build_steps(facts)],
        publication=publication,
        **get_schedule_offer(update),
        is_copied=bool(handover),
        origin=origin,
        changed_since=copied if is_copy_outdated and update.live else "",
    )


def place_of(step: Step, pk: int) -> Place:
    view = VIEWS.get(step.key)
    url = reverse(view, args=[pk]) if view else ""
    return Place(step, FIELDS.get(step.key, ""), PANELS.get(step.key, ""), url)


def get_test_facts(update, user) -> dict:
    """When a test was sent last, and to whom."""
    tests = PageLogEntry.objects.filter(page=update.pk, action=TEST_SENT)
    last = tests.select_related("user").order_by("-timestamp").first()
    if last is None:
        return {}
    recipient = "you" if last.user == user else last.user or "somebody"
    changed_at = update.latest_revision_created_at
    return {
        "test_sent": f"{format_eastern_today(last.timestamp)} to {recipient}",
        "is_test_outdated": bool(changed_at) and last.timestamp < changed_at,
    }


def has_changed_since(update, handover: Handover, request) -> bool:
    """Whether readers see, or will see, another text than was handed over, and no correction says so.

    Of a live page, that is the live version; of a draft, the draft.
    """
    shown = WeeklyUpdate.objects.get(pk=update.pk) if update.live and update.has_unpublished_changes else update
    if fingerprint(shown.as_issue(request)) == handover.fingerprint:
        return False
    return not (shown.live and shown.correction and not handover.contains(shown.correction))

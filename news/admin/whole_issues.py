"""A pasted issue as the editor of a weekly update shows it and puts it into the form's fields; nothing is stored."""

from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.html import strip_tags
from django.utils.timezone import localdate
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from ..forms import date_conflict_message
from ..letter_html import make_letter, part_letter
from ..models import WeeklyUpdate
from ..models.leadership import recognize_leaders
from ..models.weekly_update import LETTER_FEATURES
from ..parser.whole_issue import ParsedIssue


def describe_issue(issue: ParsedIssue, page_id: int | None) -> dict:
    """The fields around the clippings, under the names that they have in the form, for JSON.

    page_id: the update into which they go, whose own date is no conflict. `reasons`: sentences for the editor.
    """
    paragraphs, signature = part_letter(issue)
    signatories = [(sender.name, sender.title) for sender in issue.senders]
    letter = ContentstateConverter(features=LETTER_FEATURES).from_database_format(
        make_letter(paragraphs, issue.letter_links)
    )
    return {
        "date": issue.date.isoformat() if issue.date else "",
        "date_in_words": format_date(issue.date, "F j, Y") if issue.date else "",
        "conflict": describe_conflict(issue.date, page_id),
        "kicker": issue.kicker,
        "addressee": issue.to,
        "sent_from": recognize_leaders(signatories, issue.date or localdate()) if signatories else [],
        "letter": letter,
        "letter_text": "\n\n".join(paragraphs),
        "signature": signature,
        "reasons": list(issue.reasons),
    }


def describe_conflict(date, page_id: int | None) -> dict | None:
    """What the date's field will say of another update that has it, with the address of its editor. One query."""
    other = WeeklyUpdate.objects.taking(date).exclude(pk=page_id).first() if date else None
    if other is None:
        return None
    url = reverse("wagtailadmin_pages:edit", args=[other.pk])
    return {"message": strip_tags(date_conflict_message(other)), "url": url}

"""A pasted issue as the editor of a weekly update shows it and puts it into the form's fields; nothing is stored."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.html import conditional_escape, format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from ..forms import date_conflict_message
from ..models import WeeklyUpdate
from ..models.leadership import recognize_leaders
from ..models.weekly_update import LETTER_FEATURES
from ..parser.whole_issue import ParsedIssue, part_signature


def describe_issue(issue: ParsedIssue, page_id: int | None) -> dict:
    """The fields around the clippings, under the names that they have in the form, for JSON.

    page_id: the update into which they go, whose own date is no conflict. `reasons`: sentences for the editor.
    """
    closing, signature = part_signature(issue.signature)
    paragraphs = [part for part in (issue.salutation, *issue.letter.split("\n\n"), closing) if part]
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


def make_letter(paragraphs: Sequence[str], links: Sequence[tuple[str, str]]) -> str:
    """The letter as HTML. links: the words that are linked and their URLs, in the order in which they stand there."""
    waiting = list(links)
    return format_html_join("", "<p>{}</p>", ((link_words(text, waiting),) for text in paragraphs))


def link_words(text: str, waiting: list[tuple[str, str]]) -> str:
    """A paragraph as HTML; the links that are found in it are taken out of `waiting`."""
    html, position = SafeString(), 0
    for words, url in [*waiting]:
        start = text.find(words, position)
        if start >= 0 and words:
            html += conditional_escape(text[position:start]) + format_html('<a href="{}">{}</a>', url, words)
            position = start + len(words)
            waiting.remove((words, url))
    return html + conditional_escape(text[position:])

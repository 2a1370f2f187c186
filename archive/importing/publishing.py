"""Publishing an imported issue quietly: it is as old as its date, wherever the site says when something appeared."""

import datetime
from itertools import islice

from django.utils import timezone

from news.models import WeeklyUpdate
from pages.bulk_publication import MAX_REASONS, find_problems
from pages.eastern_time import format_eastern

from ..models import ImportedIssue

NOON = datetime.time(12)


def find_missing(update: WeeklyUpdate) -> list[str]:
    """What the form would ask for before it publishes the draft at once: a few sentences, none where it is complete."""
    if update.go_live_at and update.go_live_at > timezone.now():
        return [f"It is to go live {format_eastern(update.go_live_at)}."]
    problems = list(islice(find_problems(update), MAX_REASONS))
    return problems or list(islice(update.base_form_class.find_form_problems(update), MAX_REASONS))


def publish_quietly(imported: ImportedIssue, draft: WeeklyUpdate, user=None) -> None:
    """Publish the latest draft of an issue as old as it is, and note that no person did so.

    imported: as it is stored; what it says of suggestions is written again, since agree_by_publishing() takes whoever
    publishes for a person.
    """
    draft.latest_revision.publish(user=user)
    imported.published_revision = draft.latest_revision_id
    imported.save(update_fields=["published_revision", "suggested", "agreed_at"])
    date_back(draft)


def date_first_publication(sender, instance, **kwargs) -> None:
    """Receiver of page_published, connected by ArchiveConfig: an imported issue first appeared on the day it has.

    So feeds, structured data and the sitemap show it as old, whoever publishes it and whenever. What is published again
    later was changed then, and keeps that time. Wagtail sends the signal for a draft that is only scheduled, too.
    """
    if not instance.live or instance.first_published_at != instance.last_published_at:
        return
    if ImportedIssue.objects.filter(page=instance.pk).exists():
        date_back(instance)


def agree_by_publishing(sender, instance, **kwargs) -> None:
    """Receiver of page_published, connected by ArchiveConfig: who publishes an imported issue agrees to what is
    suggested in it, once readers see it. An import is no person, and takes that back (see publish_quietly). One query.
    """
    if not instance.live:
        return
    waiting = ImportedIssue.objects.filter(page=instance.pk).exclude(suggested=[])
    waiting.update(suggested=[], agreed_at=timezone.now())


def date_back(update: WeeklyUpdate) -> None:
    """Set both times of publication to noon of the issue's day. One query."""
    noon = datetime.datetime.combine(update.date, NOON, tzinfo=timezone.get_default_timezone())
    update.first_published_at = update.last_published_at = noon
    WeeklyUpdate.objects.filter(pk=update.pk).update(first_published_at=noon, last_published_at=noon)

"""Imports one source after the other. Each is stored in a transaction of its own, so that an interrupted run goes on.

What is known already is told by its text, and by what it says: see ImportedSource. The page of a date that somebody has
made or changed is never touched.
"""

import datetime
import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict

from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.utils import timezone
from wagtail.models import Page
from wagtail.signal_handlers import disable_reference_index_auto_update

from news.models import NewsIndex, Source, WeeklyUpdate
from news.outputs.issue import long_date
from news.parser.sources import Sources
from news.records import SOURCES_OF_NEW_SITE
from pages.dates.typed import EASTERN
from pages.forms import implausible_date_message, is_plausible
from pages.models import TrashedPage
from pages.tree_lock import page_tree_transaction

from ..mail_links import leave_out_mail_redirects
from ..merging import Merged, merge
from ..models import THRESHOLD, ImportedIssue, ImportedSource
from ..reading import Refused, SourceText
from ..record import IssueRecord, make_record
from .draft import Draft
from .kept import why_kept, why_out_of_reach, why_settled
from .later import TOLD, keep_beside
from .publishing import find_missing, publish_quietly
from .rows import Result, Row
from .sameness import is_other_issue, says_nothing_new
from .sources import PackedSource, add_row, hash_text, make_storable, read_row

TRASHED = "An update of that date is in the trash, and cannot be restored beside this one."
logger = logging.getLogger("archive")


class NoNewsIndexError(Exception):
    """There is no page below which weekly updates could be stored."""


class Importer:
    """Takes sources, and tells what became of each.

    `publish` publishes what is complete and at least as sure as `threshold`. `is_dry`: nothing is stored, and twins are
    remembered by this object; it works without a database, too, as before a site's first start, and then knows the
    publishers of a new site alone. Raises NoNewsIndexError, or DatabaseError where something is to be stored.
    """

    def __init__(self, *, publish: bool = False, threshold: float = THRESHOLD, is_dry: bool = False, user=None):
        self.publish, self.threshold, self.is_dry, self.user = publish, threshold, is_dry, user
        self.has_database = True
        try:
            self.table = Source.objects.as_table()
            has_place = NewsIndex.objects.exists()
        except DatabaseError:
            if not is_dry:
                raise
            self.has_database, self.table = False, Sources.from_toml(SOURCES_OF_NEW_SITE.read_text(encoding="utf-8"))
        else:
            if not (has_place or is_dry):
                raise NoNewsIndexError
        self.waiting: dict[datetime.date, list[PackedSource]] = defaultdict(list)

    def take(self, found: SourceText | Refused) -> Row:
        """Import one source. Never raises but for a lost database; a failure is logged, and the others go on.

        What the database breaks off, as a deadlock, is tried once more.
        """
        if isinstance(found, Refused):
            return Row.of_refused(found)
        source = make_storable(found)
        try:
            try:
                return self.take_source(source)
            except (InterfaceError, OperationalError):
                return self.take_source(source)
        except Exception:
            if self.has_database and not connection.is_usable():
                raise
            logger.exception("%s could not be imported", found.path)
            return Row(found.path, Result.FAILED, "An error, which the log tells; nothing was stored of it.")

    def locked(self) -> AbstractContextManager:
        """The transaction in which one source is stored; a dry run has none."""
        return nullcontext() if self.is_dry else page_tree_transaction()

    def take_source(self, source: SourceText) -> Row:
        same = ImportedSource.objects.filter(sha256=hash_text(source)).only("issue_id")
        if self.has_database and (stored := same.first()):
            with self.locked():
                return self.take_again(stored.issue, "It is stored already.", source.path)
        record = make_record(source, self.table)
        if not record.is_issue:
            return Row.of_record(record, Result.NO_ISSUE, "It has no letter and no articles of an issue.")
        day = record.issue.date
        if day is None:
            return Row.of_record(record, Result.UNDATED, "Without a date there is no page for it.")
        if not is_plausible(day):
            return Row.of_record(record, Result.UNDATED, f"It is dated {day}. {implausible_date_message()}")
        with self.locked():
            return self.place(record, day)

    def place(self, record: IssueRecord, day: datetime.date) -> Row:
        """Find the page of its day, and store or complete that."""
        page = WeeklyUpdate.objects.taking(day).first() if self.has_database else None
        imported = ImportedIssue.objects.filter(page=page).first() if page else None
        if page and imported is None:
            return Row.of_record(record, Result.BY_HAND, f"“{page.get_admin_display_title()}” has that date.", page.pk)
        rows = list(imported.sources.all()) if imported else []
        others = [make_record(read_row(row), self.table) for row in rows]
        others += [make_record(packed.unpack(), self.table) for packed in self.waiting[day]]
        if any(says_nothing_new(record, other) for other in others):
            message = "It says the same as what is stored."
            if imported:
                return self.take_again(imported, message, record.source.path)
            return Row.of_record(record, Result.SAME, message)
        if imported and (reason := why_out_of_reach(page, self.user)):
            return Row.of_record(record, Result.CHANGED, reason, page.pk)
        if others and all(is_other_issue(record, other) for other in others):
            paths = ", ".join(other.source.path for other in others)
            return Row.of_record(record, Result.OTHER, f"{paths} has that date, with other articles.", page and page.pk)
        if self.is_dry:
            self.waiting[day].append(PackedSource.of(record.source))
        if imported and (reason := why_settled(imported)):
            if not self.is_dry:
                keep_beside(imported, record, others)
            return Row.of_record(record, Result.BESIDE, f"{reason} {TOLD}", page.pk)
        merged = leave_out_mail_redirects(merge([*others, record]))
        if self.is_dry:
            return self.describe(record, merged, page)
        imported = self.store(imported, day, merged, [*others, record])
        rows.append(add_row(imported, record.source))
        set_roles(merged, zip([*others, record], rows, strict=True))
        result = Result.COMPLETED if others else Result.STORED
        message = self.tell(record, merged, page)
        return self.settle(imported, result, message, record.source.path)

    def tell(self, record: IssueRecord, merged: Merged, page: WeeklyUpdate | None) -> str:
        """How a source and the others belong together, and that one of its day is in the trash. A query at most."""
        is_new = self.has_database and page is None
        is_trashed = is_new and TrashedPage.objects.filter(slug=str(merged.record.issue.date)).exists()
        return " ".join(filter(None, [say_merged(record, merged), TRASHED if is_trashed else ""]))

    def take_again(self, imported: ImportedIssue, message: str, path: str) -> Row:
        """What says nothing new: its issue is published now if that is asked for and was not done."""
        page = imported.page
        if not self.publish or (page.live and not page.has_unpublished_changes):
            return Row.of_values(imported.record, Result.SAME, message, page.pk, path)
        if reason := why_kept(imported, self.user):
            return Row.of_values(imported.record, Result.CHANGED, f"{message} {reason}", page.pk, path)
        return self.settle(imported, Result.SAME, message, path)

    def describe(self, record: IssueRecord, merged: Merged, page: WeeklyUpdate | None) -> Row:
        """What would become of it."""
        result = Result.COMPLETED if merged.twins or merged.history else Result.STORED
        message = self.tell(record, merged, page)
        if self.publish and (held := self.find_hold(merged.record.confidence, merged.record.issue.date)):
            result, message = held[0], f"{message} {held[1]}".strip()
        elif self.publish:
            result = Result.PUBLISHED
        return Row.of_record(record, result, message, page and page.pk, stored=merged.record)

    def store(
        self, imported: ImportedIssue | None, day: datetime.date, merged: Merged, records: Sequence[IssueRecord]
    ) -> ImportedIssue:
        """Write the draft of an issue, and what is kept beside it."""
        summary = merged.record.summary or next((each.summary for each in records if each.summary), "")
        draft = Draft(merged.record.issue, day, summary)
        if imported:
            page = imported.page.get_latest_revision_as_object()
            draft.fill(page)
        else:
            page = WeeklyUpdate(live=False, owner=self.user)
            draft.fill(page)
            with disable_reference_index_auto_update():  # saving the revision, which follows, updates it once
                NewsIndex.objects.first().add_child(instance=page)
            imported = ImportedIssue(page=page)
        revision = page.save_revision(user=self.user, log_action=True, clean=False)
        imported.record = merged.record.as_dict()
        imported.differences = [asdict(each) for each in merged.differences]
        imported.long_texts = draft.by_id(merged.long_texts)
        imported.country_reasons = draft.by_id(draft.country_reasons)
        imported.suggested, imported.notes = draft.suggested, draft.notes
        imported.confidence = merged.record.confidence
        imported.stored_revision = revision.pk
        imported.imported_at = timezone.now()
        imported.save()
        return imported

    def settle(self, imported: ImportedIssue, result: Result, message: str, path: str) -> Row:
        """Publish the issue if that is asked for, and tell what became of it."""
        if self.publish and (held := self.find_hold(imported.confidence, imported.page.date)):
            result, message = held[0], f"{message} {held[1]}".strip()
        elif self.publish:
            page = Page.objects.get(pk=imported.page_id).get_latest_revision_as_object()
            if missing := find_missing(page):
                result, message = Result.INCOMPLETE, f"{message} {' '.join(missing)}".strip()
            else:
                result = Result.PUBLISHED
                if not self.is_dry:
                    publish_quietly(imported, page, self.user)
        if imported.page.live and result is not Result.PUBLISHED:
            message = f"{message} Readers see the page as it was published before.".strip()
        return Row.of_values(imported.record, result, message, imported.page_id, path)

    def find_hold(self, confidence: float, day: datetime.date | None) -> tuple[Result, str] | None:
        """Why an issue stays a draft whatever it lacks, and a sentence; None where nothing holds it.

        Its day is that of Washington. One that is still to come is misread, or an issue that is not sent yet.
        """
        if confidence < self.threshold:
            return Result.BELOW_THRESHOLD, f"Its confidence of {confidence:.2f} is below {self.threshold:.2f}."
        if day and day > timezone.localdate(timezone=EASTERN):
            return Result.EARLY, f"Its date, {long_date(day)}, is still to come."
        return None


def set_roles(merged: Merged, sources: Iterable[tuple[IssueRecord, ImportedSource]]) -> None:
    """Say of each source of an issue what it is to it. sources: the records that were merged, with their rows."""
    for record, row in sources:
        if any(each is record for each in merged.history):
            row.role = ImportedSource.Role.HISTORY
        elif any(each is record for each in merged.twins):
            row.role = ImportedSource.Role.TWIN
        else:
            row.role = ImportedSource.Role.CURRENT
        row.save(update_fields=["role"])


def say_merged(record: IssueRecord, merged: Merged) -> str:
    """How a source and the others of its issue belong together; empty where there are no others."""
    if any(each is record for each in merged.history):
        told = [f"It was sent again: {merged.record.source.path} is the issue, this its history."]
    else:
        replaced = [each.source.path for each in merged.history]
        twins = [each.source.path for each in (merged.record, *merged.twins) if each.source is not record.source]
        told = [f"It replaces {', '.join(replaced)}, sent earlier."] if replaced else []
        told += [f"One issue with {', '.join(twins)}."] if twins else []
    differences = sum(not each.is_taken for each in merged.differences)
    return " ".join([*told, f"Differences: {differences}."] if told and differences else told)

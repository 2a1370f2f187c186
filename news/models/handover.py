"""What was copied into the mailing service: the email as HTML and as text, exactly as it was."""

import unicodedata
from dataclasses import replace
from hashlib import sha256

from django.conf import settings
from django.db import models
from django.utils import timezone

from ..outputs.build import build_publisher, clean_text, find_mail_service
from ..outputs.email import render_email_for
from ..outputs.issue import Issue, Publisher
from ..outputs.plain_text import render_plain_text


def digest(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hexadecimal digits."""
    return sha256(text.encode()).hexdigest()


def comparable(text: str) -> str:
    """A text as it is compared with one that an output has: as outputs clean it, on one line, composed (NFC)."""
    return " ".join(unicodedata.normalize("NFC", clean_text(text)).casefold().split())


def fingerprint(issue: Issue) -> str:
    """The digest of what an issue itself says, as plain text.

    Without what the organization's settings add to it, and without its URL: a new telephone number does not change an
    issue that was handed over.
    """
    nobody = Publisher(name="", short_name="", url="")
    return digest(render_plain_text(replace(issue, city="", url=""), nobody))


class Handover(models.Model):
    """One revision of a weekly update, as it was copied. A record: nothing changes it."""

    page = models.ForeignKey("news.WeeklyUpdate", on_delete=models.CASCADE, related_name="handovers")
    revision = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")
    html = models.TextField()
    text = models.TextField()
    html_sha256 = models.CharField(max_length=64)
    text_sha256 = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    wagtail_reference_index_ignore = True  # a record is no use of the page that could keep it from being deleted

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.page}, handed over {self.at:%Y-%m-%d %H:%M}"

    @classmethod
    def of(cls, update, request) -> "Handover":
        """The handover of a weekly update's latest revision, not saved: what would be copied of it now.

        update: as Page.get_latest_revision_as_object() returns it.
        """
        issue, publisher = update.as_issue(request), build_publisher(request)
        service = find_mail_service(request)
        html = render_email_for(service, issue, publisher)
        text = render_plain_text(issue, publisher, service.text)
        return cls(
            page=update,
            revision_id=update.latest_revision_id,
            html=html,
            text=text,
            html_sha256=digest(html),
            text_sha256=digest(text),
            fingerprint=fingerprint(issue),
            at=timezone.now(),
            by=request.user,
        )

    def contains(self, words: str) -> bool:
        """Whether these words stood in what was handed over, in capitals or not; lines may have broken elsewhere."""
        wanted = comparable(words)
        return bool(wanted) and wanted in comparable(self.text)

"""Links that show the latest draft of a weekly update to somebody without an account."""

import secrets
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Least
from django.utils import timezone

LIFETIMES = (1, 7, 30)  # days
DEFAULT_LIFETIME = 7
MAX_IN_FORCE = 20  # of one page: all of them are listed, so that each can be revoked
TOKEN_BYTES = 32  # of randomness, so that nobody finds one by trying: no throttle is needed


def hash_token(token: str) -> str:
    return sha256(token.encode()).hexdigest()


class DraftLinkQuerySet(models.QuerySet):
    def in_force(self):
        """Those that are neither revoked nor past their end."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())

    def ended(self):
        """The others, the last to end first."""
        is_over = ~Q(revoked_at=None) | Q(expires_at__lte=timezone.now())
        return self.filter(is_over).order_by(Least("revoked_at", "expires_at").desc(), "-pk")

    def find(self, token: str) -> "DraftLink | None":
        """The link in force of a token, while its maker may edit the page. It is looked up by digest: how long that
        takes tells nothing of the token.
        """
        links = self.in_force().select_related("page", "created_by").filter(token_sha256=hash_token(token))
        link = links.first()
        return link if link and may_share(link.created_by, link.page) else None


def may_share(user, page) -> bool:
    """Whether a user's links to the draft of a page work: they may edit it, and their account is there and active."""
    return user is not None and page.permissions_for_user(user).can_edit()


class DraftLink(models.Model):
    """A link to the latest draft of one weekly update. It works while whoever made it may edit that update.

    Of its token only the SHA-256 is kept: who reads the database or a backup opens no draft with it. So the link is
    shown once, when it is made; who has lost it makes another.
    """

    page = models.ForeignKey("news.WeeklyUpdate", on_delete=models.CASCADE, related_name="draft_links")
    token_sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_opened_at = models.DateTimeField(null=True)
    opened = models.PositiveIntegerField(default=0)

    objects = DraftLinkQuerySet.as_manager()
    is_left_out_of_trash = True  # a page that comes back, perhaps years later, has no links that were forgotten
    wagtail_reference_index_ignore = True  # a link is no use of the page that could keep it from being deleted

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return f"Link to the draft of {self.page}, until {self.expires_at:%Y-%m-%d %H:%M}"

    @classmethod
    def make(cls, page, user, days: int) -> tuple["DraftLink", str]:
        """A new link, saved, and its token. days: one of LIFETIMES."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        expires_at = timezone.now() + timedelta(days=days)
        link = cls.objects.create(page=page, created_by=user, expires_at=expires_at, token_sha256=hash_token(token))
        return link, token

    def count_opening(self) -> None:
        """Two that open it at once are both counted."""
        type(self).objects.filter(pk=self.pk).update(opened=F("opened") + 1, last_opened_at=timezone.now())

"""The pictures of accounts that were uploaded before every upload was normalized."""

from collections.abc import Iterator

from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.users.models import UserProfile

from ..storage import delete_after_commit
from .decoder_lock import decoder_lock
from .isolated import normalize_upload
from .uploads import has_metadata

AVATAR_SIDE = 400  # pixels


def profiles_to_normalize() -> Iterator[UserProfile]:
    """Those whose picture has more in it than its pixels, or is damaged; they are few, and their pictures small."""
    for profile in UserProfile.objects.exclude(avatar="").exclude(avatar=None):
        try:
            with profile.avatar.open() as file:
                is_normalized = not has_metadata(file)
        except FileNotFoundError:
            continue
        except Exception:  # a decoder raises anything for a damaged file
            is_normalized = False
        if not is_normalized:
            yield profile


def normalize_avatar(profile: UserProfile) -> None:
    """Raises UnusableUploadError, LockBusyError, and OSError where there is no room."""
    with profile.avatar.open() as file, decoder_lock():
        content, suffix = normalize_upload(file, AVATAR_SIDE)
    with transaction.atomic():
        current = UserProfile.objects.select_for_update(no_key=True).filter(pk=profile.pk, avatar=profile.avatar.name)
        if current.exists():
            delete_after_commit(profile.avatar.storage, profile.avatar.name)
            profile.avatar.save("avatar" + suffix, ContentFile(content), save=False)
            profile.save(update_fields=["avatar"])

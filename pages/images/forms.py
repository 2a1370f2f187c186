"""The admin's forms for a picture of the library, and for the picture of an account."""

from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.images.forms import BaseImageForm

from ..library_forms import StagedFileFormMixin
from ..storage import delete_after_commit
from .avatars import AVATAR_SIDE
from .fields import PictureField


class SiteImageForm(StagedFileFormMixin, BaseImageForm):
    file_field = PictureField


class AvatarForm(AvatarPreferencesForm):
    """Replaces the avatar's form, which keeps an upload's metadata; until Wagtail has a setting for it."""

    avatar = PictureField(label="Upload a profile picture", required=False, max_side=AVATAR_SIDE)

    def clean_avatar(self):
        return self.cleaned_data["avatar"]  # False where it is to be removed

    def save(self, commit=True):
        original, self._original_avatar = self._original_avatar, None  # Wagtail would delete it before the commit
        profile = super().save(commit)
        if original and original != profile.avatar:
            delete_after_commit(original.storage, original.name)
        return profile

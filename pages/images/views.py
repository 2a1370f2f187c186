"""The second step of a multiple upload: describing a picture that is stored already.

Replaces Wagtail's view, which answers 500 on a full disk and leaves a file without a picture; until it reports that.
"""

from pathlib import Path

from django.core.files import File
from django.db import transaction
from django.http import JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from wagtail.images.views import multiple

from .fields import picture_error


class CreateFromUploadedImageView(multiple.CreateFromUploadedImageView):
    def post(self, request, *args, **kwargs):
        try:
            with transaction.atomic():  # which deletes the files of what it rolls back
                return super().post(request, *args, **kwargs)
        except OSError as error:
            return self.refuse(picture_error(error))

    def save_object(self, form):
        """The upload was normalized when it came, so it is not encoded once more."""
        file = File(self.upload.file.file, Path(self.upload.file.name).name)
        file.is_normalized = True
        self.object.file = file
        self.object.uploaded_by_user = self.request.user
        self.object._set_image_file_metadata()
        form.save()

    def refuse(self, message):
        """The form as it was filled in, with the message above it; the upload is kept."""
        prefix = f"{self.edit_upload_form_prefix}-{self.upload.pk}"
        form = self.form_class(self.request.POST, instance=self.model(), prefix=prefix, user=self.request.user)
        form.add_error(None, message)
        context = {
            self.context_upload_name: self.upload,
            "edit_action": reverse(self.edit_upload_url_name, args=[self.upload.pk]),
            "delete_action": reverse(self.delete_upload_url_name, args=[self.upload.pk]),
            "form": form,
        }
        html = render_to_string(self.edit_form_template_name, context, request=self.request)
        return JsonResponse({"success": False, "form": html})

"""A file of old issues is uploaded, what is in it is shown, and one press stores that.

What imports is imported when a file is looked at or stored: it takes long, and every web process loads this module as
it starts.
"""

import time
from dataclasses import replace

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.utils.dateparse import parse_date
from django.views.generic import FormView, TemplateView

from ..models import ImportedIssue, Upload
from ..reading import SourceText, read_upload
from ..reading.limits import MAX_FILE, MEGABYTE, in_megabytes
from .section import LIST, PREVIEW, ArchiveBase

MAX_TEXTS = 60  # in one upload: so many are read while somebody waits
MAX_UNPACKED = 60 * MEGABYTE  # bytes of what an upload holds, in the memory one after another
MAX_SECONDS = 20  # from which no further text is read
MAX_UPLOADS = 3  # of one person that wait for the press
TOO_MUCH = "It holds {}. Upload it in parts, or ask an operator to import it as a whole."
ENDINGS = ".eml,.mbox,.html,.htm,.txt,.md,.docx,.pdf,.zip"


class UploadForm(forms.Form):
    """`rows`, once it is valid: what would become of each text."""

    file = forms.FileField(
        label="File",
        widget=forms.FileInput({"accept": ENDINGS}),
        help_text="A mail (.eml), a mailbox (.mbox), a web page, a text, a Word file, a PDF or a zip of these;"
        f" at most {in_megabytes(MAX_FILE)} and {MAX_TEXTS} issues.",
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_FILE:
            raise ValidationError(
                f"This file has {in_megabytes(file.size)}; at most {in_megabytes(MAX_FILE)} are read."
            )
        self.rows = preview(file)
        if not self.rows:
            raise ValidationError("Nothing in it can be read.")
        file.seek(0)
        return file


def preview(file) -> list[dict]:
    """What would become of each text in an uploaded file. Raises ValidationError where somebody would wait too long."""
    from ..importing.importer import Importer

    importer = Importer(is_dry=True)
    rows, size, end = [], 0, time.monotonic() + MAX_SECONDS
    for found in read_upload(file.name, file):
        if isinstance(found, SourceText):
            size += len(found.original)
            found = replace(found, original=b"")
        if len(rows) >= MAX_TEXTS:
            raise ValidationError(TOO_MUCH.format(f"more than {MAX_TEXTS} texts"))
        if size > MAX_UNPACKED:
            raise ValidationError(TOO_MUCH.format(f"more than {in_megabytes(MAX_UNPACKED)}"))
        if time.monotonic() > end:
            raise ValidationError(TOO_MUCH.format(f"more than can be read in {MAX_SECONDS} seconds"))
        rows.append(importer.take(found).as_shown())
    return rows


class UploadView(ArchiveBase, FormView):
    page_title = "Bring issues home"
    template_name = "archive/upload.html"
    form_class = UploadForm

    def form_valid(self, form):
        """Keep the file for the press that stores it; of one person's files, the newest few."""
        file = form.cleaned_data["file"]
        with transaction.atomic():
            upload = Upload.objects.create(by=self.request.user, name=file.name, file=file, rows=form.rows)
            own = Upload.objects.filter(by=self.request.user, state=Upload.State.SHOWN).order_by("-at")
            Upload.objects.filter(pk__in=[each.pk for each in own[MAX_UPLOADS:]]).discard()
        return redirect(PREVIEW, upload.key)


class PreviewView(ArchiveBase, TemplateView):
    """What is in an upload, and what would become of it. A POST has the worker store it."""

    page_title = "What is in the file"
    template_name = "archive/preview.html"

    def dispatch(self, request, *args, **kwargs):
        self.upload = Upload.objects.filter(by=request.user.pk, key=kwargs["key"]).first()
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        if self.upload is None:
            messages.warning(request, "The upload is no longer here: it is kept for a day. Upload the file again.")
            return redirect(LIST)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        from ..importing.rows import Result

        rows = self.upload.rows
        pages = [row["page_id"] for row in rows if row["page_id"]]
        issues = dict(ImportedIssue.objects.filter(page__in=pages).values_list("page", "pk"))
        return super().get_context_data(**kwargs) | {
            "upload": self.upload,
            "rows": [row | {"issue": issues.get(row["page_id"]), "day": parse_date(row["date"])} for row in rows],
            "n_drafts": len({row["date"] for row in rows if Result(row["result"]).is_stored}),
            "n_beside": sum(row["result"] == Result.BESIDE for row in rows),
        }

    def post(self, request, *args, **kwargs):
        """Pressed twice, it is stored once."""
        from ..importing.tasks import store_upload

        waiting = Upload.objects.filter(by=request.user, key=kwargs["key"], state=Upload.State.SHOWN)
        with transaction.atomic():
            if waiting.update(state=Upload.State.WAITING):
                store_upload.enqueue(self.upload.pk)
        return redirect(PREVIEW, kwargs["key"])

"""Every way in for a PDF, as an editor's browser sends it; and the files that are there afterwards."""

from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse


def stored_files():
    """The paths of all files of the media folder, the storage's temporary ones included, with their content.

    But for the locks, which stay.
    """
    files = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    return {path: path.read_bytes() for path in files if ".locks" not in path.parts}


def upload(content):
    return SimpleUploadedFile("report.pdf", content, "application/pdf")


def add(client, content):
    return client.post(reverse("wagtaildocs:add"), {"title": "A report", "file": upload(content)})


def add_multiple(client, content, title="A report"):
    return client.post(
        reverse("wagtaildocs:add_multiple"),
        {"files[]": upload(content), "title": title},
        headers={"x-requested-with": "XMLHttpRequest"},
    )


def choose(client, content):
    fields = {"title": "A report", "file": upload(content)}
    return client.post(
        reverse("wagtaildocs_chooser:create"),
        {f"document-chooser-upload-{name}": value for name, value in fields.items()},
    )


def replace(client, document, content):
    return client.post(
        reverse("wagtaildocs:edit", args=[document.pk]), {"title": "A report", "tags": "", "file": upload(content)}
    )


WAYS_IN = [add, add_multiple, choose]

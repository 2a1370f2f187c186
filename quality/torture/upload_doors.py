"""Every form of the admin that takes a file, as a contributor's browser sends it."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from .client import Client, Response

KINDS = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
         "avif": "image/avif"}  # fmt: skip


@dataclass(frozen=True)
class Door:
    """takes: "picture" or "pdf". is_accepted: whether a response says that the file was taken."""

    name: str
    takes: str
    path: str
    field: str
    fields: dict
    is_accepted: Callable[[Response], bool]

    def send(self, client: Client, file_name: str, content: bytes) -> Response:
        kind = KINDS.get(file_name.rpartition(".")[2], "application/octet-stream")
        # Pages are submitted as forms; the others are sent by a script of the admin's.
        headers = {} if self.is_accepted is is_redirect else {"X-Requested-With": "XMLHttpRequest"}
        return client.post(self.path, self.fields, {self.field: (file_name, content, kind)}, headers)


def is_redirect(response: Response) -> bool:
    return response.status == 302 and "/login/" not in response.headers["location"]


def is_success(response: Response) -> bool:
    return response.status == 200 and json.loads(response.body).get("success") is True


def is_chosen(response: Response) -> bool:
    """A duplicate is stored, and then asked about."""
    return response.status == 200 and json.loads(response.body).get("step") in {"chosen", "duplicate_found"}


FOCUS = {f"focal_point_{name}": "" for name in ("x", "y", "width", "height")}
PICTURE = {"title": "A picture", "description": "Two stars above a line of hills", "credit": "", "tags": "", **FOCUS}
DOCUMENT = {"title": "A report", "tags": ""}


def prefixed(prefix: str, fields: dict) -> dict:
    return {f"{prefix}-{name}": value for name, value in fields.items()}


DOORS = (
    Door("add a picture", "picture", "/admin/images/add/", "file", PICTURE, is_redirect),
    Door("add pictures", "picture", "/admin/images/multiple/add/", "files[]", {"title": "A picture"}, is_success),
    Door("choose a picture", "picture", "/admin/images/chooser/create/", "image-chooser-upload-file",
         prefixed("image-chooser-upload", PICTURE), is_chosen),
    Door("avatar", "picture", "/admin/account/", "avatar-avatar",
         {"name_email-first_name": "A", "name_email-last_name": "Contributor",
          "name_email-email": "contributor@example.org",
          "theme-theme": "system", "theme-density": "default", "theme-contrast": "system",
          "theme-keyboard_shortcuts": "on",
          "locale-preferred_language": "", "locale-current_time_zone": ""}, is_redirect),
    Door("add a document", "pdf", "/admin/documents/add/", "file", DOCUMENT, is_redirect),
    Door("add documents", "pdf", "/admin/documents/multiple/add/", "files[]", {"title": "A report"}, is_success),
    Door("choose a document", "pdf", "/admin/documents/chooser/create/", "document-chooser-upload-file",
         prefixed("document-chooser-upload", DOCUMENT), is_chosen),
)  # fmt: skip

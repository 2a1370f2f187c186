"""What the addresses of the matrix are about: one real object of each kind, and the arguments that name it."""

import re
import uuid
from datetime import timedelta

from django.contrib.auth.models import Group
from django.contrib.auth.tokens import default_token_generator
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_tasks_db.models import DBTaskResult
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    Site,
    Task,
    UploadedFile,
    Workflow,
)

from archive.models import ImportedIssue, ImportedSource, Upload
from ncsej_site.help import get_sections
from ncsej_site.mail.models import OutgoingMail
from ncsej_site.worker.models import MissedSchedule
from news.models import (
    DraftLink,
    Handover,
    InboxItem,
    Record,
    Source,
    SpellingGroup,
    TrackedBill,
    WeeklyUpdate,
    Withdrawal,
)
from news.views import sitemap
from pages.models import ContactMessage, Person, TrashedPage
from tests import factories as make
from tests import forms
from tests.factories import png

NOW = timezone.now()
PASSWORD = uuid.uuid4().hex  # of what readers open by one


def make_content(users: dict, contributor, pages: dict) -> dict:
    """Name → object. users: role → account; contributor: signed in, makes drafts; pages: those of full_site()."""
    statement, statements = pages["news.Statement"], pages["news.StatementIndex"]
    update, news = pages["news.WeeklyUpdate"], pages["news.NewsIndex"]
    for date, action in (("2030-01-04", {}), ("2030-01-11", {"action-submit": "Submit"})):
        forms.add(contributor, news, forms.weekly_update(date=date), action)
    draft, submitted = WeeklyUpdate.objects.filter(owner=users["contributor"]).order_by("date")
    state = submitted.current_workflow_state
    private = make.StatementFactory(title="Behind a password", slug="behind-a-password")
    collection = Collection.get_first_root_node().add_child(instance=Collection(name="Papers"))
    draft_link, draft_token = DraftLink.make(update, users["editor"], 7)
    source, bill = Source.objects.first(), TrackedBill.objects.create(congress=118, kind="hr", number=1911)
    return pages | {
        "users": users,
        "page": statement,
        "index": statements,
        "update": update,
        "draft_link": draft_link,
        "draft_token": draft_token,
        "draft": draft,
        "submitted": submitted,
        "workflow_state": state,
        "task_state": state.current_task_state,
        "restriction": PageViewRestriction.objects.create(page=private, restriction_type="password", password=PASSWORD),
        "private": private,
        "collection": collection,
        "collection_restriction": CollectionViewRestriction.objects.create(
            collection=collection, restriction_type="password", password=PASSWORD
        ),
        "image": make.ImageFactory(),
        "document": make.DocumentFactory(),
        "uploaded_image": upload("siteimage", users["administrator"]),
        "uploaded_document": upload("sitedocument", users["administrator"]),
        "redirect": Redirect.objects.create(old_path="/old", redirect_link="/news/"),
        "source": source,
        "bill": bill,
        "spelling": SpellingGroup.objects.first(),
        "record": Record.objects.clippings().first(),
        "person": Person.objects.first(),
        "message": ContactMessage.objects.create(name="A reader", email="reader@example.org", text="A question"),
        "handover": make_handover(update),
        "failed_task": make_failed_task(),
        "missed": MissedSchedule.objects.create(page=submitted, due_at=NOW, is_publication=True, reason="It was late."),
        "unknown_mail": OutgoingMail.objects.create(
            status="unknown", sender="office@example.org", recipient="reader@example.org", subject="A mail", content=b""
        ),
        "editing_session": EditingSession.objects.create(
            user=users["administrator"], content_object=statement, last_seen_at=NOW - timedelta(minutes=1)
        ),
        "trashed": make_trashed(users["administrator"], statements),
        "site": Site.objects.get(is_default_site=True),
        "factor": TOTPDevice.objects.create(user=users["editor"], name="app"),
        "group": Group.objects.get(name="Editors"),
        "workflow": Workflow.objects.get(),
        "task": Task.objects.get(),
        "inbox_item": InboxItem.objects.create(url="http://127.0.0.1/article", key="0" * 32),
        "withdrawal": Withdrawal.objects.create(page=update, key="0" * 16, headline="An article", at=NOW),
        **make_imported(draft, users["contributor"]),
    }


def make_imported(draft: WeeklyUpdate, user) -> dict:
    """A draft as if it had been imported, its source, and a file that this user has uploaded."""
    record = {"reasons": [], "unplaced": []}
    issue = ImportedIssue.objects.create(page=draft, record=record, confidence=1)
    file = ContentFile(b"An old issue", "issue.txt")
    source = ImportedSource.objects.create(issue=issue, path="issue.txt", form="text", original=file)
    return {
        "imported_issue": issue,
        "imported_source": source,
        "imported_upload": Upload.objects.create(name="issue.txt", file=file, by=user),
    }


def make_failed_task() -> DBTaskResult:
    return DBTaskResult.objects.create(
        task_path="news.tasks.none",
        args_kwargs={"args": [], "kwargs": {}},
        run_after=NOW,
        status="FAILED",
        exception_class_path="",
        traceback="",
        queue_name="default",
        backend_name="worker",
        worker_ids=[],
    )


def upload(model: str, user) -> UploadedFile:
    """A file of which the form is still open."""
    of = ContentType.objects.get(app_label="pages", model=model)
    return UploadedFile.objects.create(for_content_type=of, uploaded_by_user=user, file=png())


def make_handover(update) -> Handover:
    return Handover.objects.create(
        page=update,
        html="<p>As it was copied</p>",
        text="As it was copied",
        html_sha256="",
        text_sha256="",
        fingerprint="",
        at=NOW,
    )


def make_trashed(user, parent) -> TrashedPage:
    return TrashedPage.objects.create(
        page_id=999_999,
        parent_id=parent.pk,
        parent_title=parent.title,
        content_type=ContentType.objects.get_for_model(Page),
        title="In the trash",
        slug="in-the-trash",
        path=f"{parent.path}ZZZZ",
        url_path=f"{parent.url_path}in-the-trash/",
        was_live=True,
        was_scheduled=False,
        page_count=1,
        live_count=1,
        trashed_by=user,
        batch=uuid.uuid4(),
    )


def arguments_for(template: str, objects: dict, *, own: bool = False) -> dict:
    """The value of each argument in an address. own: a page is the contributor's own draft, else a live statement."""
    page, about_update = objects["page"], objects["update"]
    if "/workflow/" in template or "workflow_history" in template:
        page = objects["submitted"]
    elif own:
        page = about_update = objects["draft"]
    user = objects["users"]["administrator"]
    values = GENERAL | {
        "page_id": page.pk,
        "page_to_move_id": page.pk,
        "page_pk": page.pk,
        "parent_page_id": objects["index"].pk,
        "destination_id": objects["index"].pk,
        "revision_id": page.latest_revision_id or page.save_revision().pk,
        "workflow_state_id": objects["workflow_state"].pk,
        "task_state_id": objects["task_state"].pk,
        "task_id": objects["task"].pk,
        "workflow_pk": objects["workflow"].pk,
        "image_id": objects["image"].pk,
        "document_id": objects["document"].pk,
        "doc_id": objects["document"].pk,
        "uploaded_file_id": objects["uploaded_image" if "/images/" in template else "uploaded_document"].pk,
        "collection_id": objects["collection"].pk,
        "redirect_id": objects["redirect"].pk,
        "key": objects["imported_upload"].key if "/archive/" in template else objects["record"].key,
        "page_view_restriction_id": objects["restriction"].pk,
        "restriction_id": objects["collection_restriction"].pk,
        "handover_pk": objects["handover"].pk,
        "link_pk": objects["draft_link"].pk,
        "object_id": page.pk,
        "session_id": objects["editing_session"].pk,
        "batch": objects["trashed"].batch,
        "uidb64": urlsafe_base64_encode(force_bytes(user.pk)),
        "token": default_token_generator.make_token(user),
        "part": (page.pk - 1) // sitemap.PART + 1 if "pages" in template else 1,
    }
    values["_1"] = values["_2"] = values["revision_id"]
    for pattern, name in NAMED_BY_PK:
        if re.search(pattern, template):
            values["pk"] = objects[name].pk
    if "weekly-update" in template or "api/main/pages" in template:
        values["pk"] = about_update.pk if "weekly" in template else page.pk
    if "/users/" in template:
        values["pk"] = objects["users"]["editor"].pk if "/reset-" in template else user.pk  # nobody resets their own
    if template.startswith("/admin/pages/<_0>"):
        values["_0"] = page.pk
    elif template.startswith("/documents/<_0>"):
        values |= {"_0": objects["document"].pk, "_1": objects["document"].filename}
    elif template.startswith("/draft/"):
        values |= {"token": objects["draft_token"], "filename": objects["document"].filename}
    elif template.startswith("/media/"):
        values["path"] = objects["image"].get_rendition("width-30").file.name
    elif template == "/sources/<slug>/":
        values["slug"] = objects["source"].slug
    elif "/settings/" in template:
        values |= {"app_name": "pages", "model_name": "organization", "pk": objects["site"].pk}
    elif "/workflow/" in template:
        values["action_name"] = "approve"
    return values


GENERAL = {
    "app_label": "wagtailcore",
    "model_name": "page",
    "action_name": "unpublish",
    "action": "unpublish",
    "content_type_app_name": "news",
    "content_type_model_name": "statement",
    "app_name": "news",
    "filter_spec": "original",
    "slug": get_sections()[0].slug,
    "congress": 118,
    "kind": "hr",
    "number": 1911,
    "name": "year",
    "_0": "no-such.page",
}
# Of which object the argument `pk` is the key; the last that fits.
NAMED_BY_PK = [
    ("/admin/api/main/documents/|/admin/documents/", "document"),
    ("/admin/api/main/images/|/admin/images/", "image"),
    ("/admin/archive/", "imported_issue"),
    ("/admin/archive/sources/", "imported_source"),
    ("/admin/bills/", "bill"),
    ("/admin/collections/", "collection"),
    ("/admin/contact_messages/", "message"),
    ("/admin/failed-tasks/", "failed_task"),
    ("/admin/inbox/", "inbox_item"),
    ("/admin/missed-schedules/", "missed"),
    ("/admin/unknown-mails/", "unknown_mail"),
    ("/admin/groups/", "group"),
    ("/admin/second-factor/", "factor"),
    ("/admin/sites/", "site"),
    ("/person/", "person"),
    ("/admin/sources/", "source"),
    ("/admin/spellings/", "spelling"),
    ("/admin/trash/", "trashed"),
    ("/admin/withdraw/", "withdrawal"),
    ("/admin/workflows/", "workflow"),
    ("/admin/workflows/tasks/", "task"),
]

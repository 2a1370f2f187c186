"""A file is uploaded, what is in it is shown, and one press stores it."""

import datetime
import io
import os
import time
import zipfile
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from archive.admin import uploads
from archive.importing.rows import Row
from archive.importing.tasks import find_unstored, prune_originals, store_upload
from archive.models import ImportedIssue, ImportedSource, Upload
from archive.reading import Refused
from news.models import WeeklyUpdate
from pages.trash.trashing import TrashPageAction
from tests.archive.issues import LETTER, issue, take
from tests.conftest import signed_in
from tests.factories import UserFactory
from tests.html import parse, text

pytestmark = pytest.mark.usefixtures("news_index")
MBOX = b"From a@example.org Fri Apr  7 10:00:00 2017\nSubject: Hello\n\nAt four?\n\n" * 2


def upload(client, content=None, name="2017-04-07.txt"):
    file = SimpleUploadedFile(name, issue().text.encode() if content is None else content)
    return client.post(reverse("archive_upload"), {"file": file}, follow=True)


def stored_files():
    return {path.name for path in Path(default_storage.path("archive")).glob("*")}


def test_what_is_in_the_file_is_shown_and_nothing_is_stored(editor):
    page = parse(upload(editor))
    assert text(page.select_one("tbody tr")) == (
        "2017-04-07.txt Parliament in Kyiv passes a law on restitution Draft April 7, 2017 Letter and articles 2 0 100%"
    )
    assert text(page.select_one("form button.button")) == "Store 1 draft"
    assert not WeeklyUpdate.objects.exists()


def zipped(*sources):
    with io.BytesIO() as file:
        with zipfile.ZipFile(file, "w") as archive:
            for source in sources:
                archive.writestr(source.name, source.text)
        return file.getvalue()


def test_of_an_issue_that_is_unsure_the_reasons_are_told_and_of_a_letter_alone_its_first_words(editor):
    letter = issue(letter="The anti- Semitic text of a letter.").text.partition("Parliament in Kyiv")[0]
    row = parse(upload(editor, letter.encode())).select_one("tbody tr")
    assert text(row.select_one("th .section__hint")) == "The anti- Semitic text of a letter."
    reasons = [text(reason) for reason in row.select(".section__doubt")]
    assert "A hyphen may be left from the end of a line: “anti- Semitic”." in reasons


def test_twins_are_counted_as_the_one_draft_that_they_make(editor):
    twin = issue(letter=f"{LETTER} And more was said later.", name="twin.txt")
    other = issue(datetime.date(2017, 4, 14))
    page = parse(upload(editor, zipped(issue(), twin, other), "issues.zip"))
    assert len(page.select("tbody tr")) == 3
    assert text(page.select_one("form button.button")) == "Store 2 drafts"


def test_a_later_text_of_a_page_that_was_reviewed_is_stored_beside_it(editor):
    take(issue())
    ImportedIssue.objects.update(state=ImportedIssue.State.REVIEWED)
    later = issue(letter=f"{LETTER} And more was said later.", name="later.txt")
    page = parse(upload(editor, zipped(later), "later.zip"))
    assert text(page.select_one("form button.button")) == "Store 1 text beside its page"
    editor.post(reverse("archive_preview", args=[Upload.objects.get().key]))
    assert ImportedSource.objects.filter(role=ImportedSource.Role.LATER).exists()


def test_one_press_stores_it_and_leads_to_the_review(editor):
    upload(editor)
    key = Upload.objects.get().key
    page = parse(editor.post(reverse("archive_preview", args=[key]), follow=True))
    imported = ImportedIssue.objects.get()
    assert page.select_one("tbody a")["href"] == reverse("archive_issue", args=[imported.pk])
    assert imported.page.owner.username == "editor"
    assert imported.page.latest_revision.user.username == "editor"


def test_what_was_uploaded_is_deleted_once_it_is_stored(editor, django_capture_on_commit_callbacks):
    upload(editor)
    file = Upload.objects.get().file
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(reverse("archive_preview", args=[Upload.objects.get().key]))
    assert not file.storage.exists(file.name)
    assert ImportedSource.objects.get().original.read()
    with django_capture_on_commit_callbacks(execute=True):
        Upload.objects.all().discard()


def test_pressed_twice_it_is_stored_once(editor):
    upload(editor)
    key = Upload.objects.get().key
    for _ in range(2):
        editor.post(reverse("archive_preview", args=[key]))
    store_upload.func(Upload.objects.get().pk)
    assert ImportedSource.objects.count() == 1


def test_what_is_refused_is_told_with_its_reason(editor):
    page = parse(upload(editor, b"%PDF-1.7 broken", "scan.pdf"))
    assert "Refused" in text(page.select_one("tbody tr"))
    assert "There is nothing in it to store." in text(page)


@pytest.mark.parametrize(
    ("content", "limits", "told"),
    [
        (b"x" * 20, {"MAX_FILE": 10}, "at most 1 MB are read"),
        (MBOX, {"MAX_TEXTS": 1}, "It holds more than 1 texts"),
        (MBOX, {"MAX_UNPACKED": 60}, "It holds more than 1 MB"),
        (MBOX, {"MAX_SECONDS": -1}, "It holds more than can be read in -1 seconds"),
        (b"", {}, "The submitted file is empty"),
    ],
)
def test_a_file_that_is_too_large_or_empty_is_refused_in_the_form(editor, monkeypatch, content, limits, told):
    for name, value in limits.items():
        monkeypatch.setattr(uploads, name, value)
    assert told in text(parse(upload(editor, content, "box.mbox")))
    assert not Upload.objects.exists()


def test_of_a_large_file_one_text_after_the_other_is_in_memory(editor, monkeypatch):
    """All originals of an upload together had more than 300 MB."""
    events = []

    def read_upload(*_):
        for number in range(2):
            events.append("read")
            yield issue(datetime.date(2017, 4, 7 + number))

    def take(_, found):
        events.append(f"taken with {len(found.original)} bytes")
        return Row.of_refused(Refused(found.path, "x"))

    monkeypatch.setattr(uploads, "read_upload", read_upload)
    monkeypatch.setattr("archive.importing.importer.Importer.take", take)
    upload(editor)
    assert events == ["read", "taken with 0 bytes"] * 2


def test_an_upload_belongs_to_who_made_it(editor):
    upload(editor)
    colleague = signed_in(UserFactory(groups=["Editors"]))
    path = reverse("archive_preview", args=[Upload.objects.get().key])
    assert "no longer here" in colleague.get(path, follow=True).content.decode()
    colleague.post(path)
    assert not ImportedIssue.objects.exists()


def test_of_one_person_the_newest_few_wait(editor, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(uploads, "MAX_UPLOADS", 1)
    before = stored_files()
    with django_capture_on_commit_callbacks(execute=True):
        upload(editor)
        upload(editor)
    assert Upload.objects.count() == 1
    assert len(stored_files() - before) == 1


def test_what_nobody_needs_is_deleted_and_what_the_trash_needs_is_kept(
    editor, administrator, django_capture_on_commit_callbacks
):
    upload(editor)
    editor.post(reverse("archive_preview", args=[Upload.objects.get().key]))
    original = Path(ImportedSource.objects.get().original.path)
    Upload.objects.update(at=timezone.now() - datetime.timedelta(days=2))
    abandoned = original.with_name("abandoned.eml")
    abandoned.write_bytes(b"x")
    old = time.time() - 2 * 24 * 3600
    for path in (original, abandoned):
        os.utime(path, (old, old))
    TrashPageAction(WeeklyUpdate.objects.get(), user=UserFactory(is_superuser=True), batch="0" * 32).execute()
    with django_capture_on_commit_callbacks(execute=True):
        prune_originals()
    assert not Upload.objects.exists()
    assert original.exists()
    assert not abandoned.exists()


def test_an_upload_that_cannot_be_stored_says_so_and_is_stored_when_that_is_tried_again(editor, monkeypatch):
    upload(editor)
    one = Upload.objects.get()
    Upload.objects.update(state=Upload.State.WAITING)
    with monkeypatch.context() as broken:
        broken.setattr("archive.importing.tasks.read_upload", lambda *_: (_ for _ in ()).throw(OSError("No room")))
        with pytest.raises(OSError, match="No room"):
            store_upload.func(one.pk)
    shown = editor.get(reverse("archive_preview", args=[one.key]))
    assert "an error kept it from being stored" in text(parse(shown))
    assert list(find_unstored()) == [(store_upload, [one.pk])]
    store_upload.func(one.pk)
    assert Upload.objects.get().state == Upload.State.STORED
    assert list(find_unstored()) == []


@pytest.mark.parametrize(
    ("state", "days", "is_kept"), [("shown", 2, False), ("waiting", 2, True), ("failed", 2, True), ("failed", 8, False)]
)
def test_what_was_to_be_stored_is_not_deleted_before_it_is(editor, state, days, is_kept):
    upload(editor)
    Upload.objects.update(state=state, at=timezone.now() - datetime.timedelta(days=days))
    prune_originals()
    assert Upload.objects.exists() == is_kept


def test_who_may_not_add_updates_uploads_nothing(corrector, nobody):
    for client, place in ((corrector, "wagtailadmin_home"), (nobody, "wagtailadmin_login")):
        assert upload(client).request["PATH_INFO"] == reverse(place)
    assert not Upload.objects.exists()

"""Uploading PDFs that are protected, broken or hostile: each is refused at its field, and nothing is left of it."""

import os
from pathlib import Path

import pypdf
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from wagtail.models import UploadedFile

from pages.documents import count_pdf_pages, counting
from pages.documents import pdf as pdf_module
from pages.file_lock import LockBusyError, file_lock
from pages.models import SiteDocument
from tests.factories import PublicationFactory, pdf
from tests.pages.documents import pdf_files
from tests.pages.documents.uploads import WAYS_IN, add, add_multiple, stored_files

HOSTILE = {
    "protected": (lambda: pdf_files.protected("secret"), "it opens only with a password. Open it and save a copy"),
    "protected with AES-128": (lambda: pdf_files.protected_with_aes_128("secret"), "it opens only with a password."),
    "protected with AES-256": (pdf_files.protected_with_aes, "it is encrypted, with a password or without. Open it"),
    "damaged, and speaks of encryption": (lambda: b"%PDF-1.7 /Encrypt 1 0 R", "damaged"),
    "cyclic": (pdf_files.cyclic_kids, "damaged"),
    "shared": (lambda: pdf_files.shared_kids(30, 2), ""),  # damaged or too slow, as busy as the machine is
    "deep": (pdf_files.deep_kids, "damaged"),
    "unpacks to 600 MB": (pdf_files.deflate_bomb, ""),
    "empty": (lambda: pdf(0).read(), "damaged"),
    "slow": (pdf_files.missing_kids, "more than five seconds"),
}


def children():
    """The processes that this one has started and not waited for, zombies included."""
    return [status for status in Path("/proc").glob("[0-9]*/stat") if parent(status) == os.getpid()]


def parent(status):
    try:
        return int(status.read_text().rpartition(")")[2].split()[1])
    except OSError:  # it has ended meanwhile
        return None


@pytest.mark.parametrize("kind", HOSTILE)
def test_an_editor_is_told_why_a_pdf_cannot_be_read_and_what_to_do(editor, kind):
    make, why = HOSTILE[kind]
    before = children(), stored_files()
    response = add(editor, make())
    (error,) = response.context["form"].errors["file"]
    assert error.startswith("This PDF cannot be read, because ")
    assert why in error
    assert "Print → Save as PDF" in error
    assert not SiteDocument.objects.exists()
    assert (children(), stored_files()) == before


@pytest.mark.parametrize("way_in", WAYS_IN)
@pytest.mark.parametrize("make", [lambda: pdf_files.protected("secret"), pdf_files.protected_with_aes])
def test_a_protected_pdf_is_refused_at_every_way_in(editor, way_in, make):
    response = way_in(editor, make())
    assert response.status_code == 200
    assert "Open it and save a copy that is not protected" in response.text
    assert not SiteDocument.objects.exists()
    assert not UploadedFile.objects.exists()


@pytest.mark.parametrize("way_in", WAYS_IN)
def test_a_protected_pdf_that_opens_without_a_password_is_accepted(editor, way_in):
    assert way_in(editor, pdf_files.protected(password="")).status_code in (200, 302)
    assert SiteDocument.objects.get().page_count == 1


def test_a_pdf_whose_pages_aes_hides_is_accepted_uncounted_where_it_opens_without_a_password(editor):
    add(editor, pdf_files.protected_with_aes_128("", hidden=b"/LastModified(a string, which is encrypted)"))
    document = SiteDocument.objects.get()
    assert document.page_count is None
    page = PublicationFactory(document=document, external_url="")
    assert "Read the PDF" in Client().get(page.url).text


def test_a_pdf_that_shares_pages_within_reason_is_counted(editor):
    add(editor, pdf_files.shared_kids(3, 2))
    assert SiteDocument.objects.get().page_count == 8


@pytest.mark.parametrize("way_in", WAYS_IN)
def test_who_uploads_while_others_do_is_asked_to_try_again_and_nobody_waits_for_ever(editor, monkeypatch, way_in):
    """The lock is the kernel's, so that it does not matter in which process the others are served."""
    monkeypatch.setattr(counting, "MAX_WAIT", 0)
    before = stored_files()
    with file_lock(Path(settings.MEDIA_ROOT, ".locks", "pdf"), 0):
        response = way_in(editor, pdf(4).read())
    assert "Other PDFs are being read just now. Nothing was stored" in response.text
    assert not SiteDocument.objects.exists()
    assert not UploadedFile.objects.exists()
    assert stored_files() == before
    assert way_in(editor, pdf(4).read()).status_code in (200, 302)
    assert SiteDocument.objects.get().page_count == 4


def test_no_other_pdf_is_read_at_the_same_time(editor, monkeypatch):
    held, run = [], pdf_module.run_isolated

    def run_observed(*arguments):
        with pytest.raises(LockBusyError), file_lock(Path(settings.MEDIA_ROOT, ".locks", "pdf"), 0):
            pass
        held.append(True)
        return run(*arguments)

    monkeypatch.setattr(pdf_module, "run_isolated", run_observed)
    add(editor, pdf(4).read())
    assert held == [True]


@pytest.mark.parametrize("error", [RecursionError, ValueError, KeyError, AssertionError, pypdf.errors.PdfReadError])
def test_whatever_pypdf_raises_is_a_refusal(monkeypatch, error):
    monkeypatch.setattr(pypdf, "PdfReader", lambda file: (_ for _ in ()).throw(error("broken")))
    assert count_pdf_pages.examine(b"%PDF") == {"refused": "unreadable"}


def test_a_pdf_that_takes_too_much_memory_is_a_refusal(monkeypatch):
    monkeypatch.setattr(pypdf, "PdfReader", lambda file: (_ for _ in ()).throw(MemoryError))
    assert count_pdf_pages.examine(b"%PDF") == {"refused": "memory"}


def test_the_pages_of_an_upload_are_counted_once(editor, monkeypatch):
    counted, run = [], pdf_module.run_isolated
    monkeypatch.setattr(pdf_module, "run_isolated", lambda *arguments: counted.append(arguments) or run(*arguments))
    add(editor, pdf(4).read())
    assert SiteDocument.objects.get().page_count == 4
    assert len(counted) == 1


def test_the_pages_are_counted_when_the_title_is_corrected_after_the_upload(editor):
    response = add_multiple(editor, pdf(4).read(), title="x" * 300)
    upload_id = response.json()["uploaded_file_id"]
    editor.post(
        reverse("wagtaildocs:create_multiple_from_uploaded_document", args=[upload_id]),
        {f"uploaded-document-{upload_id}-title": "A report"},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert SiteDocument.objects.get().page_count == 4

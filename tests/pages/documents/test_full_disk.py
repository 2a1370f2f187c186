"""A full disk while a PDF is uploaded: the editor is told at the field, and neither row nor file is left."""

import errno

import pytest
from django.conf import settings
from django.db import transaction

from pages.models import SiteDocument
from tests.factories import DocumentFactory, pdf
from tests.full_disk import full_disk
from tests.pages.documents.uploads import WAYS_IN, add, replace, stored_files

NO_ROOM = "The server has no room for this document. Nothing was stored"


@pytest.fixture(params=[{"room": 0}, {"room": 100}, {"at": "close"}], ids=["none", "for 100 bytes", "not at the end"])
def room(request):
    return request.param


@pytest.mark.parametrize("way_in", WAYS_IN)
def test_an_editor_is_told_at_every_way_in_that_there_is_no_room(editor, room, way_in):
    before = stored_files()
    with full_disk(settings.MEDIA_ROOT, **room):
        response = way_in(editor, pdf().read())
    assert response.status_code == 200
    assert NO_ROOM in response.text
    assert not SiteDocument.objects.exists()
    assert stored_files() == before


def test_a_large_pdf_finds_no_room_either(editor):
    before = stored_files()
    with full_disk(settings.MEDIA_ROOT, room=100_000):
        response = add(editor, pdf().read() + b"%" + b" " * 3_000_000)  # so large that Django keeps it in a file
    assert NO_ROOM in response.text
    assert stored_files() == before


def test_replacing_a_pdf_on_a_full_disk_keeps_the_old_one(editor, room):
    document = DocumentFactory(file=pdf(3))
    before = stored_files()
    with full_disk(settings.MEDIA_ROOT, **room):
        response = replace(editor, document, pdf(9).read())
    assert NO_ROOM in response.text
    document.refresh_from_db()
    assert document.page_count == 3
    assert stored_files() == before


def test_a_disk_that_fails_otherwise_is_not_called_full(editor, monkeypatch):
    def fail(chunks):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("django.core.files.storage.default_storage.stage", fail)
    assert "The server cannot store this document. Nothing was stored" in add(editor, pdf().read()).text
    assert not SiteDocument.objects.exists()


def test_replacing_a_pdf_leaves_only_the_new_one(editor, django_capture_on_commit_callbacks):
    document = DocumentFactory(file=pdf(3))
    before = stored_files()
    with django_capture_on_commit_callbacks(execute=True):
        replace(editor, document, pdf(9).read())
    document.refresh_from_db()
    (new,) = stored_files().keys() - before.keys()
    (old,) = before.keys() - stored_files().keys()
    assert str(new).endswith(document.file.name)
    assert new != old


def test_a_pdf_whose_row_cannot_be_stored_leaves_no_file(editor, monkeypatch):
    before = stored_files()
    monkeypatch.setattr("pages.documents.forms.SiteDocumentForm._save_m2m", fail)
    with pytest.raises(RuntimeError, match="tags"):
        add(editor, pdf().read())
    assert not SiteDocument.objects.exists()
    assert stored_files() == before


def fail(form):
    raise RuntimeError("the tags cannot be stored")


def test_a_replaced_pdf_is_kept_when_the_transaction_is_rolled_back(db):
    document = DocumentFactory(file=pdf(3))
    before = stored_files()

    def change_and_fail():
        with transaction.atomic():
            document.file = pdf(9)
            document.save()
            raise RuntimeError("afterwards")

    with pytest.raises(RuntimeError, match="afterwards"):
        change_and_fail()
    assert stored_files() == before
    assert SiteDocument.objects.get().page_count == 3

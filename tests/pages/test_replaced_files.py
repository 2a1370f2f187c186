"""Two people who replace the file of one picture or document at the same time leave no file that nothing refers to."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection, transaction

from pages.images.fields import PictureField
from tests.factories import DocumentFactory, ImageFactory, pdf, png


@pytest.fixture(params=["picture", "document"])
def stored(request, django_db_blocker, django_db_setup, settings, tmp_path):
    """What is stored, and two new files for it; other connections see it, and it is deleted afterwards."""
    settings.MEDIA_ROOT = str(tmp_path)
    with django_db_blocker.unblock():
        if request.param == "picture":
            item, uploads = ImageFactory(), [PictureField().clean(png(color=color)) for color in ("red", "blue")]
        else:
            item, uploads = DocumentFactory(), [pdf(1), pdf(2)]
        yield item, uploads
        item.delete()
        connection.close()


def originals(folder):
    return [path for name in ("original_images", "documents") for path in Path(folder, name).glob("*")]


def test_of_two_replacements_at_once_one_file_is_left(stored, settings, monkeypatch):
    item, uploads = stored
    model = type(item)
    saved, other_has_read = threading.Event(), threading.Event()

    def replace_first():
        with transaction.atomic():
            first = model.objects.get(pk=item.pk)
            first.file = uploads[0]
            first.save()
            saved.set()
            other_has_read.wait(2)  # in vain where the second waits for this transaction, as it should
        connection.close()

    def replace_second():
        second = model.objects.get(pk=item.pk)
        second.file = uploads[1]
        saved.wait()
        second.save()
        other_has_read.set()
        connection.close()

    with ThreadPoolExecutor(2) as editors:
        for done in [editors.submit(replace_first), editors.submit(replace_second)]:
            done.result()
    item.refresh_from_db()
    assert [str(path) for path in originals(settings.MEDIA_ROOT)] == [item.file.path]

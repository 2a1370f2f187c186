"""Making the files of renditions, and making them again where they are lost."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from django.db import DatabaseError, transaction
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

REPLACED = "The file of this picture has been replaced meanwhile."


@contextmanager
def decoding(lock: AbstractContextManager[None]) -> Iterator[None]:
    """Hold a decoder lock. Raises SourceImageIOError, whatever the decoder, the lock or the disk raises."""
    try:
        with lock:
            yield
    except (DatabaseError, InvalidFilterSpecError):
        raise
    except Exception as error:
        raise SourceImageIOError(str(error) or type(error).__name__) from error


@contextmanager
def storing(image) -> Iterator[None]:
    """A transaction in which a rendition of this picture is stored; a rollback deletes the rendition's file.

    The picture's row is locked first: whoever replaces its file waits, and then deletes this rendition too. Raises
    SourceImageIOError where the file has been replaced since the picture was loaded, and whatever the disk raises.
    """
    try:
        with transaction.atomic():
            current = type(image).objects.select_for_update(no_key=True).filter(pk=image.pk, file=image.file.name)
            if not current.exists():
                raise SourceImageIOError(REPLACED)
            yield
    except OSError as error:
        raise SourceImageIOError(str(error)) from error


def restore_file(rendition, lock: AbstractContextManager[None]) -> None:
    """Make the file again under its old name, which stored pages may contain. Raises SourceImageIOError."""
    image = rendition.image
    with decoding(lock):
        file = image.generate_rendition_file(rendition.filter)
    with storing(image):
        if type(rendition).objects.select_for_update().filter(pk=rendition.pk).exists():
            rendition.file.storage.replace(rendition.file.name, file)

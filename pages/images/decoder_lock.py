"""One picture is decoded at a time by all processes that share the media folder: a large one takes 300 MB of memory.

Whoever holds the lock waits for nothing that another holder may have, so it takes no part in a deadlock.
"""

from contextlib import AbstractContextManager
from pathlib import Path

from django.conf import settings

from ..file_lock import file_lock

# Seconds. Longer than any upload takes, see SECONDS in isolated.py.
MAX_WAIT = 15
# Of somebody who looks at a page, for all renditions of a picture: without them, it is shown with those that exist.
VISITOR_WAIT = 1


def decoder_lock(max_wait: float | None = None) -> AbstractContextManager[None]:
    """Hold the lock while a picture is decoded; max_wait: seconds, MAX_WAIT if None. Not reentrant.

    Raises LockBusyError.
    """
    return file_lock(Path(settings.MEDIA_ROOT, ".locks", "decoder"), MAX_WAIT if max_wait is None else max_wait)

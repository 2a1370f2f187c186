"""One picture is decoded at a time by all processes that share the media folder: a large one takes up to 500 MB.

Whoever holds the lock waits for nothing that another holder may have, so it takes no part in a deadlock.
"""

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

from django.conf import settings

from ..file_lock import LockBusyError, file_lock

# Seconds. Longer than any upload takes, see SECONDS in isolated.py.
MAX_WAIT = 15
# Of somebody who looks at a page, for all renditions of a picture: it is then shown with those that exist.
VISITOR_WAIT = 1


def decoder_lock(max_wait: float | None = None) -> AbstractContextManager[None]:
    """Hold the lock while a picture is decoded; max_wait: seconds, MAX_WAIT if None. Not reentrant.

    Raises LockBusyError.
    """
    return file_lock(Path(settings.MEDIA_ROOT, ".locks", "decoder"), MAX_WAIT if max_wait is None else max_wait)


class Patience:
    """How long a visitor waits: not at all for a while after one of this process has waited in vain.

    So a page of twenty pictures waits once, and not twenty times.
    """

    exhausted_until = 0.0

    def max_wait(self) -> float:
        return 0 if time.monotonic() < self.exhausted_until else VISITOR_WAIT

    def exhaust(self) -> None:
        self.exhausted_until = time.monotonic() + 5 * VISITOR_WAIT


patience = Patience()


@contextmanager
def visitors_decoder_lock() -> Iterator[None]:
    """As decoder_lock(), within a request for a page. Raises LockBusyError, after VISITOR_WAIT at most."""
    with ExitStack() as held:
        try:
            held.enter_context(decoder_lock(patience.max_wait()))
        except LockBusyError:
            patience.exhaust()
            raise
        yield

"""A disk with no room: every write below a folder fails after some bytes, as the kernel would let it fail."""

import errno
import io
from contextlib import contextmanager
from pathlib import Path
from unittest import mock


@contextmanager
def full_disk(folder, room=0, at="write"):
    """Files that are opened for writing below `folder` have `room` bytes, all together.

    at: where the error comes: “write”, or “close”, as with delayed allocation and quotas, whatever the room.
    """
    left = [room]
    folder = str(folder)
    real_open = io.open

    class FullFile(io.FileIO):
        def write(self, data):
            if at == "write" and len(data) > left[0]:
                super().write(bytes(data)[: left[0]])
                left[0] = 0
                raise OSError(errno.ENOSPC, "No space left on device")
            left[0] -= len(data)
            return super().write(data)

        def close(self):
            if at == "close" and not self.closed:
                super().close()
                raise OSError(errno.ENOSPC, "No space left on device")
            super().close()

    def open_on_full_disk(file, mode="r", *args, **kwargs):
        is_written = isinstance(file, str | Path) and str(file).startswith(folder) and set(mode) & set("wxa+")
        if not is_written:
            return real_open(file, mode, *args, **kwargs)
        return io.BufferedWriter(FullFile(file, mode.replace("b", "")))

    with mock.patch("io.open", open_on_full_disk), mock.patch("builtins.open", open_on_full_disk):
        yield

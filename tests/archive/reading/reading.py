"""Reading a file in a test."""

import io

from archive.reading import Refused, read_upload


def read(name, content):
    """All that a file with this content gives."""
    return list(read_upload(name, io.BytesIO(bytes(content))))


def read_one(name, content):
    """The one source that it gives."""
    (source,) = read(name, content)
    assert not isinstance(source, Refused), source
    return source


def refusal(name, content):
    """The one sentence by which it is refused."""
    (refused,) = read(name, content)
    assert isinstance(refused, Refused), refused
    return refused.reason

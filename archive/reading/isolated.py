"""Reading a file in a process of its own, with limits of time and memory, and the way of its results back.

A result is a line of JSON and the bytes of its original: nothing that could run when it is read.
"""

import datetime
import json
import signal
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from pages.isolated_process import run_isolated

from .limits import UnreadableError
from .origin import Origin
from .result import Form, Refused, SourceText

SECONDS = 30
MODULE = "archive.reading.read_isolated"
SLOW = f"It cannot be read, because that takes more than {SECONDS} seconds."
CRASHED = "It cannot be read, because that takes too much memory, or it is damaged."


def read_in_process(content: bytes, origin: Origin) -> Iterator[SourceText | Refused]:
    """As read_content(). Raises UnreadableError where the process needed too much time or memory."""
    output, exit_status = run_isolated(MODULE, [], _to_json(origin) + b"\n" + content, SECONDS)
    if exit_status in (-signal.SIGKILL, -signal.SIGXCPU):
        raise UnreadableError(SLOW)
    if exit_status != 0:
        raise UnreadableError(CRASHED)
    yield from _unpack(output)


def pack(results: Iterable[SourceText | Refused]) -> Iterator[bytes]:
    """What the process writes."""
    for result in results:
        fields: dict[str, Any] = asdict(result)
        original = fields.pop("original", None)
        if isinstance(result, SourceText):
            fields["sent"] = result.sent and result.sent.isoformat()
        line = json.dumps([fields, None if original is None else len(original)])
        yield line.encode() + b"\n" + (original or b"")


def _unpack(output: bytes) -> Iterator[SourceText | Refused]:
    position = 0
    while position < len(output):
        end = output.index(b"\n", position)
        fields, length = json.loads(output[position:end])
        position = end + 1
        if length is None:
            yield Refused(**fields)
            continue
        fields |= {"form": Form(fields["form"]), "notes": tuple(fields["notes"]), "sent": _to_date(fields["sent"])}
        yield SourceText(**fields, original=output[position : position + length])
        position += length


def _to_json(origin: Origin) -> bytes:
    fields = asdict(origin) | {"sent": origin.sent and origin.sent.isoformat(), "recipients": sorted(origin.recipients)}
    return json.dumps(fields).encode()


def read_origin(line: bytes) -> Origin:
    """What the process reads before the content."""
    fields = json.loads(line)
    return Origin(**fields | {"sent": _to_date(fields["sent"]), "recipients": frozenset(fields["recipients"])})


def _to_date(text: str | None) -> datetime.datetime | None:
    return datetime.datetime.fromisoformat(text) if text else None

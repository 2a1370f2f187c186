"""A source as it was read, and its row in the database."""

import hashlib
import re
import zlib
from dataclasses import dataclass, replace

from django.core.files.base import ContentFile

from ..models import ImportedIssue, ImportedSource
from ..reading import Form, SourceText

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # what PostgreSQL's text cannot hold


def make_storable(source: SourceText) -> SourceText:
    """The source with U+FFFD, which an editor is told of, in the place of what the database cannot hold."""
    texts = {name: UNSTORABLE.sub("\ufffd", getattr(source, name)) for name in ("path", "text", "subject", "name")}
    return replace(source, **texts)


def hash_text(source: SourceText) -> str:
    """The SHA-256, in hexadecimal, of what was read of it."""
    return hashlib.sha256(source.text.encode()).hexdigest()


def read_row(row: ImportedSource) -> SourceText:
    """The source of a row, without its original."""
    return SourceText(
        path=row.path,
        form=Form(row.form),
        text=row.text,
        subject=row.subject,
        sent=row.sent,
        name=row.name,
        notes=tuple(row.notes),
    )


def add_row(issue: ImportedIssue, source: SourceText) -> ImportedSource:
    """Store a source with its original. Raises OSError where there is no room for that."""
    row = ImportedSource(
        issue=issue,
        path=source.path,
        name=source.name,
        form=source.form.value,
        subject=source.subject,
        sent=source.sent,
        text=source.text,
        notes=list(source.notes),
        sha256=hash_text(source),
    )
    if source.original:
        row.original.save(source.name or "original", ContentFile(source.original), save=False)
    row.save()
    return row


@dataclass(frozen=True, slots=True)
class PackedSource:
    """A source that a dry run keeps for its twins: without the original, the text compressed."""

    source: SourceText
    packed: bytes

    @classmethod
    def of(cls, source: SourceText) -> "PackedSource":
        return cls(replace(source, original=b"", text=""), zlib.compress(source.text.encode()))

    def unpack(self) -> SourceText:
        return replace(self.source, text=zlib.decompress(self.packed).decode())

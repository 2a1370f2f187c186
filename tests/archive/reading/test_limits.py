"""Whatever a file is, reading it ends, says something, and takes less than 300 MB."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.reading import Refused, SourceText
from quality.bench.reading import HOSTILE, MAX_MEGABYTES, measure

from .reading import read, refusal
from .samples import LETTER

thoroughly = settings(deadline=None, max_examples=60, derandomize=True, database=None)


@pytest.mark.parametrize("name", ["one-line.eml", "bomb.zip"])
def test_memory_stays_small(name, tmp_path):
    (tmp_path / name).write_bytes(HOSTILE[name]())
    _, megabytes, results = measure(tmp_path / name)
    assert megabytes < MAX_MEGABYTES
    assert "read" not in results


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("nested.eml", "The mail's parts are nested more than 20 deep."),
        ("forwarded.eml", "The mail's parts are nested more than 20 deep."),
        ("more-parts.eml", "The mail has more than 500 parts."),
    ],
)
def test_a_mail_of_endless_parts_is_refused(name, reason):
    assert refusal(name, HOSTILE[name]()) == reason


def test_a_list_of_addresses_is_refused():
    assert refusal("members.csv", b"jane@example.org\n" * 4000) == "A list of addresses, no issue."


LEAVES = st.sampled_from(
    [
        ("text/plain", LETTER),
        ("text/html", "<p>Dear Friend,</p>"),
        ("text/html", ""),
        ("text/plain; charset=x", "\udcff"),
        ("image/png", "\udc89PNG"),
        ("application/octet-stream", "\x00\x01"),
        ("application/pdf", "no PDF"),
        ("message/delivery-status", "Action: failed"),
    ]
)
KINDS = st.sampled_from(["mixed", "alternative", "related", "signed", "report", "encrypted", "unheard-of"])


def written(tree, number="b"):
    """The lines of a part: a leaf (type, content), a forwarded mail [tree], or (kind, trees)."""
    head, content = tree if isinstance(tree, tuple) else ("forwarded", tree)
    if isinstance(content, str):
        return f"Content-Type: {head}\n\n{content}\n"
    if head == "forwarded":
        return f"Content-Type: message/rfc822\n\nSubject: inside\n{written(content[0], number)}"
    parts = "".join(f"--{number}\n{written(part, f'{number}{i}')}" for i, part in enumerate(content))
    return f"Content-Type: multipart/{head}; boundary={number}\n\n{parts}--{number}--\n"


TREES = st.recursive(
    LEAVES, lambda trees: st.lists(trees, min_size=1, max_size=1) | st.tuples(KINDS, st.lists(trees, max_size=4))
)


@thoroughly
@given(TREES)
def test_a_mail_of_any_structure_gives_sources_or_sentences(tree):
    head = "From: info@ncsej.org\nTo: jane@example.org\nMIME-Version: 1.0\n"
    results = read("mail.eml", (head + written(tree)).encode("utf-8", "surrogateescape"))
    assert results
    for result in results:
        assert isinstance(result, SourceText | Refused)
        assert b"jane" not in getattr(result, "original", b"")


@thoroughly
@given(st.binary(max_size=300), st.sampled_from(["a.eml", "a.html", "a.txt", "a.mbox", "a"]))
def test_any_bytes_give_sources_or_sentences(content, name):
    for result in read(name, content):
        assert isinstance(result, SourceText) or result.reason.endswith(".")

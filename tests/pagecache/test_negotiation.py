"""Which coding a visitor takes, and whether they have the page already."""

import gzip

import brotli
import pytest

from pagecache.negotiation import accepted_suffixes, compress, is_not_modified, is_text
from pagecache.stored_page import find_etag


@pytest.mark.parametrize(
    ("header", "suffixes"),
    [
        ("gzip, deflate, br, zstd", (".br", ".gz")),
        ("GZIP", (".gz",)),
        ("br;q=0, gzip;q=0.5", (".gz",)),
        ("br ; q=0.000 , gzip", (".gz",)),
        ("*", (".br", ".gz")),
        ("*;q=0, gzip", (".gz",)),
        ("identity", ()),
        ("", ()),
        ("brr, x-gzip", ()),
    ],
)
def test_the_codings_that_a_header_admits(header, suffixes):
    assert accepted_suffixes(header) == suffixes


def test_a_body_is_compressed_to_the_same_bytes_each_time():
    body = b"A sentence, again. " * 50
    assert gzip.decompress(compress(body, ".gz")) == brotli.decompress(compress(body, ".br")) == body
    assert compress(body, ".gz") == compress(body, ".gz")


@pytest.mark.parametrize(
    ("content_type", "expected"),
    [
        ("text/html; charset=utf-8", True),
        ("application/feed+json; charset=utf-8", True),
        ("application/opensearchdescription+xml", True),
        ("application/manifest+json", True),
        ("application/pdf", False),
        ("image/png", False),
    ],
)
def test_text_is_compressed_and_what_is_compressed_already_is_not(content_type, expected):
    assert is_text(content_type) is expected


def test_an_etag_is_compared_weakly():
    assert is_not_modified('"a", W/"b"', '"b"')
    assert is_not_modified('"b"', 'W/"b"')
    assert not is_not_modified('"a"', '"b"')


def test_a_response_keeps_its_own_etag():
    assert find_etag([("ETag", 'W/"own"')], b"body") == 'W/"own"'
    assert find_etag([], b"body") == find_etag([], b"body") != find_etag([], b"another")

"""Fetching a page: what is sent, what a response means, and the limits."""

import datetime
import gzip
import ssl
import threading
import zlib

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from news.articles.fetch import FetchedPage, Fetcher, FetchError, Reason
from news.articles.fetch.fetcher import MAX_PAGE, MAX_REDIRECTS, TIME_LIMIT
from news.articles.fetch.host_locks import HostLocks

from .internet import PAGE, PUBLIC, Internet, redirect, reply

URL = "http://news.example/a"


def fetch(answer, clock=None, **options):
    internet = Internet({"news.example/a": answer}, **options)
    return Fetcher(internet, **({"clock": clock} if clock else {})).fetch(URL)


def reason_for(answer, **options):
    with pytest.raises(FetchError) as refusal:
        fetch(answer, **options)
    return refusal.value.reason


def test_a_page_is_fetched_with_its_encoding():
    body = "<p>Новость</p>".encode("cp1251")
    assert fetch(reply(body, Content_Type='text/html; Charset="windows-1251"')) == FetchedPage(
        URL, body, "windows-1251"
    )


def test_no_cookie_referrer_or_other_mark_is_sent():
    replies = {"news.example/a": reply(b"", "302 Found", Location="/b", Set_Cookie="id=1"), "news.example/b": reply()}
    internet = Internet(replies)
    Fetcher(internet).fetch(URL)
    names = {line.partition(":")[0] for line in internet.requests[-1].split("\r\n")[1:] if line}
    assert names == {"Host", "User-Agent", "Accept", "Accept-Language", "Accept-Encoding", "Connection"}
    assert "User-Agent: NCSEJ-article-reader/1.0 (+https://ncsej.org/)" in internet.requests[-1]


def test_redirects_are_followed_to_the_page():
    replies = {"news.example/a": redirect("/b", "301 Moved"), "news.example/b": redirect("http://other.example/c")}
    page = Fetcher(Internet(replies | {"other.example/c": reply()})).fetch(URL)
    assert (page.url, page.body) == ("http://other.example/c", PAGE)


def test_redirects_without_end_are_not_followed():
    internet = Internet({"news.example/a": redirect("/a")})
    with pytest.raises(FetchError) as refusal:
        Fetcher(internet).fetch(URL)
    assert (refusal.value.reason, len(internet.paths)) == (Reason.TOO_MANY_REDIRECTS, MAX_REDIRECTS + 1)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (reply(b"", "404 Not Found"), Reason.GONE),
        (reply(b"", "410 Gone"), Reason.GONE),
        (reply(b"", "403 Forbidden"), Reason.REFUSED),
        (reply(b"", "401 Unauthorized"), Reason.REFUSED),
        (reply(b"", "451 Unavailable For Legal Reasons"), Reason.REFUSED),
        (reply(b"", "429 Too Many Requests"), Reason.FAILED),
        (reply(b"", "500 Internal Server Error"), Reason.FAILED),
        (reply(b"", "302 Found"), Reason.NO_HTTP),
        (redirect("ftp://news.example/"), Reason.BAD_URL),
        (reply(b"%PDF-1.7", Content_Type="application/pdf"), Reason.NO_PAGE),
        (reply(b"{}", Content_Type="application/json"), Reason.NO_PAGE),
        (reply(b"GIF89a", Content_Type=None), Reason.NO_PAGE),
        (b"SSH-2.0-OpenSSH\r\n", Reason.NO_HTTP),
        (b"", Reason.UNREACHABLE),
        (reply(PAGE, Content_Encoding="br"), Reason.NO_HTTP),
        (reply(b"no gzip at all", Content_Encoding="gzip"), Reason.NO_HTTP),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n", Reason.NO_HTTP),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", Reason.NO_HTTP),
    ],
)
def test_what_is_no_page_has_its_reason(answer, reason):
    assert reason_for(answer) == reason
    assert reason.message.endswith(".")


@pytest.mark.parametrize(
    "body",
    [gzip.compress(PAGE, mtime=0), zlib.compress(PAGE), zlib.compress(PAGE)[2:-4]],
    ids=["gzip", "zlib", "deflate"],
)
def test_a_compressed_page_is_read(body):
    encoding = "gzip" if body[:2] == b"\x1f\x8b" else "deflate"
    assert fetch(reply(body, Content_Encoding=encoding)).body == PAGE


def test_a_small_response_cannot_become_a_large_one():
    bomb = gzip.compress(bytes(MAX_PAGE * 10))
    assert len(bomb) < MAX_PAGE // 50
    assert reason_for(reply(bomb, Content_Encoding="gzip")) == Reason.TOO_LARGE


def test_a_page_of_more_bytes_than_it_may_have_is_refused():
    assert reason_for(reply(b"<" * (MAX_PAGE + 1))) == Reason.TOO_LARGE


def test_headers_without_end_are_refused():
    def send(stream):
        while True:
            stream.sendall(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000)

    assert reason_for(send) == Reason.TOO_LARGE


def test_a_server_that_sends_a_byte_now_and_then_is_cut_off():
    """The clock goes on by a second at each look, so that no test waits: every byte is in time, the whole is not."""
    now = [0.0]

    def clock():
        now[0] += 1.0
        return now[0]

    def send(stream):
        stream.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            stream.sendall(b"<")

    assert reason_for(send, clock=clock) == Reason.TOO_SLOW
    assert now[0] >= TIME_LIMIT


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (OSError("no such host"), Reason.UNKNOWN_HOST),
        (TimeoutError("the resolver is slow"), Reason.TOO_SLOW),
        ([], Reason.UNKNOWN_HOST),
    ],
)
def test_a_name_without_an_address_has_its_reason(answer, reason):
    assert reason_for(reply(), hosts={"news.example": answer}) == reason


def test_the_next_address_is_tried_where_one_does_not_answer():
    class Half(Internet):
        def connect(self, address, port, timeout):
            if address == "8.8.8.8":
                raise ConnectionRefusedError("refused")
            return super().connect(address, port, timeout)

    internet = Half({"news.example/a": reply()}, {"news.example": ["8.8.8.8", PUBLIC]})
    assert Fetcher(internet).fetch(URL).body == PAGE
    alone = Half({}, {"news.example": ["8.8.8.8"]})
    with pytest.raises(FetchError, match="UNREACHABLE"):
        Fetcher(alone).fetch(URL)


def certificate(name, folder):
    """A certificate of its own for a name, and a context for a server that has it."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    made = x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - datetime.timedelta(1)).not_valid_after(now + datetime.timedelta(1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    signed = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    path = folder / "certificate.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + signed)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(path)
    return server, ssl.create_default_context(cadata=signed.decode())


def test_over_tls_the_name_is_asked_for_and_its_certificate_checked(tmp_path):
    server, client = certificate("news.example", tmp_path)
    asked = []
    server.sni_callback = lambda connection, name, context: asked.append(name)
    internet = Internet({"news.example/a": reply()}, tls=server)
    assert Fetcher(internet, tls=client).fetch("https://news.example/a").body == PAGE
    assert set(asked) == {"news.example"}
    assert set(internet.connected) == {(PUBLIC, 443)}


@pytest.mark.parametrize("is_trusted", [True, False])
def test_a_certificate_of_another_name_or_of_nobody_is_refused(tmp_path, is_trusted):
    server, client = certificate("other.example", tmp_path)
    internet = Internet({"news.example/a": reply()}, tls=server)
    with pytest.raises(FetchError) as refusal:
        Fetcher(internet, tls=client if is_trusted else None).fetch("https://news.example/a")
    assert (refusal.value.reason, internet.requests) == (Reason.BAD_CERTIFICATE, [])


def test_a_host_is_asked_for_one_page_at_a_time_and_another_meanwhile():
    locks = HostLocks()
    with locks.hold("a.example", 1):
        with pytest.raises(FetchError, match="TOO_SLOW"), locks.hold("a.example", 0):
            pass
        with locks.hold("b.example", 0):
            pass
    assert locks.locks == {}


def test_a_page_waits_for_the_one_before_it():
    """Four threads ask one host; the server holds each answer back until another comes meanwhile, or does not."""
    busy, most, guard, another = [0], [0], threading.Lock(), threading.Event()

    def send(stream):
        with guard:
            busy[0] += 1
            most[0] = max(most[0], busy[0])
            if busy[0] > 1:
                another.set()
        another.wait(0.1)
        with guard:
            busy[0] -= 1  # before the answer: whoever has it may ask for the next page at once
        stream.sendall(reply())

    fetcher = Fetcher(Internet({"news.example/a": send}))
    threads = [threading.Thread(target=fetcher.fetch, args=(URL,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]

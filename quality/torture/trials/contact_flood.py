"""The contact form, flooded: one token from many networks, foreign origins, bodies of a hundred megabytes."""

import re
from collections import Counter
from email import message_from_bytes, policy

from ..loopback import connect
from ..queue import wait_until_empty
from ..trial import Run
from ..visitors import in_threads

PATH = "/contact/message/"
THREADS = 8
# What may be mailed within an hour: pages/contact/checks.py may be stricter.
MAX_MAILS_OF_ONE_NETWORK, MAX_MAILS = 25, 65
MAX_ROWS_OF_ONE_TEXT = 1
HUGE = 100 * 1024 * 1024


def run(run: Run) -> None:
    check_ordinary(run)
    fields = hidden_fields(run)
    same = Counter(
        in_threads(lambda _: send(run, fields, "The same words every time."), range(run.amount // 4), THREADS)
    )
    rows_of_same = count_messages("The same words every time.")
    different = Counter(
        in_threads(lambda number: send(run, fields, f"Message number {number}"), range(run.amount), THREADS)
    )
    wait_until_empty()
    mails_of_one_network = len(run.site.mail.received)
    spread = Counter(
        in_threads(
            lambda number: send(run, fields, f"From afar {number}", source=f"127.0.{100 + number % 100}.1"),
            range(run.amount),
            THREADS,
        )
    )
    foreign = Counter(
        in_threads(lambda number: send(run, fields, f"Foreign {number}", "https://evil.example"), range(10), THREADS)
    )
    wait_until_empty()
    run.show("answers to one text", dict(same))
    run.show("answers to different texts", dict(different))
    run.at_most("rows of one text", rows_of_same, MAX_ROWS_OF_ONE_TEXT)
    run.show("answers to many networks", dict(spread))
    run.at_most("mails of one network", mails_of_one_network, MAX_MAILS_OF_ONE_NETWORK)
    run.at_most("mails", len(run.site.mail.received), MAX_MAILS)
    run.show("answers to a foreign origin", dict(foreign))
    run.equals("messages of a foreign origin mailed", count_mailed(run, "Foreign "), 0)
    run.none("500", [status for status in (*same, *different, *spread, *foreign) if status == 500])
    run.equals("a message written during the flood is kept", send_twice(run, "Written during the flood."), 1)
    check_huge(run)


def check_ordinary(run) -> None:
    """The ordinary visitor's message, first: if it were refused, nothing else here would mean anything."""
    status = send(run, hidden_fields(run), "An ordinary question.", source="127.0.60.1")
    run.equals("an ordinary message is taken in one step", (status, count_messages("An ordinary question.")), (302, 1))


def send_twice(run, text) -> int:
    """Send a message from a network of its own, and again where the site asks for it; how often it is stored then."""
    client = run.site.client(source="127.0.61.1", timeout=60)
    answer = post(client, {}, text)
    if answer.status == 200:
        post(client, find_hidden(answer.text), text)
    return count_messages(text)


def hidden_fields(run) -> dict:
    return find_hidden(run.site.client().get("/contact/").text)


def find_hidden(html: str) -> dict:
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html))


def send(run, hidden, text, origin="", source="127.0.50.1") -> int:
    return post(run.site.client(source=source, timeout=60), hidden, text, origin).status


def post(client, hidden, text, origin=""):
    fields = {"name": "A Flooder", "email": "flood@example.org", "organization": "", "website": "", "text": text}
    headers = {"Origin": origin, "Referer": f"{origin}/"} if origin else {}
    return client.post(PATH, fields | hidden, headers=headers)


def count_messages(text) -> int:
    from pages.models import ContactMessage

    return ContactMessage.objects.filter(text=text).count()


def count_mailed(run, words: str) -> int:
    """How many mails with these words the mail server has been given."""
    mails = [message_from_bytes(mail, policy=policy.default) for mail in list(run.site.mail.received)]
    return sum(words in mail.get_body(("plain",)).get_content() for mail in mails)


def check_huge(run) -> None:
    """How much of 100 megabytes is read before the answer comes."""
    client = run.site.client()
    connection = connect(client.host, client.port, 30, uses_tls=client.uses_tls)
    head = (
        f"POST {PATH} HTTP/1.1\r\nHost: {client.host}:{client.port}\r\nX-Forwarded-Proto: https\r\n"
        f"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {HUGE}\r\n\r\n"
        '--x\r\nContent-Disposition: form-data; name="a"; filename="a"\r\n\r\n'
    )
    connection.sendall(head.encode())
    sent, chunk = 0, b"a" * 65536
    answer = b""
    try:
        while sent < HUGE and not answer:
            sent += connection.send(chunk)
            answer = read_answer(connection)
    except TimeoutError:
        answer = b"not read on"
    except OSError:
        answer = b"closed"
    connection.close()
    run.show("answer to 100 MB", answer[:20].decode("latin-1"))
    run.at_most("bytes of it that were read, MB", round(sent / 1024**2, 1), 8)


def read_answer(connection) -> bytes:
    connection.setblocking(False)
    try:
        return connection.recv(200)
    except (BlockingIOError, OSError) as error:
        return b"" if isinstance(error, BlockingIOError) or "did not complete" in str(error) else b"closed"
    finally:
        connection.settimeout(5)

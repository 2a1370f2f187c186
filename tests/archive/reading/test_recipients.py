"""Nobody learns from the archive who received the weekly update: not from heads, texts, links or encodings."""

import base64
import hashlib

import pytest

from archive.reading.address_index import AddressIndex
from archive.reading.contents import TEXT_KEPT
from archive.reading.limits import UnreadableError
from archive.reading.recipients import find_recipients, remove_recipients

from .reading import read, read_one, refusal
from .samples import LETTER, PAGE, WORDS, docx, forward, mail, pdf

JANE = frozenset({"jane@example.org"})
FOOT = "<p>This email was sent to <a href='mailto:jane@example.org'>jane@example.org</a></p>"


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
def test_the_foot_of_a_mail_names_no_recipient_in_any_encoding(encoding):
    html, text = PAGE.replace("</body>", f"{FOOT}</body>"), f"{LETTER}\n\nSent to jane@example.org"
    source = read_one("issue.eml", mail(html=html, text=text, encoding=encoding))
    assert b"jane" not in source.original.lower()
    assert base64.b64encode(b"jane@example.org").rstrip(b"=")[:-2] not in source.original
    assert "jane" not in source.text
    assert "The mission to Kyiv" in source.text


def test_fields_that_name_recipients_are_not_kept():
    fields = {
        "Cc": "carl@example.com",
        "Bcc": "berta@example.com",
        "Delivered_To": "dora@example.com",
        "X_Forwarded_For": "emil@example.com",
        "Return_Path": "<bounce-jane=example.org@mail.example.net>",
        "Received": "from a.example by b.example for <frida@example.com>; Fri, 7 Apr 2017 15:00:00 -0400",
        "List_Unsubscribe": "<mailto:leave-abc@example.net>, <https://example.net/u?e=jane%40example.org>",
        "X_Unheard_Of": "jane@example.org",
    }
    names = "carl@example.com berta@example.com dora@example.com emil@example.com frida@example.com"
    source = read_one("issue.eml", mail(html="", text=f"{LETTER}\n\n{names}", **fields))
    for name in ("jane", "carl", "berta", "dora", "emil", "frida", "leave-abc"):
        assert name.encode() not in source.original
        assert name not in source.text
    assert b"Subject: Weekly Update" in source.original
    assert b"From: NCSEJ <info@ncsej.org>" in source.original


def test_a_mail_names_its_recipient_neither_in_its_subject_nor_in_a_tagged_reply_to_nor_in_an_attachments_name():
    message = mail(Subject="Weekly Update for Jane Doe", Reply_To="jane+r@example.org")
    message.add_attachment("A list of the articles.", filename="list-of-jane@example.org.txt")
    source, other = read("issue.eml", message)
    assert source.subject == other.subject == "Weekly Update for …"
    assert b"jane" not in source.original.lower()
    assert b"From: NCSEJ <info@ncsej.org>" in source.original
    assert other.path == "issue.eml, list-of-….txt"


def test_the_name_of_a_list_that_the_mail_was_sent_to_stays_in_its_subject():
    source = read_one("issue.eml", mail(To="Weekly Update <jane@example.org>"))
    assert source.subject == "Weekly Update"


def test_the_office_stays_in_a_letter_though_the_mail_was_sent_to_itself():
    source = read_one("issue.eml", mail(html="", text="Write to info@ncsej.org.", To="info@ncsej.org"))
    assert source.text.strip() == "Write to info@ncsej.org."


def test_who_forwarded_a_mail_is_a_recipient_of_it():
    inner = mail(html=PAGE.replace("</body>", f"{FOOT}</body>"), Reply_To="bob@example.com")
    for source in read("fwd.eml", forward(inner)):
        assert b"jane" not in source.original
        assert b"bob" not in source.original


@pytest.mark.parametrize(
    "head",
    [
        "---------- Forwarded message ---------\nFrom: info@ncsej.org\nTo: <jane@example.org>, joe@example.org\n",
        "-----Original Message-----\nFrom: info@ncsej.org\n*To:* Jane <jane@example.org>; Joe <joe@example.org>\n",
    ],
)
def test_the_head_of_a_forwarded_mail_names_recipients(head):
    found = find_recipients([("From", "Jane <jane@example.org>"), ("To", "me@example.com")], [(head, False)])
    assert found == {"jane@example.org", "joe@example.org", "me@example.com"}


def test_the_office_stays_where_it_forwards_its_own_mail():
    text = "-----Original Message-----\nFrom: NCSEJ <info@ncsej.org>\nTo: info@ncsej.org\n\nWrite to info@ncsej.org."
    source = read_one("fwd.eml", mail(html="", text=text))
    assert "Write to info@ncsej.org." in source.text


def test_a_web_page_names_its_recipient_in_its_foot():
    foot = "<td>This message was sent to <b>jane@example.org</b> by info@ncsej.org</td><td>Write to info@ncsej.org</td>"
    source = read_one("issue.html", (PAGE + foot).encode())
    assert "jane" not in source.text
    assert b"jane" not in source.original
    assert source.text.count("info@ncsej.org") == 2


@pytest.mark.parametrize(
    "foot",
    [
        "This email was sent to Jane Doe <jane@example.org> by info@ncsej.org",
        "This email was sent to Dr. Jane M. Doe &lt;<a href='mailto:jane@example.org'>jane@example.org</a>&gt;.",
        "This message was sent to Jane Doe (<b>jane@example.org</b>)",
        "You are receiving this email because jane@example.org signed up at ncsej.org",
        "You are receiving these updates because your email address jane@example.org is on our list",
        "Sent to jane@example.org by NCSEJ",
        "SafeUnsubscribe™ jane@example.org",
    ],
)
@pytest.mark.parametrize("name", ["issue.html", "issue.txt"])
def test_a_foot_names_no_recipient_in_whatever_words(foot, name):
    text = PAGE.replace("</body>", f"<p>{foot}</p></body>") if name.endswith("html") else f"{LETTER}\n\n{foot}"
    source = read_one(name, text.encode())
    for kept in (source.text, source.original.decode("utf-8-sig")):
        assert "jane" not in kept.lower()
        assert "doe" not in kept.lower()
        assert "The mission to Kyiv" in kept


SENT_TO_JANE = "This email was sent to jane@example.org by info@ncsej.org"


@pytest.mark.parametrize(
    ("name", "content", "kept_name"),
    [
        ("issue.pdf", pdf(WORDS, SENT_TO_JANE), "issue.txt"),
        ("issue.docx", docx(WORDS, SENT_TO_JANE), "issue.html"),
    ],
)
def test_of_a_pdf_or_word_file_that_names_its_recipient_the_text_is_kept(name, content, kept_name):
    source = read_one(name, content)
    assert (source.name, source.original.decode("utf-8-sig")) == (kept_name, source.text)
    assert "jane" not in source.text
    assert source.notes == (TEXT_KEPT,)


@pytest.mark.parametrize(("name", "content"), [("issue.pdf", pdf(WORDS)), ("issue.docx", docx(WORDS))])
def test_a_pdf_or_word_file_that_names_nobody_is_kept_as_it_is(name, content):
    source = read_one(name, content)
    assert (source.name, source.original, source.notes) == (name, content, ())


@pytest.mark.parametrize(
    "sentence",
    [
        "This update was sent to our readers. Questions? Write to Lesley (lesley@ncsej.org).",
        "This email was sent to our friends by Lesley Weiss (lesley@ncsej.org)",
        "You are receiving this email because you wrote to info@ncsej.org",
        "Checks may be\nsent to info@ncsej.org by Friday.",
        "Contributions may be sent to info@ncsej.org.",
        "Replies should be addressed to Lesley at lesley@ncsej.org.",
        "TO: NCSEJ Leadership and Interested Parties\nwrite to info@ncsej.org",
    ],
)
def test_an_address_that_a_letter_names_is_no_recipients(sentence):
    assert find_recipients([], [(sentence, False)]) == frozenset()


@pytest.mark.parametrize(
    "written",
    [
        "JANE@Example.ORG",
        "jane%40example.org",
        "jane&#64;example&#46;org",
        "&#106;&#x61;ne@example.org",
        "jane<span>@</span>example<wbr>.org",
        "jane@\u200bexample.org",
        "bounce-jane=example.org@mail.example.net",
    ],
)
def test_an_address_is_removed_however_it_is_written(written):
    removed = remove_recipients(f"<p>to {written} today</p>", JANE, is_html=True)
    assert "j" not in removed
    assert "example.org" not in removed.lower()
    assert removed.startswith("<p>to ")
    assert removed.endswith(" today</p>")


@pytest.mark.parametrize(
    "other", ["mary.jane@example.org", "jane@example.org.uk", "jane@example.com", "sue@example.org"]
)
def test_another_address_stays(other):
    assert remove_recipients(f"Write to {other}!", JANE, is_html=False) == f"Write to {other}!"


def test_of_two_recipients_with_one_ending_both_are_removed_whole():
    both = JANE | {"mary.jane@example.org", "jane@example.org.uk"}
    text = "mary.jane@example.org, jane@example.org.uk, bounce-mary.jane=example.org@x.net, Jane@example.org."
    assert remove_recipients(text, both, is_html=False) == "…, …, bounce-…@x.net, …."


def test_a_mail_to_very_many_people_is_refused():
    people = ", ".join(f"u{number}@example.org" for number in range(501))
    assert refusal("issue.eml", mail(To=people)).startswith("A mail to more than 500 people;")


def test_many_recipients_and_links_cost_no_more_than_their_sum(monkeypatch):
    """Each link was compared with each recipient, and a small mail kept a request busy for minutes."""
    people = [f"u{number}@example.org" for number in range(400)]
    links = [f"https://example.com/{number}/a/b?c={number}&d=e" for number in range(400)]
    looked_at = []
    whole = AddressIndex._domains_at
    monkeypatch.setattr(AddressIndex, "_domains_at", lambda *at: looked_at.append(at) or whole(*at))
    text = "\n".join([*links, *people])
    assert remove_recipients(text, frozenset(people), is_html=False) == "\n".join([*links, *["…"] * len(people)])
    assert len(looked_at) < 5 * (len(people) + len(links))


def test_a_text_full_of_addresses_that_are_written_oddly_is_refused(monkeypatch):
    monkeypatch.setattr("archive.reading.recipients.MAX_TRIES", 5)
    with pytest.raises(UnreadableError, match="A list of addresses"):
        remove_recipients("jane%40example.org " * 6, JANE, is_html=False)


DIGEST = hashlib.sha256(b"jane@example.org").hexdigest()
IN_BASE64 = base64.urlsafe_b64encode(b"x|jane@example.org|y").decode()
SERVICE = "https://x.us1.list-manage.com"


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.net/a?email=jane@example.org&amp;b=1", "https://example.net/a"),
        (f"https://example.net/a?s={DIGEST}", "https://example.net/a"),
        (f"https://example.net/a/{IN_BASE64}/b", "https://example.net/a/…/b"),
        ("https://example.net/a?u=*|UNIQID|*", "https://example.net/a"),
        (f"{SERVICE}/unsubscribe?u=1&id=2&e=3", f"{SERVICE}/unsubscribe"),
        (f"{SERVICE}/track/click?u=1&amp;id=2&amp;e=3", f"{SERVICE}/track/click?u=1&amp;id=2"),
        (
            "http://r20.rs6.net/tn.jsp?f=001aB&amp;c=xY1==&amp;ch=zZ2==",
            "http://r20.rs6.net/tn.jsp?f=001aB&amp;c=&amp;ch=",
        ),
        ("https://visitor.constantcontact.com/do?p=un&m=001&ch=2", "https://visitor.constantcontact.com/do"),
        (
            "https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.com&data=05%7Cjane%40example.org%7C1",
            "https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.com",
        ),
        (
            "https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.jta.org%2Fa%3Fe%3Djane%2540example.org&data=1",
            "https://www.jta.org/a",
        ),
        ("https://www.example.org/news?id=4&e=5", "https://www.example.org/news?id=4&e=5"),
    ],
)
def test_a_link_says_nothing_of_its_recipient(url, kept):
    assert remove_recipients(f'<a href="{url}">Read on</a>', JANE, is_html=True) == f'<a href="{kept}">Read on</a>'
    assert remove_recipients(f"Read on: {url}\n", JANE, is_html=False) == f"Read on: {kept}\n"


def test_a_link_that_unsubscribes_loses_its_key_wherever_it_leads():
    url = "https://news.example.net/c/0a1b2c3d4e5f6a7b8c9d/?t=77"
    kept = "https://news.example.net/c/…/"
    assert kept in remove_recipients(f'<a href="{url}"><b>Unsubscribe</b> here</a>', JANE, is_html=True)
    assert kept in remove_recipients(f"To unsubscribe, go to {url}", JANE, is_html=False)
    assert url in remove_recipients(f'<a href="{url}">An article</a>', JANE, is_html=True)


def test_a_pixel_that_counts_readers_has_lost_its_number():
    page = '<img width="1" height="1" src="https://track.example.net/open.gif?reader=77">'
    assert "77" not in remove_recipients(page, frozenset(), is_html=True)

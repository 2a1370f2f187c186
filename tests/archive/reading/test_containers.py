"""Folders, mboxes, zips and exports of mailing services: all that they hold is read, in order; nothing ends the run."""

import datetime
import io
import os
import zipfile

import pytest

from archive.reading import Refused, SourceText, count_files, read_paths, read_upload
from pages.dates.typed import EASTERN

from .reading import read, refusal
from .samples import LETTER, PAGE, WORDS, mail, mbox, pdf, zip_of


def paths(results):
    return [result.path for result in results]


def test_a_folder_is_read_in_natural_order_without_what_the_system_put_there(tmp_path):
    passed = (".hidden.txt", "Thumbs.db", "__MACOSX/a.txt", "issue-2_files/b.html", "style.css", "contacts.csv")
    for name in ("issue-10.txt", "issue-2.html", "Issue-1.eml", "2016/a.txt", *passed):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Dear Friend,")
    expected = [str(tmp_path / name) for name in ("2016/a.txt", "Issue-1.eml", "issue-2.html", "issue-10.txt")]
    assert paths(read_paths([tmp_path])) == expected
    assert count_files([tmp_path]) == 4


def test_what_cannot_be_opened_is_said_and_the_others_are_read(tmp_path):
    (tmp_path / "a.txt").write_text("Dear Friend,")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path)
    missing, text, pipe = read_paths([tmp_path / "missing.txt", tmp_path])
    assert missing.reason == "There is no such file."
    assert isinstance(text, SourceText)
    assert pipe.reason == "No file, but a device or the like."


def test_a_file_that_may_not_be_read_is_said(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("Dear Friend,")
    monkeypatch.setattr(type(path), "open", lambda *_: (_ for _ in ()).throw(PermissionError(13, "Permission denied")))
    assert [each.reason for each in read_paths([path])] == ["The file may not be read: Permission denied."]


def test_a_folder_that_may_not_be_read_is_said_and_the_others_are_read(tmp_path, monkeypatch):
    (tmp_path / "closed").mkdir()
    (tmp_path / "open.txt").write_text("Dear Friend,")
    listed = type(tmp_path).iterdir

    def iterdir(path):
        if path.name == "closed":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(type(tmp_path), "iterdir", iterdir)
    refused, source = read_paths([tmp_path])
    assert refused == Refused(str(tmp_path / "closed"), "The folder may not be read: Permission denied.")
    assert source.text == "Dear Friend,"
    assert count_files([tmp_path]) == 2


def test_an_mbox_is_parted_at_its_mails_and_not_at_sentences_that_begin_with_from():
    text = "Dear Friend,\n\nFrom Kyiv we hear of 2017\nmore.\n\nFrom here on: nothing.\n\n>From the office"
    first, second = read("box.mbox", mbox(mail(html="", text=text, encoding="7bit"), mail()))
    assert first.text.strip() == text.replace(">From", "From")
    assert second.text.strip() == PAGE
    assert (first.path, second.path, second.name) == ("box.mbox, message 1", "box.mbox, message 2", "message-2.eml")


def test_a_mail_in_an_mbox_that_is_too_large_is_refused_and_the_next_read(monkeypatch):
    monkeypatch.setattr("archive.reading.mbox.MAX_FILE", 2000)
    refused, source = read("box.mbox", mbox(mail(html="", text="x " * 2000), mail(html="")))
    assert refused == Refused("box.mbox, message 1", "A mail of more than 25 MB.")
    assert source.text.strip() == LETTER


def test_a_zip_is_read_in_natural_order_with_all_that_its_files_hold():
    content = zip_of(
        {
            "2016/issue-10.html": PAGE,
            "2016/issue-9.eml": bytes(mail(attached=[("a.pdf", "application/pdf", pdf(WORDS))])),
            "c.mbox": mbox(mail(), mail()),
            "__MACOSX/._b.docx": b"x",
            "2016/": b"",
        }
    )
    assert paths(read("all.zip", content)) == [
        "all.zip/2016/issue-9.eml",
        "all.zip/2016/issue-9.eml, a.pdf",
        "all.zip/2016/issue-10.html",
        "all.zip/c.mbox, message 1",
        "all.zip/c.mbox, message 2",
    ]


def damage(content, name):
    """The zip with a member whose packed bytes are overwritten."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        info = archive.getinfo(name)
    start = info.header_offset + 30 + len(name)
    return content[: start + 4] + b"\xff" * (info.compress_size - 4) + content[start + info.compress_size :]


def member(name, **attributes):
    info = zipfile.ZipInfo(name)
    for attribute, value in attributes.items():
        setattr(info, attribute, value)
    return info


def with_flag(content):
    """The zip, whose members claim to have a password."""
    content = content.replace(b"PK\x03\x04\x14\x00\x00\x00", b"PK\x03\x04\x14\x00\x01\x00")
    return content.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")


HARMFUL = {
    "path that climbs": (lambda: zip_of({"../../a.html": PAGE}), "path leads out"),
    "absolute path": (lambda: zip_of({"/etc/a.html": PAGE}), "path leads out"),
    "path of Windows": (lambda: zip_of({"C:\\a.html": PAGE}), "path leads out"),
    "link": (lambda: zip_of({member("a.html", external_attr=0o120777 << 16): "/etc/passwd"}), "A link"),
    "bomb": (lambda: zip_of({"a.html": b"0" * 2_000_000}), "more than 200 times"),
    "large file": (lambda: zip_of({"a.html": b"0" * 26_000_000}), "more than 200 times"),
    "password": (lambda: with_flag(zip_of({"a.html": PAGE})), "has a password"),
    "wrong size": (
        lambda: zip_of({"a.html": PAGE * 9}).replace(len(PAGE * 9).to_bytes(4, "little"), b"\x09\0\0\0"),
        "damaged",
    ),
    "no end": (lambda: zip_of({"a.html": PAGE})[:-30], "The zip is damaged"),
    "too many files": (lambda: zip_of({f"{number}.html": "" for number in range(10_001)}), "more than 10,000 files"),
}


@pytest.mark.parametrize("case", HARMFUL)
def test_a_harmful_zip_is_refused_with_a_sentence(case):
    make, reason = HARMFUL[case]
    assert reason in refusal("all.zip", make())


def test_a_harmful_file_in_a_zip_does_not_keep_the_others_from_being_read():
    refused, source = read("all.zip", zip_of({"a.html": b"0" * 2_000_000, "b.html": PAGE}))
    assert isinstance(refused, Refused)
    assert source.text == PAGE


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_member_that_is_damaged_is_refused_however_it_is_packed(method):
    refused, source = read("all.zip", damage(zip_of({"a.html": PAGE, "b.html": PAGE}, method), "a.html"))
    assert refused.reason.startswith("A file in the zip that is damaged")
    assert source.text == PAGE


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_table_that_is_damaged_is_passed_over(method):
    content = damage(zip_of({"campaigns.csv": TABLE, "b.html": PAGE}, method), "campaigns.csv")
    assert paths(read("export.zip", content)) == ["export.zip/b.html"]


def test_a_zip_that_breaks_in_an_unheard_of_way_is_refused_and_the_next_file_read(tmp_path):
    (tmp_path / "a.zip").write_bytes(zip_of({f"{'1' * 5000}.html": PAGE}))  # more digits than int() takes
    (tmp_path / "b.html").write_text(PAGE)
    refused, source = read_paths([tmp_path])
    assert refused.reason == "It is damaged, and cannot be read."
    assert source.text == PAGE


def test_a_zip_ends_where_it_unpacks_to_too_much(monkeypatch):
    monkeypatch.setattr("archive.reading.zips.MAX_CONTAINER", 1000)
    source, refused = read("all.zip", zip_of({"a.html": PAGE, "b.html": PAGE * 9, "c.html": PAGE}))
    assert source.path == "all.zip/a.html"
    assert "what follows was not read" in refused.reason


TABLE = """Title,Subject,Send Date,Unique Id
Weekly Update 21 Feb,Three years of war,"Feb 21, 2025 10:00 am",abc123
Twice,One,"Feb 7, 2025 10:00 am",def1
Twice,Two,"Jan 31, 2025 10:00 am",def2
Undated,No date,soon,
"""


def test_an_export_of_mailchimp_gives_its_campaigns_with_subjects_and_dates_and_no_contacts():
    content = zip_of(
        {
            "campaigns.csv": TABLE,
            "campaigns_content/1234_weekly-update-21-feb.html": PAGE,
            "campaigns_content/1234_weekly-update-21-feb.txt": LETTER,
            "campaigns_content/def2.html": PAGE,
            "campaigns_content/twice.html": PAGE,
            "campaigns_content/undated.txt": LETTER,
            "lists/members_export.csv": "jane@example.org",
            "templates/basic.html": PAGE,
            "files/photo.png": b"\x89PNG",
        }
    )
    outside, picture, *mails = read("export.zip", content)
    assert outside.path == "export.zip/templates/basic.html"
    assert outside.reason.startswith("Outside of campaigns_content, where the mails of an export are")
    assert picture.path == "export.zip/files/photo.png"
    found = {result.name: (result.subject, result.sent) for result in mails}
    assert found == {
        "1234_weekly-update-21-feb.html": (
            "Three years of war",
            datetime.datetime(2025, 2, 21, 10, tzinfo=EASTERN),
        ),
        "def2.html": ("Two", datetime.datetime(2025, 1, 31, 10, tzinfo=EASTERN)),
        "twice.html": ("Weekly Update", None),
        "undated.txt": ("No date", None),
    }


def test_what_an_export_holds_elsewhere_is_named_with_the_reason_and_then_counted():
    members = {"campaigns_content/1.html": PAGE, "../../out.html": PAGE, "bomb.html": "a" * 3_000_000}
    others = {f"older/{number}.txt": LETTER for number in range(30)}
    *refused, mail = read("export.zip", zip_of(members | others))
    assert isinstance(mail, SourceText)
    assert len(refused) == 21
    reasons = {each.path: each.reason for each in refused}
    assert reasons["export.zip/../../out.html"] == "A file in the zip whose path leads out of it."
    assert "200 times its size" in reasons["export.zip/bomb.html"]
    assert reasons["export.zip"].startswith("12 more files are outside of campaigns_content")


@pytest.mark.parametrize(
    "date", ["2016-09-29 14:00:00", "2016-09-29T18:00:00+00:00", "09/29/2016 02:00 PM", "9/29/2016 14:00"]
)
def test_a_table_beside_pages_says_when_they_were_sent(date):
    content = zip_of({"emails/a.html": PAGE, "Campaigns Report.csv": f"Email Name,Date Sent\nA,{date}\n"})
    (source,) = read("export.zip", content)
    assert source.sent == datetime.datetime(2016, 9, 29, 14, tzinfo=EASTERN)


def test_a_table_that_is_none_is_passed_over():
    content = zip_of({"a.html": PAGE, "campaigns.csv": b'\x00"\xff' * 50})
    assert paths(read("export.zip", content)) == ["export.zip/a.html"]


def test_an_upload_stays_open():
    file = io.BytesIO(PAGE.encode())
    assert len(list(read_upload("a.html", file))) == 1
    assert not file.closed

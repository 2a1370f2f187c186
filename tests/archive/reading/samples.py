"""Small files in every format that is read, made for each test."""

import io
import zipfile
from email.message import EmailMessage

from tests.pdf_objects import with_objects

LETTER = "Dear Friend,\n\nThe mission to Kyiv met with the leaders of the community.\n\nMark B. Levin"
PAGE = (
    "<html><head><title>Weekly Update</title></head><body><p>WASHINGTON, D.C. April 7, 2017</p><p>Dear Friend,</p>"
    "<p>The mission to Kyiv met with the leaders of the community.</p></body></html>"
)
WORDS = "The mission to Kyiv met with the leaders of the community."


def mail(html=PAGE, text=LETTER, encoding="quoted-printable", attached=(), **fields):
    """A mail from the office to Jane, as an EmailMessage; html="" has text only. attached: (name, type, content)."""
    message = EmailMessage()
    head = {
        "From": "NCSEJ <info@ncsej.org>",
        "To": "Jane Doe <jane@example.org>",
        "Subject": "Weekly Update",
        "Date": "Fri, 07 Apr 2017 15:00:00 -0400",
    }
    for name, value in (head | {name.replace("_", "-"): value for name, value in fields.items()}).items():
        message[name] = value
    message.set_content(text, cte=encoding)
    if html:
        message.add_alternative(html, subtype="html", cte=encoding)
    for name, kind, content in attached:
        maintype, _, subtype = kind.partition("/")
        message.add_attachment(content, maintype=maintype, subtype=subtype, filename=name)
    return message


def forward(message, text="FYI"):
    """A mail from Jane to Bob that has another one attached."""
    around = mail(html="", text=text, From="jane@example.org", To="bob@example.com", Subject="Fwd: Weekly Update")
    around.add_attachment(message)
    return around


def mbox(*mails):
    return b"".join(b"From info@ncsej.org Fri Apr  7 15:00:00 2017\n" + bytes(each) + b"\n\n" for each in mails)


def zip_of(members, method=zipfile.ZIP_DEFLATED):
    """A zip of {name: content}."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def pdf(*lines, page_count=1):
    """A PDF that shows these lines, of letters in ASCII, on each page."""
    shown = b" ".join(b"(%s) Tj T*" % line.encode() for line in lines)
    stream = b"BT /F1 12 Tf 14 TL 50 800 Td %s ET" % shown
    kids = b" ".join(b"%d 0 R" % (number + 5) for number in range(page_count))
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R "
        b"/Resources << /Font << /F1 4 0 R >> >> >>"
    )
    return with_objects(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, page_count),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *[page] * page_count,
    )


WORD_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def docx(*paragraphs, **more):
    """A Word file of these paragraphs, and more members by name."""
    body = "".join(f"<w:p><w:r><w:t>{paragraph}</w:t></w:r></w:p>" for paragraph in paragraphs)
    return zip_of(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Override PartName="/word/document.xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f'<w:document xmlns:w="{WORD_NAMESPACE}"><w:body>{body}</w:body></w:document>',
            **more,
        }
    )

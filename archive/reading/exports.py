"""What a mailing service's export holds besides its mails, and when each mail was sent.

Mailchimp (mailchimp.com/help/export-and-back-up-account-data, read in 2026): `campaigns.csv`, `campaigns_content/` with
an HTML and a TXT file for each campaign, and folders with contacts, reports, templates and pictures. Constant Contact
documents no export of mails; what is kept there are the HTML files of each, with or without a table.
"""

import csv
import datetime
import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from pages.dates.typed import EASTERN

from .limits import BROKEN_ZIP

MAIL_FOLDERS = {"campaigns_content", "campaigns"}
TABLE_NAMES = re.compile(r"(?:email_?|sent_?)?campaigns?[\w -]*\.csv|emails?[\w -]*\.csv", re.IGNORECASE)
MAX_TABLE = 4 * 2**20  # bytes
MAX_ROWS = 20_000
# Columns, in small letters: of what names a campaign, of its subject, and of when it was sent.
ID_COLUMNS = ("id", "unique id", "campaign id", "web id", "email id")
SUBJECT_COLUMNS = ("subject", "subject line", "email subject")
NAME_COLUMNS = ("title", "campaign title", "campaign name", "email name", "name", *SUBJECT_COLUMNS)
SENT_COLUMNS = ("send date", "send time", "send_time", "sent", "sent date", "date sent", "sent at", "time sent")
DATE_FORMATS = (
    "%b %d, %Y %I:%M %p",
    "%B %d, %Y %I:%M %p",
    "%m/%d/%Y %I:%M %p",
    "%m/%d/%Y %I:%M:%S %p",
    "%m/%d/%Y %H:%M",
    "%m/%d/%Y",
    "%b %d, %Y",
    "%B %d, %Y",
)
Campaign = tuple[str, datetime.datetime | None]


@dataclass(slots=True)
class Export:
    """A zip that may be an export."""

    mail_folder: str = ""  # in which the mails are; "" where they may be anywhere
    tables: set[str] = field(default_factory=set)  # names of members
    campaigns: dict[str, Campaign] = field(default_factory=dict)  # by what a file may be named after
    pages: set[str] = field(default_factory=set)  # names of the HTML files, without ".html"

    def says_otherwise(self, member: zipfile.ZipInfo) -> bool:
        """Whether a member says what is read elsewhere: a table, or the plain text of a mail whose HTML is there."""
        path = PurePosixPath(member.filename)
        is_text_of_mail = self.mail_folder in path.parts and path.suffix.lower() == ".txt"
        return member.filename in self.tables or (is_text_of_mail and str(path.with_suffix("")) in self.pages)

    def is_outside(self, member: zipfile.ZipInfo) -> bool:
        """Whether a member lies outside of the folder of the mails: a template, a picture, or an issue of elsewhere."""
        return bool(self.mail_folder) and self.mail_folder not in PurePosixPath(member.filename).parts

    def find_campaign(self, member: zipfile.ZipInfo) -> Campaign:
        """The subject of a mail, and when it was sent, by its file's name; "" and None where no row is certain."""
        stem = PurePosixPath(member.filename).stem
        number, _, rest = stem.partition("_")
        keys = (_slug(stem), *((_slug(number), _slug(rest)) if number.isdigit() else ()))
        return next((self.campaigns[key] for key in keys if key in self.campaigns), ("", None))


def find_export(archive: zipfile.ZipFile) -> Export:
    """What kind of export an open zip is; an Export without a folder of mails where it is none."""
    export = Export()
    members = archive.infolist()
    for member in members:
        path = PurePosixPath(member.filename)
        if TABLE_NAMES.fullmatch(path.name) and member.file_size <= MAX_TABLE:
            export.tables.add(member.filename)
        if path.suffix.lower() in (".html", ".htm"):
            export.pages.add(str(path.with_suffix("")))
        export.mail_folder = next((part for part in path.parts[:-1] if part in MAIL_FOLDERS), export.mail_folder)
    rows = [row for name in sorted(export.tables) for row in _read_table(archive, name)]
    counts = Counter(key for keys, _ in rows for key in keys)
    export.campaigns = {key: campaign for keys, campaign in rows for key in keys if counts[key] == 1}
    return export


def _read_table(archive: zipfile.ZipFile, name: str) -> list[tuple[set[str], Campaign]]:
    """Of each row what a file may be named after, and its campaign."""
    try:
        text = archive.read(name).decode("utf-8-sig", "replace")
        rows = [row for row, _ in zip(csv.DictReader(io.StringIO(text)), range(MAX_ROWS), strict=False)]
    except (csv.Error, *BROKEN_ZIP):
        return []
    found = []
    for row in rows:
        values = {str(column).strip().lower(): str(value or "").strip() for column, value in row.items()}
        keys = {_slug(values.get(column, "")) for column in (*NAME_COLUMNS, *ID_COLUMNS)} - {""}
        found.append((keys, (_first(values, SUBJECT_COLUMNS), _read_date(_first(values, SENT_COLUMNS)))))
    return found


def _first(values: dict[str, str], columns: tuple[str, ...]) -> str:
    return next((values[column] for column in columns if values.get(column)), "")


def _slug(text: str) -> str:
    return "-".join(re.findall(r"[^\W_]+", text.lower()))


def _read_date(text: str) -> datetime.datetime | None:
    """A date of a table. One without a time zone is of Washington, where the account is: the day is what matters."""
    try:
        found = datetime.datetime.fromisoformat(text)
    except ValueError:
        found = next(filter(None, (_parse(text, each) for each in DATE_FORMATS)), None)  # type: ignore[assignment]
    return found and (found if found.tzinfo else found.replace(tzinfo=EASTERN))


def _parse(text: str, date_format: str) -> datetime.datetime | None:
    try:
        return datetime.datetime.strptime(text, date_format).replace(tzinfo=EASTERN)
    except ValueError:
        return None

"""Old issues as their readers give them, for tests of what becomes of them."""

import datetime

from archive.importing.importer import Importer
from archive.reading import Form, SourceText

LETTER = (
    "This week the Jewish community of Riga opened its new library, and our delegation was there. "
    "We thank everybody who gave books for it."
)
ISSUE = """NCSEJ WEEKLY NEWS UPDATE

WASHINGTON, D.C. {date}

TO: NCSEJ Leadership and Interested Parties

FROM: {senders}

Dear Friend,

{letter}

Sincerely,

Mark B. Levin
Executive Vice-Chairman & CEO
Washington, D.C. {date}

{clippings}
NCSEJ
1120 20th Street NW, Suite 300N, Washington, DC 20036
"""
CLIPPINGS = """Parliament in Kyiv passes a law on restitution
By Anna Example
JTA, {date}

The parliament of Ukraine passed a law on the restitution of community property on Tuesday.

Read the full article here. https://www.jta.org/2017/04/05/restitution

Library opens in Riga
{source}, {date}

A library with ten thousand books opened in the capital of Latvia, in the presence of the president.

Read the full article here. https://www.rferl.org/a/library-riga/28411111.html
"""
SENDERS = "Daniel Rubin, Chairman; Aleksander Smukler, President; Mark B. Levin, Executive Vice-Chairman & CEO"


def issue(day=datetime.date(2017, 4, 7), *, letter=LETTER, senders=SENDERS, source="RFE/RL", **details):
    """The source of an issue as plain text. details: of the SourceText."""
    date = f"{day:%B} {day.day}, {day.year}"
    text = ISSUE.format(date=date, senders=senders, letter=letter, clippings=CLIPPINGS.format(date=date, source=source))
    details = {
        "path": f"{day}.txt",
        "form": Form.TEXT,
        "original": text.encode(errors="replace"),
        "name": f"{day}.txt",
    } | details
    return SourceText(text=text, **details)


def take(*sources, **options):
    """What became of each: the rows of an import. options: of the Importer."""
    importer = Importer(**options)
    return [importer.take(source) for source in sources]

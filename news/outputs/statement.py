"""One statement as plain values, from which its formats are rendered. No Django here."""

import datetime
from dataclasses import dataclass

from ..bills import Bill
from .issue import Corrected, long_date


@dataclass(frozen=True, slots=True)
class StatementText(Corrected):
    """A statement, press release, letter, testimony, action alert or op-ed."""

    title: str
    summary: str
    kind: str  # as in a URL: "press-release"
    kind_name: str  # "Press release"
    date: datetime.date | None  # every published statement has one
    body: str  # HTML, links absolute
    bills: tuple[Bill, ...]
    url: str  # of the web page, absolute
    published: datetime.datetime | None = None  # first and last publication
    modified: datetime.datetime | None = None
    correction: str = ""
    corrected_on: datetime.date | None = None

    @property
    def day(self) -> str:
        """ "December 1, 2025", or empty."""
        return long_date(self.date) if self.date else ""

    @property
    def bills_label(self) -> str:
        """The heading of its bills: "Bills in this letter"."""
        return f"Bill{'s' if len(self.bills) > 1 else ''} in this {self.kind_name.lower()}"

"""The fields of a weekly update, filled with what was read of an old issue."""

import datetime
from collections.abc import Iterable, Mapping
from uuid import uuid4

from news.letter_html import make_letter, part_letter
from news.models import WeeklyUpdate
from news.models.leadership import leadership_on
from news.parser.whole_issue import ParsedIssue

from ..record import fold
from . import known
from .leftovers import is_web_address, list_leftovers

FIRST_TOP_10 = datetime.date(2018, 2, 1)  # since when the kicker is another
KICKERS = ("Weekly News Update", "Weekly Top 10")  # before that day, and since
SAFE_LINKS = ("http://", "https://", "mailto:", "tel:")


class Draft:
    """What an issue becomes: the values of the page's fields; what of them is suggested, and notes for the editor.

    `country_reasons`: position of a clipping → country code → words. A few queries, however many clippings there are.
    """

    def __init__(self, issue: ParsedIssue, day: datetime.date, summary: str):
        """day: the date of the issue. summary: suggested."""
        self.issue, self.day = issue, day
        self.notes: list[str] = []
        self.country_reasons: dict[int, dict[str, list[str]]] = {}
        self.suggested = ["search_description"] if summary else []
        self.values = {
            "date": day,
            "search_description": summary,
            "kicker": issue.kicker or self.suggest("kicker", KICKERS[day >= FIRST_TOP_10]),
            "sent_from": self.make_sent_from(),
            "clippings": self.make_clippings(),
        }
        if issue.to:
            self.values["addressee"] = issue.to
        paragraphs, signature = part_letter(issue)
        self.values["signature"] = signature
        links = [(words, url) for words, url in issue.letter_links if url.casefold().startswith(SAFE_LINKS)]
        letter = self.values["letter"] = make_letter(paragraphs, links)
        kept = {*paragraphs, *signature.splitlines()}
        self.values["unplaced_lines"] = "\n".join(list_leftovers(issue, day, letter, kept))

    def suggest(self, field: str, value):
        """The value, with the field marked as suggested."""
        self.suggested.append(field)
        return value

    def make_sent_from(self) -> list[dict]:
        if not self.issue.senders:
            leaders = leadership_on(self.day)
            return self.suggest("sent_from", leaders) if leaders else []
        blocks, conflicts = known.name_senders(self.issue.senders, self.day)
        self.notes += conflicts
        return blocks

    def make_clippings(self) -> list[dict]:
        statements, notes = known.find_own_statements(self.issue.clippings)
        self.notes += notes
        blocks = []
        for each in self.issue.clippings:
            if reasons := known.suggest_countries(each):
                self.country_reasons[each.position] = reasons
            statement = statements.get(each.position)
            url = known.statement_url(statement) if statement else each.url
            value = {
                "headline": each.headline,
                "byline": each.byline,
                "source": each.source,
                "date": each.date and each.date.isoformat(),
                "url": url if is_web_address(url) else "",
                "excerpt": each.excerpt,
                "countries": list(reasons),
            }
            blocks.append({"type": "clipping", "value": value})
        if self.country_reasons:
            self.suggested.append("clippings")
        return blocks

    def fill(self, update: WeeklyUpdate) -> None:
        """Set the fields of a page that is new, or was stored by an import; its clippings keep their ids."""
        known = ids_by_headline(update.clippings)
        for block in self.values["clippings"]:
            block["id"] = known.pop(fold(block["value"]["headline"]), None) or str(uuid4())
        for name, value in self.values.items():
            setattr(update, name, value)

    def by_id(self, values: Mapping[int, object]) -> dict[str, object]:
        """What belongs to clippings by their position, by the ids that fill() gave their blocks."""
        return {self.values["clippings"][position - 1]["id"]: value for position, value in values.items()}


def ids_by_headline(clippings: Iterable) -> dict[str, str]:
    """Of the blocks of clippings: their ids, by which their own pages are found."""
    return {fold(block.value["headline"]): block.id for block in clippings if block.id}

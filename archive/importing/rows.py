"""What is told of each file that is imported."""

from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from textwrap import shorten

from ..reading import Refused
from ..record import IssueRecord

FIRST = 100  # characters of a headline or a letter that are shown


class Result(StrEnum):
    """What became of a source. The values are shown to people."""

    STORED = "draft"
    PUBLISHED = "published"
    COMPLETED = "completed"
    SAME = "the same again"
    BELOW_THRESHOLD = "draft, below the threshold"
    EARLY = "draft, dated ahead"
    INCOMPLETE = "draft, incomplete"
    CHANGED = "left as it is"
    BESIDE = "kept beside the page"
    BY_HAND = "page made by hand"
    OTHER = "another text of that date"
    NO_ISSUE = "no issue"
    UNDATED = "no date"
    REFUSED = "refused"
    FAILED = "failed"

    @property
    def is_settled(self) -> bool:
        """Whether nobody need look at the file again."""
        return self in (Result.STORED, Result.PUBLISHED, Result.COMPLETED, Result.SAME)

    @property
    def is_stored(self) -> bool:
        return self in STORED


STORED = (
    *(Result.STORED, Result.PUBLISHED, Result.COMPLETED),
    *(Result.BELOW_THRESHOLD, Result.EARLY, Result.INCOMPLETE),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One source in the report. `message`: a sentence that says why; `page_id`: of the weekly update it belongs to.

    `record` is what would be stored, or was: IssueRecord.as_dict(), of all sources of the issue together.
    """

    path: str
    result: Result
    message: str = ""
    date: str = ""
    shape: str = ""
    clippings: int = 0
    unplaced_words: int = 0
    confidence: float | None = None
    page_id: int | None = None
    record: dict | None = None

    @classmethod
    def of_refused(cls, refused: Refused) -> "Row":
        return cls(refused.path, Result.REFUSED, refused.reason)

    @classmethod
    def of_record(
        cls,
        record: IssueRecord,
        result: Result,
        message: str = "",
        page_id: int | None = None,
        stored: IssueRecord | None = None,
    ) -> "Row":
        """stored: the record of all sources of the issue together, if there are several."""
        values = (stored or record).as_dict()
        return cls.of_values(values, result, message, page_id, record.source.path)

    @classmethod
    def of_values(cls, values: dict, result: Result, message: str, page_id: int | None, path: str) -> "Row":
        """values: IssueRecord.as_dict(), as it is stored."""
        return cls(
            path=path,
            result=result,
            message=message,
            date=values["date"] or "",
            shape=str(values["shape"]),
            clippings=len(values["clippings"]),
            unplaced_words=sum(len(line["text"].split()) for line in values["unplaced"]),
            confidence=values["confidence"],
            page_id=page_id,
            record=values,
        )

    def as_shown(self) -> dict[str, object]:
        """as_dict(), with what tells a person which issue it is, and why it is unsure, of one that becomes a draft."""
        record = self.record if self.record and (self.result.is_stored or self.result is Result.BESIDE) else None
        if record is None:
            return self.as_dict()
        headlines = [each["headline"] for each in record["clippings"]]
        first = next(filter(None, [*headlines, record["letter"]]), "")
        return self.as_dict() | {"first": shorten(first, FIRST, placeholder="…"), "reasons": record["reasons"]}

    def without_record(self) -> "Row":
        return replace(self, record=None)

    def as_dict(self) -> dict[str, object]:
        """For JSON and CSV, without the record."""
        values = asdict(self.without_record())  # asdict() copies what it takes, to any depth
        del values["record"]
        return {"file": values.pop("path"), **values, "result": self.result.value}

from .country import Country, CountryIndex
from .draft_link import DraftLink
from .handover import Handover
from .inbox import InboxFinder, InboxItem
from .news_index import NewsIndex
from .publication import Publication, PublicationIndex
from .record import Record
from .searching import SpellingGroup, UnansweredSearch
from .source import Source
from .statement import Statement, StatementBill, StatementIndex
from .tracked_bill import TrackedBill
from .weekly_update import WeeklyUpdate
from .withdrawal import Withdrawal

__all__ = [
    "Country",
    "CountryIndex",
    "DraftLink",
    "Handover",
    "InboxFinder",
    "InboxItem",
    "NewsIndex",
    "Publication",
    "PublicationIndex",
    "Record",
    "Source",
    "SpellingGroup",
    "Statement",
    "StatementBill",
    "StatementIndex",
    "TrackedBill",
    "UnansweredSearch",
    "WeeklyUpdate",
    "Withdrawal",
]

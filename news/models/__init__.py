from .country import Country, CountryIndex
from .handover import Handover
from .publication import Publication, PublicationIndex
from .statement import Statement, StatementBill, StatementIndex
from .weekly_update import NewsIndex, WeeklyUpdate

__all__ = [
    "Country",
    "CountryIndex",
    "Handover",
    "NewsIndex",
    "Publication",
    "PublicationIndex",
    "Statement",
    "StatementBill",
    "StatementIndex",
    "WeeklyUpdate",
]

from .about import About, History, MemberOrganizations, People
from .base import BasePage
from .contact import Contact, ContactMessage
from .documents import SiteDocument
from .home import Home
from .media import SiteImage, SiteRendition
from .organization import Organization
from .people import Person, Term
from .programs import Program, ProgramIndex
from .standard import Donate, SignUp, StandardPage
from .trash import TrashedPage, TrashedRow

__all__ = [
    "About",
    "BasePage",
    "Contact",
    "ContactMessage",
    "Donate",
    "History",
    "Home",
    "MemberOrganizations",
    "Organization",
    "People",
    "Person",
    "Program",
    "ProgramIndex",
    "SignUp",
    "SiteDocument",
    "SiteImage",
    "SiteRendition",
    "StandardPage",
    "Term",
    "TrashedPage",
    "TrashedRow",
]

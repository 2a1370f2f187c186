"""Why a page was not fetched."""

from enum import Enum


class Reason(Enum):
    """A reason, whether another try later may have another end, and the sentence that an editor reads."""

    BAD_URL = False, "This is no address of a page on the web."
    FORBIDDEN_ADDRESS = False, "This address leads to a computer that is not on the public internet."
    UNKNOWN_HOST = True, "There is no computer of this name, or it could not be asked for."
    UNREACHABLE = True, "The publisher’s computer did not answer."
    BAD_CERTIFICATE = False, "The publisher’s certificate is not valid, so it may be somebody else’s computer."
    NO_HTTP = True, "The publisher’s computer answered in a way that is not understood."
    ROBOTS = False, "The publisher does not want programs to read this page (robots.txt)."
    REFUSED = False, "The publisher refuses to show the page to a program."
    GONE = False, "The publisher says that there is no such page."
    FAILED = True, "The publisher’s computer has a fault of its own."
    TOO_MANY_REDIRECTS = False, "The address leads from page to page without end."
    TOO_LARGE = False, "The page is too large to be read."
    TOO_SLOW = True, "The page took too long."
    NO_PAGE = False, "This is no page, but a file of another kind."

    def __init__(self, is_transient: bool, message: str) -> None:
        self.is_transient = is_transient
        self.message = message


class FetchError(Exception):
    """The page was not fetched. `reason` says why; the text of the error, for the log, says more."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason.name}: {detail}" if detail else reason.name)
        self.reason = reason

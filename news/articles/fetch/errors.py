"""Why a page was not fetched."""

from enum import Enum


class Reason(Enum):
    """A reason, whether another try later may have another end, and the sentence that an editor reads."""

    BAD_URL = False, "This is not the address of a page on the web."
    FORBIDDEN_ADDRESS = False, "This address is not on the public internet."
    UNKNOWN_HOST = True, "No website was found at this address."
    UNREACHABLE = True, "The publisher’s website did not answer."
    BAD_CERTIFICATE = False, "The website’s certificate is not valid, so it may not be the publisher’s."
    NO_HTTP = True, "The publisher’s website gave an answer that could not be understood."
    ROBOTS = False, "The publisher asks programs not to read this page (robots.txt)."
    REFUSED = False, "The publisher does not show this page to programs."
    GONE = False, "The publisher says that there is no such page."
    FAILED = True, "The publisher’s website has a fault at the moment."
    TOO_MANY_REDIRECTS = False, "The address leads from page to page without end."
    TOO_LARGE = False, "The page is too large to be read."
    TOO_SLOW = True, "The page took too long."
    NO_PAGE = False, "This is a file, not a page."

    def __init__(self, is_transient: bool, message: str) -> None:
        self.is_transient = is_transient
        self.message = message


class FetchError(Exception):
    """The page was not fetched. `reason` says why; the text of the error, for the log, says more."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason.name}: {detail}" if detail else reason.name)
        self.reason = reason

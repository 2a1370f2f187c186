"""What is suspicious about a message, and what follows. Pure: from values to values."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from urllib.parse import urlsplit

# Messages of an hour. A network may be an office, or all customers of a mobile operator: they are asked, then held.
ASK_AFTER = 5  # of one network
HOLD_AFTER = 20  # of one network; a person has pressed Send twice for each
REFUSE_AFTER = 50  # of one network, stored
MAILS = 60  # of the whole site: more than three people read in an hour
STORED = 2_000  # of the whole site: at most 20 KB each, so that no flood fills the disk

DEFAULT_PORTS = {"http": 80, "https": 443}


class Source(Enum):
    """What the browser says about the page from which a form was sent."""

    OWN = "own"
    FOREIGN = "foreign"
    UNSAID = "unsaid"


class Reason(Enum):
    """Why a message is suspicious. The values are kept in the database."""

    SOURCE = "source"
    HONEYPOT = "honeypot"
    NETWORK = "network"
    SITE = "site"


class Verdict(Enum):
    DELIVER = "deliver"
    ASK = "ask"  # whether a person is there, on a page with a token
    HOLD = "hold"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of a message besides its words. The counts are those of the last hour."""

    source: Source
    is_honeypot_filled: bool
    is_confirmed: bool  # by a token of the page that asks
    from_network: int
    mailed: int
    stored: int


def judge(known: Circumstances) -> tuple[Verdict, list[Reason]]:
    """What becomes of a message, and why."""
    if known.from_network >= REFUSE_AFTER or known.stored >= STORED:
        return Verdict.REFUSE, []
    reasons = list(find_reasons(known))
    if not reasons:
        return Verdict.DELIVER, []
    # A bot is not told what has given it away, and a person whose browser filled the honeypot has nothing to do: staff
    # read what is held. Where the browser does not say where the form is from, there may be no browser: that is asked.
    is_trapped = known.is_honeypot_filled and Reason.SOURCE not in reasons
    return Verdict.HOLD if known.is_confirmed or is_trapped else Verdict.ASK, reasons


def find_reasons(known: Circumstances) -> Iterator[Reason]:
    """A token takes the place of a source. It lifts no cap, and its page has no honeypot to fill by mistake."""
    if known.source is Source.UNSAID and not known.is_confirmed:
        yield Reason.SOURCE
    if known.is_honeypot_filled:
        yield Reason.HONEYPOT
    if known.from_network >= (HOLD_AFTER if known.is_confirmed else ASK_AFTER):
        yield Reason.NETWORK
    if known.mailed >= MAILS:
        yield Reason.SITE


def find_source(origin: str, referer: str, own_urls: list[str]) -> Source:
    """Compares the header Origin, or Referer where there is none, with the site's own origins.

    “null” is what a browser sends as the Origin of a page that is to stay private; it says nothing. Neither does a
    Referer that is no URL of the web.
    """
    own = {parse_origin(url) for url in own_urls}
    if origin and origin != "null":
        return Source.OWN if parse_origin(origin) in own else Source.FOREIGN
    referring = parse_origin(referer)
    if referring is None:
        return Source.UNSAID
    return Source.OWN if referring in own else Source.FOREIGN


def parse_origin(url: str) -> tuple[str, str, int] | None:
    """Scheme, host and port of a URL (RFC 6454); None if it is none of the web."""
    try:
        parts = urlsplit(url)
        port = parts.port or DEFAULT_PORTS.get(parts.scheme)
    except ValueError:
        return None
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname or port is None:
        return None
    return parts.scheme, parts.hostname, port

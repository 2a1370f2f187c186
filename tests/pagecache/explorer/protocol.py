"""The choices of the protocol. The defaults are the site's; a seeded bug is a protocol that differs in one of them."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Protocol:
    """How the page cache works. Each field's first value is the design, the others are mistakes."""

    # The content version
    version: Literal["count", "highest id"] = "count"
    has_oid: bool = True
    guard: Literal["transaction", "session", "xid"] = "transaction"
    version_is_read: Literal["in one statement", "base, then rows"] = "in one statement"
    compaction: Literal["one statement", "count, then delete", "delete, then add"] = "one statement"
    # Rendering and storing
    label: Literal["V0 = V1", "V0", "V1", "state"] = "V0 = V1"
    unread_version: Literal["differs", "is the same"] = "differs"
    writes_into: Literal["version", "current"] = "version"
    order: tuple[str, ...] = ("moment", "body", "headers")
    body_is_written: Literal["renamed", "in place"] = "renamed"
    pairing: Literal["checked", "trusted"] = "checked"
    storing: Literal["everybody", "lock holder"] = "everybody"
    lock: Literal["flock", "none", "file"] = "flock"
    stores_sessions: bool = False
    stores_private: bool = False
    not_found: Literal["apart", "at the path"] = "apart"
    # Serving
    until: Literal["checked", "ignored", "by the clock after rendering"] = "checked"
    since: Literal["checked", "ignored"] = "checked"
    stepped_while_rendering: Literal["not stored", "stored"] = "not stored"
    missing_body: Literal["rendered", "served"] = "rendered"
    sessions_are_served: Literal["by Django", "from the store"] = "by Django"
    freshness: Literal["uptime and boot", "uptime", "wall clock", "none"] = "uptime and boot"
    release_is_compared: bool = True
    release_in_path: bool = True
    # The sweeper
    polls: bool = True
    notifies: Literal["at commit", "before commit"] = "at commit"
    confirmed_as_of: Literal["the question", "the answer", "no answer needed"] = "the question"
    switching: Literal["symlink, then state", "state, then symlink"] = "symlink, then state"
    limit_is_written: Literal["last", "first"] = "last"
    moments: Literal["kept", "forgotten when swept", "not swept"] = "kept"
    reports: Literal["known, then confirmed", "confirmed when asked", "afterwards only"] = "known, then confirmed"
    # Running the site
    restoring: Literal["web stopped", "web running"] = "web stopped"


DESIGN = Protocol()

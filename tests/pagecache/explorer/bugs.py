"""The seeded bugs, each with a scenario that is large enough for it, and the promise that it breaks."""

from dataclasses import dataclass

from .protocol import Protocol
from .scenarios import Scenario
from .world import Left


@dataclass(frozen=True)
class Bug:
    """A protocol that differs from the design, a scenario in which it does harm, and the promise that it breaks."""

    words: str
    protocol: Protocol
    scenario: Scenario
    caught_by: str


PUBLISH, HIDE = ("publish",), ("hide",)

ONE = Scenario("one editor publishes, one worker")
TWO_EDITORS = Scenario("two editors publish, one worker", (PUBLISH, PUBLISH))
SAVEPOINT = Scenario("a publication after a rollback to a savepoint", (("publish after a rollback to a savepoint",),))
LOSSES = Scenario("a notification is lost", left=Left(lost=1))
RESTORE = Scenario("one publishes twice, a dump is restored", (PUBLISH * 2,), left=Left(restores=1))
TWO_COMPACTION = Scenario("one publishes twice, rows are compacted", (PUBLISH * 2,), left=Left(compactions=1))
ONE_COMPACTION = Scenario("one editor publishes, rows are compacted", left=Left(compactions=1))
HIDES = Scenario("one makes the page private", (HIDE,))
SESSIONS = Scenario("the page is private, some have a session", (HIDE,), sessions=True)
CRASHES = Scenario("workers are killed", workers=2, left=Left(kills=1, timeouts=1))
OUTAGE = Scenario("the database goes away", ((),), left=Left(outages=1, quarters=1))
QUARTER = Scenario("fifteen minutes pass", ((),), left=Left(quarters=1))
CLOCK = Scenario("fifteen minutes pass, and the clock is stepped", ((),), left=Left(quarters=1, steps=1))
REBOOT = Scenario("the machine is rebooted", left=Left(reboots=1))
MOMENT = Scenario("a banner ends, the clock is stepped", ((),), has_banner=True, left=Left(quarters=1, steps=1))
MOMENTS = Scenario("a banner ends while two render", ((),), workers=2, has_banner=True, left=Left(steps=1, timeouts=1))
FRONT = Scenario("a front server, and the sweeper is killed", has_front=True, left=Left(sweeper_kills=1))
FRONT_CRASH = Scenario("a front server, a worker is killed", has_front=True, left=Left(kills=1))
FRONT_MOMENT = Scenario(
    "a front server, a banner ends, a worker is killed",
    ((),),
    has_front=True,
    has_banner=True,
    left=Left(kills=1, quarters=1),
)
FRONT_DEAD = Scenario(
    "a front server, the sweeper is killed, fifteen minutes pass",
    has_front=True,
    left=Left(sweeper_kills=1, quarters=1),
)
WITHDRAWAL = Scenario("one takes the page down, a front server", (("withdraw",),), has_front=True)
TELLING = Scenario("who makes a page private looks for machines", (HIDE,), telling=True, left=Left(sweeper_kills=1))
DEPLOY = Scenario("a new release", ((),), workers=2, left=Left(deploys=1))

BUGS = [
    Bug("purge before commit", Protocol(polls=False, notifies="before commit"), ONE, "SECOND"),
    Bug("notification lost, and no polling", Protocol(polls=False), LOSSES, "SECOND"),
    Bug("store after purge: into the current generation", Protocol(writes_into="current"), ONE, "GENERATION"),
    Bug("V1 is the label, V0 is not read", Protocol(label="V1"), ONE, "GENERATION"),
    Bug("V0 is the label, V1 is not read", Protocol(label="V0"), ONE, "GENERATION"),
    Bug("the label is read from the state", Protocol(label="state"), ONE, "GENERATION"),
    Bug("the largest id instead of the count", Protocol(version="highest id"), TWO_EDITORS, "GENERATION"),
    Bug("the oid is not in the version", Protocol(has_oid=False), RESTORE, "GENERATION"),
    Bug("the guard outlives a savepoint", Protocol(guard="session"), SAVEPOINT, "GENERATION"),
    Bug("the guard is the transaction's id, after a restore", Protocol(guard="xid"), RESTORE, "GENERATION"),
    Bug("a dump is restored while workers run", Protocol(restoring="web running"), RESTORE, "GENERATION"),
    Bug("compaction counts, then deletes", Protocol(compaction="count, then delete"), TWO_COMPACTION, "GENERATION"),
    Bug("compaction deletes, then adds", Protocol(compaction="delete, then add"), TWO_COMPACTION, "GENERATION"),
    Bug("the version is read in two statements", Protocol(version_is_read="base, then rows"), ONE_COMPACTION, "SECOND"),
    Bug(
        "a version that cannot be read counts as the same", Protocol(unread_version="is the same"), OUTAGE, "GENERATION"
    ),
    Bug("a private page's answer is stored", Protocol(stores_private=True), HIDES, "PRIVATE"),
    Bug("what a session saw is stored", Protocol(stores_sessions=True), SESSIONS, "PRIVATE"),
    Bug("a session is served from the store", Protocol(sessions_are_served="from the store"), SESSIONS, "PRIVATE"),
    Bug(
        "headers before body",
        Protocol(order=("moment", "headers", "body"), pairing="trusted", missing_body="served"),
        ONE,
        "WHOLE",
    ),
    Bug("a body that was deleted is served as empty", Protocol(missing_body="served", pairing="trusted"), ONE, "WHOLE"),
    Bug("a body is written in place", Protocol(body_is_written="in place"), FRONT_CRASH, "WHOLE"),
    Bug("headers are not compared with the body", Protocol(pairing="trusted"), MOMENTS, "WHOLE"),
    Bug("a 404 is stored where the front server looks", Protocol(not_found="at the path"), WITHDRAWAL, "WHOLE"),
    Bug("no lock", Protocol(lock="none"), CRASHES, "ONCE"),
    Bug("the lock is a file that is there", Protocol(lock="file"), CRASHES, "ONCE"),
    Bug("the state is believed for ever", Protocol(freshness="none"), OUTAGE, "QUARTER"),
    Bug("confirmed by the wall clock", Protocol(freshness="wall clock"), CLOCK, "QUARTER"),
    Bug("confirmed without the boot's id", Protocol(freshness="uptime"), REBOOT, "QUARTER"),
    Bug("confirmed as of the answer", Protocol(confirmed_as_of="the answer"), QUARTER, "QUARTER"),
    Bug("confirmed though nothing was answered", Protocol(confirmed_as_of="no answer needed"), OUTAGE, "QUARTER"),
    Bug("the front server's limit before the switch", Protocol(limit_is_written="first"), FRONT_DEAD, "SECOND"),
    Bug("the state before the symlink", Protocol(switching="state, then symlink"), FRONT, "SECOND"),
    Bug("until is ignored", Protocol(until="ignored"), MOMENT, "MOMENT"),
    Bug("until by the clock after rendering", Protocol(until="by the clock after rendering"), MOMENT, "MOMENT"),
    Bug("a clock set back is not noticed when serving", Protocol(since="ignored"), MOMENT, "MOMENT"),
    Bug("nor while rendering", Protocol(stepped_while_rendering="stored"), MOMENT, "MOMENT"),
    Bug("moments are noted after the body", Protocol(order=("body", "moment", "headers")), FRONT_MOMENT, "MOMENT"),
    Bug("a moment is forgotten when it was swept", Protocol(moments="forgotten when swept"), FRONT_MOMENT, "MOMENT"),
    Bug("nobody removes what is past its moment", Protocol(moments="not swept"), FRONT_MOMENT, "MOMENT"),
    Bug("a machine is known only once it has confirmed", Protocol(reports="afterwards only"), TELLING, "TOLD"),
    Bug("a machine reports what it has not yet done", Protocol(reports="confirmed when asked"), TELLING, "TOLD"),
    Bug("another release's pages are served", Protocol(release_is_compared=False), DEPLOY, "GENERATION"),
    Bug("the release is not in the path", Protocol(release_in_path=False), DEPLOY, "GENERATION"),
]

"""The explorations of the design: small ones, which every run of the tests makes, and the whole, made by hand."""

from . import bugs
from .scenarios import Scenario
from .world import Left

PUBLISH, HIDE, WITHDRAW = ("publish",), ("hide",), ("withdraw",)

SMALL = [
    bugs.ONE,
    bugs.TWO_EDITORS,
    bugs.SAVEPOINT,
    bugs.HIDES,
    bugs.SESSIONS,
    bugs.ONE_COMPACTION,
    bugs.REBOOT,
    bugs.MOMENT,
    bugs.FRONT,
    bugs.FRONT_CRASH,
    bugs.WITHDRAWAL,
    bugs.TELLING,
    bugs.DEPLOY,
]

LARGE = [
    bugs.MOMENTS,
    bugs.FRONT_MOMENT,
    bugs.FRONT_DEAD,
    bugs.RESTORE,
    bugs.CRASHES,
    Scenario("one publishes, one makes the page private", (PUBLISH, HIDE), 3, Left(kills=1)),
    Scenario("two publish, a worker is killed, one waits in vain", (PUBLISH, PUBLISH), 2, Left(kills=1, timeouts=1)),
    Scenario("one publishes, the sweeper is killed", (PUBLISH,), 2, Left(quarters=1, sweeper_kills=1)),
    Scenario(
        "a banner ends, all may fail",
        ((),),
        2,
        Left(quarters=1, steps=1, kills=1, timeouts=1),
        has_banner=True,
    ),
    Scenario("a banner ends at the front", (PUBLISH,), 1, Left(quarters=1, kills=1), has_front=True, has_banner=True),
    Scenario("a banner ends at the front", (PUBLISH,), 2, Left(quarters=1), has_front=True, has_banner=True),
    Scenario(
        "two publish, rows are compacted, a dump is restored", (PUBLISH, PUBLISH), 1, Left(restores=1, compactions=1)
    ),
    Scenario(
        "one makes the page private, and is told",
        (PUBLISH, HIDE),
        1,
        Left(sweeper_kills=1, outages=1, quarters=1),
        telling=True,
    ),
    Scenario("one publishes, a new release", (PUBLISH,), 3, Left(deploys=1)),
    Scenario("one publishes, one makes the page private, a front server", (PUBLISH, HIDE), 2, has_front=True),
]

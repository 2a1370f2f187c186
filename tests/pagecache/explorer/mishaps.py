"""Time and mishaps: a second, a quarter, a stepped clock, a reboot, a database that is away, a new release."""

from .database import widen
from .sweeper import stopped
from .world import ASKED, OWED, PAID, Clock, Front, Sweeper, Worker, replaced, true_answer


def time_moves(world, scenario):
    truth = true_answer(world.database.content, world.clock.wall, has_banner=scenario.has_banner)
    now = frozenset([truth])
    behind = world.recent != now or world.recent_at_front != now
    protocol, sweeper = scenario.protocol, world.sweeper
    waited = world.owed == PAID if protocol.polls else not world.notified
    if behind and waited and sweeper.at == "rest" and world.database.up and not world.database.restoring:
        yield "a second passes", world._replace(recent=now, recent_at_front=now)
    if world.left.quarters:
        left = world.left._replace(quarters=world.left.quarters - 1)
        clock = world.clock._replace(uptime=world.clock.uptime + 1, wall=world.clock.wall + 1)
        later = clock_set(world._replace(left=left, confirmed=False, recent=now, recent_at_front=now), scenario, clock)
        yield "fifteen minutes pass", later
    if world.left.steps:
        left = world.left._replace(steps=world.left.steps - 1)
        for wall in (world.clock.wall - 1, world.clock.wall + 1):
            if wall >= 0:
                clock = world.clock._replace(wall=wall)
                yield f"the clock is set to {wall}", clock_set(world._replace(left=left), scenario, clock)


def clock_set(world, scenario, clock):
    """The banner shows or has ended from now on; the front server learns of it by the sweeper's next turn."""
    if not scenario.has_banner or (world.clock.wall == 0) == (clock.wall == 0):
        return world._replace(clock=clock)
    turned = frozenset(answer._replace(banner=clock.wall == 0) for answer in world.recent)
    after = world._replace(clock=clock, recent=turned, recent_at_front=world.recent_at_front | turned, owed=OWED)
    return widen(after, turned)


def mishap_moves(world, scenario):
    left, database = world.left, world.database
    if not database.up:
        yield "the database is back", world._replace(database=database._replace(up=True))
    elif left.outages:
        away = database._replace(up=False)
        fewer = left._replace(outages=left.outages - 1)
        yield "the database is away", world._replace(database=away, left=fewer)
    if left.reboots:
        yield "the machine is rebooted", rebooted(world)
    if left.deploys and world.sweeper.release == 0:
        yield "the sweeper is replaced by that of the new release", stopped(world, Sweeper(release=1))
    for index, worker in enumerate(world.workers):
        if left.deploys and worker.release == 0 and worker.at == "idle":
            renewed = replaced(world.workers, index, Worker(release=1))
            yield f"worker {{{index}}} is replaced by one of the new release", world._replace(workers=renewed)


def rebooted(world):
    return world._replace(
        clock=Clock(world.clock.boot + 1, 0, world.clock.wall),
        workers=tuple(Worker(release=worker.release) for worker in world.workers),
        sweeper=Sweeper(release=world.sweeper.release),
        owed=OWED if world.owed == ASKED else world.owed,
        front=Front() if world.front else None,
        left=world.left._replace(reboots=world.left.reboots - 1),
        confirmed=False,
        lock_file=False,
    )

"""The sweeper, one a machine: asks the version, switches generations, confirms and deletes. The front server."""

from .database import version_now
from .promises import broken_by_serving
from .worker import shown
from .world import ASKED, HALF, OWED, PAID, Front, Generation, Page, StateFile, Sweeper, Version, page_in, with_page


def sweeper_moves(world, scenario):
    sweeper, protocol = world.sweeper, scenario.protocol
    if sweeper.at == "dead":
        yield "the sweeper is started again", world._replace(sweeper=Sweeper(release=sweeper.release))
        return
    if sweeper.at == "rest":
        if protocol.polls or world.notified:
            clock = world.clock
            begun = sweeper._replace(at="asks", boot=clock.boot, uptime=clock.uptime, wall=clock.wall)
            begun_world = world._replace(sweeper=begun, notified=False)
            if clock_may_change(world):
                yield "the sweeper begins a turn", begun_world
            else:
                yield from asks(begun_world, scenario)
    elif sweeper.at == "asks":
        yield from asks(world, scenario)
    else:
        yield from works(world, scenario)
    if world.left.sweeper_kills:
        left = world.left._replace(sweeper_kills=world.left.sweeper_kills - 1)
        dead = Sweeper(at="dead", release=sweeper.release)
        yield "the sweeper is killed", stopped(world._replace(left=left), dead)


def stopped(world, sweeper):
    """The world with another sweeper: a turn that was not ended counts as none."""
    return world._replace(sweeper=sweeper, owed=OWED if world.owed == ASKED else world.owed)


def clock_may_change(world):
    """Where the clock stands still, reading it is no step of its own."""
    left = world.left
    return bool(left.quarters or left.steps or left.reboots)


def asks(world, scenario):
    sweeper, protocol, clock = world.sweeper, scenario.protocol, world.clock
    if not world.database.up:
        if protocol.confirmed_as_of == "no answer needed":
            blind = sweeper._replace(version=world.state.generation.version)
            yield "the sweeper has no answer", world._replace(sweeper=heads(world, scenario, blind))
        else:
            yield "the sweeper has no answer", world._replace(sweeper=Sweeper(release=sweeper.release))
        return
    if protocol.version_is_read == "base, then rows" and sweeper.base is None:
        half = sweeper._replace(base=world.database.base)
        yield f"the sweeper reads base: {half.base}", world._replace(sweeper=half, owed=ASKED if world.owed else PAID)
        return
    version = version_now(world, protocol)
    if sweeper.base is not None:
        version = Version(version.oid, sweeper.base + world.database.rows)
    answered = heads(world, scenario, sweeper._replace(version=version, base=None))
    row = world.row
    if protocol.reports == "known, then confirmed":
        row = row._replace(known=clock.uptime)
    elif protocol.reports == "confirmed when asked":
        row = row._replace(known=clock.uptime, version=version)
    confirmed = world.confirmed or (sweeper.boot, sweeper.uptime) == (clock.boot, clock.uptime)
    after = world._replace(
        sweeper=answered,
        row=row if scenario.telling else world.row,
        confirmed=confirmed,
        owed=ASKED if world.owed == OWED and protocol.version_is_read == "in one statement" else world.owed,
    )
    yield f"the sweeper is answered {version.oid}.{version.number}", after


def program(scenario, changed):
    """The steps of a turn after the answer, in order."""
    protocol = scenario.protocol
    steps = ["switches", "writes state"]
    if protocol.switching == "state, then symlink":
        steps.reverse()
    steps = ["writes limit", *steps] if protocol.limit_is_written == "first" else [*steps, "writes limit"]
    wanted = {
        "switches": changed,
        "writes limit": scenario.has_front,
    }
    last = [
        *(["reports"] if scenario.telling and protocol.reports != "confirmed when asked" else []),
        *(["deletes"] if changed else []),
        *(
            ["removes moments"]
            if scenario.has_banner and scenario.has_front and protocol.moments != "not swept"
            else []
        ),
    ]
    return [step for step in steps if wanted.get(step, True)] + last


def own_generation(scenario, sweeper):
    return Generation(sweeper.release if scenario.protocol.release_in_path else 0, sweeper.version)


def heads(world, scenario, sweeper):
    """The sweeper with its answer, before the first step that follows; the state file says whether it is news."""
    changed = own_generation(scenario, sweeper) != world.state.generation
    return sweeper._replace(at=program(scenario, changed)[0], changed=changed)


def works(world, scenario):
    """One step of the turn's program."""
    sweeper, protocol, clock = world.sweeper, scenario.protocol, world.clock
    generation, step = own_generation(scenario, sweeper), sweeper.at
    steps = program(scenario, sweeper.changed)
    later = steps[steps.index(step) + 1 :]
    after = sweeper._replace(at=later[0]) if later else Sweeper(release=sweeper.release)
    changes = {"sweeper": after}
    if not later and world.owed == ASKED:
        changes["owed"] = PAID
    if step == "switches":
        changes["current"] = generation
    elif step == "writes state":
        as_of = clock if protocol.confirmed_as_of == "the answer" else sweeper
        changes["state"] = StateFile(generation, as_of.boot, as_of.uptime, as_of.wall)
    elif step == "writes limit":
        changes["limit"] = sweeper.wall
    elif step == "reports" and world.database.up:
        changes["row"] = world.row._replace(known=clock.uptime, version=sweeper.version)
    elif step == "deletes":
        changes["files"] = tuple(item for item in world.files if item[0] == generation)
    elif step == "removes moments":
        changes["files"] = without_past(world, scenario, generation)
    yield f"the sweeper {step}: {shown(generation)}", world._replace(**changes)


def without_past(world, scenario, generation):
    """The files without a page past a moment that was noted for it, unless it was rendered anew; the note stays."""
    page, wall = page_in(world, generation), world.clock.wall
    if page.moment > wall or (page.headers and page.headers.until > wall):
        return world.files
    note = page.moment if scenario.protocol.moments == "kept" else Page().moment
    return with_page(world.files, generation, Page(moment=note))


def front_moves(world, scenario):
    """The front server by itself: reads the limit, then opens the file below `current` and sends it as a 200."""
    front = world.front
    if not front.allowed:
        if world.clock.wall <= world.limit:
            allowed = Front(allowed=True, expected=world.recent_at_front, confirmed=world.confirmed)
            yield "the front server has a request, and the limit is not over", world._replace(front=allowed), None
        return
    body = page_in(world, world.current).body
    after = world._replace(front=Front())
    if body is None or (body != HALF and body.status != 200 and scenario.protocol.not_found == "apart"):
        yield "the front server finds no file, and asks the worker", after, None
        return
    words = f"the front server sends the file of {shown(world.current)}"
    if body != HALF and body.status != 200:
        yield words, after, "WHOLE"
        return
    release = HALF if body == HALF else body.release
    broken = broken_by_serving(body, front.expected, confirmed=front.confirmed, assured=world.assured, release=release)
    yield words, after, broken

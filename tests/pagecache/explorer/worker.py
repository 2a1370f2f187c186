"""A worker: the layer in front of Django, and Django's rendering between its two readings of the version."""

from .database import version_now, widen
from .promises import broken_by_serving, plain
from .world import HALF, NEVER, OWED, Answer, Generation, Headers, Worker, answer_to, page_in, replaced, with_page

UNAVAILABLE = Answer(503, 0, 0, banner=False)


def worker_moves(world, scenario, index):
    """What this worker can do next: (words, world, broken promise or None)."""
    worker = world.workers[index]
    step = STEPS.get(worker.at, stores)
    for words, after, broken in step(world, scenario, index, worker):
        yield f"worker {{{index}}} {words}", after, broken
    if worker.at != "idle" and world.left.kills:
        left = world.left._replace(kills=world.left.kills - 1)
        killed = put(world, index, Worker(release=worker.release), left=left, lock_file=world.lock_file)
        yield f"worker {{{index}}} is killed, and another takes its place", killed, None


def put(world, index, worker, **changes):
    """The world with this worker in its place; a lock file is there while its maker lives to delete it."""
    before = world.workers[index]
    if before.holds and not worker.holds:
        changes.setdefault("lock_file", False)
    return world._replace(workers=replaced(world.workers, index, worker), **changes)


def done(worker):
    return Worker(release=worker.release)


def is_fresh(world, scenario):
    """Whether the database has confirmed the state within fifteen minutes, as far as the layer can know."""
    state, clock, rule = world.state, world.clock, scenario.protocol.freshness
    return {
        "uptime and boot": (state.boot, state.uptime) == (clock.boot, clock.uptime),
        "uptime": state.uptime == clock.uptime,
        "wall clock": clock.wall <= state.wall,
        "none": True,
    }[rule]


def may_serve(world, scenario, worker):
    protocol = scenario.protocol
    other = protocol.release_in_path and world.state.generation.release != worker.release
    return is_fresh(world, scenario) and not (other and protocol.release_is_compared)


def in_its_time(world, scenario, headers):
    """Whether the clock is within the time for which the page was stored."""
    protocol, wall = scenario.protocol, world.clock.wall
    too_late = wall >= headers.until and protocol.until != "ignored"
    too_early = wall < headers.since and protocol.since != "ignored"
    return not (too_late or too_early)


def begins(world, scenario, index, worker):
    """A request arrives, and the layer reads the state."""
    if may_serve(world, scenario, worker):
        looks = worker._replace(
            at="looked", generation=world.state.generation, expected=world.recent, confirmed=world.confirmed
        )
        yield f"has a request, and reads the state: {shown(world.state.generation)}", put(world, index, looks), None
    else:
        yield "has a request, and may serve nothing", put(world, index, worker._replace(at="wants")), None
    if scenario.sessions:
        asked = worker._replace(session=True)
        if scenario.protocol.sessions_are_served == "from the store":
            asked = asked._replace(
                at="looked", generation=world.state.generation, expected=world.recent, confirmed=world.confirmed
            )
        else:
            asked = asked._replace(at="wants" if scenario.protocol.stores_sessions else "bypass")
        yield "has a request with a session", put(world, index, asked), None


def bypasses(world, scenario, index, worker):
    """Nothing that a session asks for is looked up or stored: Django answers."""
    yield "has Django answer the session", put(world, index, done(worker)), None


def looks(world, scenario, index, worker):
    headers = page_in(world, worker.generation).headers
    if headers and in_its_time(world, scenario, headers):
        yield "reads the stored headers", put(world, index, worker._replace(at="headed", headers=headers)), None
    else:
        yield "finds nothing to serve", put(world, index, misses(worker)), None


def misses(worker):
    return Worker("wants", worker.release, worker.session)


def serves(world, scenario, index, worker):
    protocol, body = scenario.protocol, page_in(world, worker.generation).body
    if body is None and protocol.missing_body == "rendered":
        yield "finds the body gone", put(world, index, misses(worker)), None
        return
    if body != worker.headers.answer:
        if protocol.pairing == "checked":
            yield "finds a body that is not of these headers", put(world, index, misses(worker)), None
            return
        broken = "WHOLE"
    else:
        broken = serving(world, worker, body)
    yield "reads the stored body, and serves it", put(world, index, done(worker)), broken


def serving(world, worker, body):
    if worker.session:
        return "PRIVATE"
    return broken_by_serving(
        body, worker.expected, confirmed=worker.confirmed, assured=world.assured, release=worker.release
    )


def waits(world, scenario, index, worker):
    """Single flight: one leads, the others wait for its lock; after five seconds they render and store, too."""
    protocol = scenario.protocol
    free = protocol.lock == "none" or not (world.lock_file or any(other.holds for other in world.workers))
    if free:
        leads = worker._replace(holds=True)
        locked = put(world, index, leads, lock_file=protocol.lock == "file")
        yield from looks_again(locked, scenario, index, leads)
    elif world.left.timeouts:
        left = world.left._replace(timeouts=world.left.timeouts - 1)
        alone = worker._replace(at="begins", holds=protocol.storing == "everybody" and protocol.lock == "none")
        yield "has waited for five seconds", put(world, index, alone, left=left), None


def looks_again(world, scenario, index, worker):
    """With the lock, taken in the same step: somebody may have stored the page meanwhile."""
    page = page_in(world, world.state.generation)
    good = page.headers and page.headers.answer == page.body and in_its_time(world, scenario, page.headers)
    if not (good and may_serve(world, scenario, worker)):
        yield "takes the lock of the address", put(world, index, worker._replace(at="begins")), None
        return
    now = worker._replace(expected=world.recent, confirmed=world.confirmed)
    yield "serves what was stored meanwhile", put(world, index, done(worker)), serving(world, now, page.body)


def reads_label(world, scenario, index, worker):
    protocol = scenario.protocol
    if not world.database.up:
        yield "cannot read the version, and answers 503", put(world, index, done(worker)), None
        return
    label = world.state.generation.version if protocol.label == "state" else version_now(world, protocol)
    began = worker._replace(at="first", label=label, began=(world.clock.wall, world.clock.uptime))
    yield f"reads V0: {label.oid}.{label.number}", put(world, index, began), None


def first_query(world, scenario, index, worker):
    if world.database.up:
        seen = world.database.content
        yield "renders: its first query", put(world, index, worker._replace(at="second", seen=seen)), None
    else:
        yield from fails(world, index, worker)


def fails(world, index, worker):
    yield "renders: no answer, so 503", put(world, index, worker._replace(at="rendered", answer=UNAVAILABLE)), None


def second_query(world, scenario, index, worker):
    if not world.database.up:
        yield from fails(world, index, worker)
        return
    text, wall, banner = world.database.content.text, world.clock.wall, scenario.has_banner
    release = worker.release
    answer = answer_to(worker.seen, text, wall, has_banner=banner, session=worker.session, release=release)
    rendered = worker._replace(at="rendered", answer=answer, seen=None)
    yield f"renders: its last query, {answer.status}", put(world, index, rendered), None


def decides(world, scenario, index, worker):
    """Reads V1, and decides whether the answer is stored, and under which version."""
    wall = world.clock.wall if scenario.protocol.until == "by the clock after rendering" else worker.began[0]
    until = 1 if scenario.has_banner and wall == 0 else NEVER
    label = label_for(world, scenario, worker)
    if label is None or not storable(world, scenario, worker, until):
        yield "reads V1, stores nothing, and serves what it rendered", put(world, index, done(worker)), None
        return
    keeps = Headers(worker.answer, worker.began[0], until)
    order = [step for step in scenario.protocol.order if step != "moment" or until != NEVER]
    keeper = worker._replace(at=f"stores {order[0]}", label=label, keeps=keeps, answer=None, began=(0, 0))
    yield f"reads V1, and stores under {label.oid}.{label.number}", put(world, index, keeper), None


def label_for(world, scenario, worker):
    """The version under which the answer may be stored, or None."""
    protocol = scenario.protocol
    if not world.database.up:
        return worker.label if protocol.unread_version == "is the same" else None
    now = version_now(world, protocol)
    if protocol.label == "V1":
        return now
    return worker.label if protocol.label != "V0 = V1" or worker.label == now else None


def storable(world, scenario, worker, until):
    protocol, status = scenario.protocol, worker.answer.status
    kinds = {200, 404} | ({302} if protocol.stores_private else set())
    kinds |= {503} if protocol.unread_version == "is the same" else set()
    if status not in kinds or (worker.session and not protocol.stores_sessions):
        return False
    if protocol.storing == "lock holder" and not worker.holds:
        return False
    if protocol.stepped_while_rendering == "stored":
        return True
    began_wall, began_uptime = worker.began
    stepped = world.clock.wall - world.clock.uptime != began_wall - began_uptime
    return not stepped and world.clock.wall < until


def stores(world, scenario, index, worker):
    """Writes the next of the page's files; the last makes it complete, and lets the lock go.

    A limit: a worker that was held up between V1 and here may store a page whose moment has come. The layer knows, and
    the front server sends it until the sweeper's next turn: there the second counts from the storing.
    """
    protocol, keeps = scenario.protocol, worker.keeps
    generation = Generation(worker.release if protocol.release_in_path else 0, worker.label)
    if protocol.writes_into == "current":
        generation = world.current
    page, what = page_in(world, generation), worker.at.removeprefix("stores ")
    if what == "moment":
        page = page._replace(moment=min(page.moment, keeps.until))
    elif what == "headers":
        page = page._replace(headers=keeps)
    elif protocol.body_is_written == "in place" and page.body != HALF:
        files = with_page(world.files, generation, page._replace(body=HALF))
        yield "writes half the body", put(world, index, worker, files=files), None
        return
    else:
        page = page._replace(body=keeps.answer)
    order = [step for step in protocol.order if step != "moment" or keeps.until != NEVER]
    later = order[order.index(what) + 1 :]
    after = worker._replace(at=f"stores {later[0]}") if later else done(worker)
    stored = put(world, index, after, files=with_page(world.files, generation, page))
    if what == "body" and scenario.has_front and world.clock.wall >= keeps.until:
        late = frozenset([plain(keeps.answer)])
        stored = widen(stored._replace(recent_at_front=world.recent_at_front | late, owed=OWED), late)
    yield f"stores the {what} in {shown(generation)}", stored, None


def shown(generation):
    release = f"release {generation.release}, " if generation.release else ""
    return f"generation {release}{generation.version.oid}.{generation.version.number}"


STEPS = {
    "idle": begins,
    "bypass": bypasses,
    "looked": looks,
    "headed": serves,
    "wants": waits,
    "begins": reads_label,
    "first": first_query,
    "second": second_query,
    "rendered": decides,
}

"""What there is: one state of the whole system, as values that cannot change."""

from typing import NamedTuple

PAID, ASKED, OWED = range(3)
NEVER = 9  # a moment that does not come: later than every clock of the model
PUBLIC, PRIVATE, WITHDRAWN = "public", "private", "withdrawn"
HALF = "half a body"


class Version(NamedTuple):
    oid: int
    number: int


class Generation(NamedTuple):
    release: int
    version: Version


class Answer(NamedTuple):
    """What a render yields: its two queries read two rows, and the banner shows until its end.

    `release` is the code that rendered, `for_session` says that it was rendered for somebody with a session.
    """

    status: int
    first: int
    second: int
    banner: bool
    release: int = 0
    for_session: bool = False


class Content(NamedTuple):
    """What is committed: the text as both queries read it, and who may see the page."""

    text: int = 0
    seen_by: str = PUBLIC


class Database(NamedTuple):
    up: bool = True
    oid: int = 1
    base: int = 0
    rows: int = 0
    highest: int = 0  # the largest id among the rows
    next_id: int = 1
    content: Content = Content()
    restoring: bool = False


class Editor(NamedTuple):
    done: int = 0  # how much of the script
    phase: str = "idle"
    id: int = 0
    adds_row: bool = False
    waits_for: Version | None = None


class Headers(NamedTuple):
    answer: Answer
    since: int
    until: int


class Page(NamedTuple):
    """The files of the address in one generation. `moment` is noted for the sweeper."""

    moment: int = NEVER
    body: Answer | str | None = None
    headers: Headers | None = None


class Worker(NamedTuple):
    """A worker and its request. `expected` are the answers that may be served, `confirmed` what promise of 15 minutes
    the request has: both are for the promises only."""

    at: str = "idle"
    release: int = 0
    session: bool = False
    holds: bool = False
    generation: Generation | None = None
    headers: Headers | None = None
    label: Version | None = None
    began: tuple[int, int] = (0, 0)  # wall clock and uptime when it began to render
    seen: Content | None = None
    answer: Answer | None = None
    keeps: Headers | None = None
    expected: frozenset[Answer] = frozenset()
    confirmed: bool = False


class Front(NamedTuple):
    allowed: bool = False
    expected: frozenset[Answer] = frozenset()
    confirmed: bool = False


class Sweeper(NamedTuple):
    at: str = "rest"
    release: int = 0
    uptime: int = 0
    boot: int = 0
    wall: int = 0
    base: int | None = None
    version: Version | None = None
    changed: bool = False


class Clock(NamedTuple):
    boot: int = 0
    uptime: int = 0
    wall: int = 0


class StateFile(NamedTuple):
    generation: Generation
    boot: int = 0
    uptime: int = 0
    wall: int = 0


class MachineRow(NamedTuple):
    known: int = -1  # the quarter in which it last reported; -1: no row
    version: Version | None = None


class Cleaner(NamedTuple):
    at: str = "idle"
    number: int = 0


class Left(NamedTuple):
    """How many mishaps of each kind may still happen."""

    kills: int = 0
    sweeper_kills: int = 0
    lost: int = 0
    outages: int = 0
    restores: int = 0
    reboots: int = 0
    steps: int = 0
    quarters: int = 0
    timeouts: int = 0
    compactions: int = 0
    deploys: int = 0


FIRST = Generation(0, Version(1, 0))


class World(NamedTuple):
    database: Database
    editors: tuple[Editor, ...]
    workers: tuple[Worker, ...]
    front: Front | None
    sweeper: Sweeper
    cleaner: Cleaner
    files: tuple[tuple[Generation, Page], ...]
    current: Generation
    state: StateFile
    limit: int
    row: MachineRow
    clock: Clock
    lock_file: bool
    notified: bool
    left: Left
    # For the promises only
    recent: frozenset[Answer]  # answers that were true at some moment since the last second's promise
    recent_at_front: frozenset[Answer]
    owed: int  # OWED from a change until a question that follows it, then ASKED until the end of that turn, then PAID
    confirmed: bool  # the database has answered a question of this quarter
    assured: bool  # whoever made the page private was not told that a machine may still serve it


def page_in(world, generation):
    """The page's files in a generation; empty ones where there are none."""
    for known, page in world.files:
        if known == generation:
            return page
    return Page()


def with_page(files, generation, page):
    """The files with this page in the generation, in a fixed order."""
    rest = [item for item in files if item[0] != generation]
    return tuple(sorted([*rest, (generation, page)], key=lambda item: item[0]))


def true_answer(content, wall, *, has_banner=False):
    """What Django renders for a visitor now, release aside."""
    return answer_to(content, content.text, wall, has_banner=has_banner)


def answer_to(seen, second, wall, *, has_banner, session=False, release=0):
    """What is rendered of what the first query saw, and of what the second read."""
    banner = has_banner and wall == 0
    if seen.seen_by == WITHDRAWN:
        return Answer(404, 0, 0, banner, release, session)
    if seen.seen_by == PRIVATE and not session:
        return Answer(302, 0, 0, banner, release, session)
    return Answer(200, seen.text, second, banner, release, session)


def replaced(items, index, item):
    """The tuple with another item at the index."""
    return (*items[:index], item, *items[index + 1 :])

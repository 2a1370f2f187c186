"""The database and who changes it: editors in transactions, the hourly compaction, the restore of a dump."""

from .world import (
    OWED,
    PRIVATE,
    PUBLIC,
    WITHDRAWN,
    Cleaner,
    Content,
    Editor,
    Version,
    Worker,
    replaced,
    true_answer,
)

SEEN_BY = {"hide": PRIVATE, "withdraw": WITHDRAWN, "show": PUBLIC}


def version_now(world, protocol):
    """What `content_version()` answers now."""
    database = world.database
    number = database.base + database.rows if protocol.version == "count" else database.highest
    return Version(database.oid if protocol.has_oid else 0, number)


def changed(world, scenario):
    """The world after its content changed: whatever began before may still have been answered as it was."""
    truth = true_answer(world.database.content, world.clock.wall, has_banner=scenario.has_banner)
    return widen(
        world._replace(
            recent=world.recent | {truth},
            recent_at_front=world.recent_at_front | {truth},
            owed=OWED,
        ),
        frozenset([truth]),
    )


def widen(world, answers):
    """A request under way may be answered by what has become true since it began."""
    workers = tuple(
        worker._replace(expected=worker.expected | answers) if worker.expected else worker for worker in world.workers
    )
    front = world.front
    if front and front.allowed:
        front = front._replace(expected=front.expected | answers)
    return world._replace(workers=workers, front=front)


def editor_moves(world, scenario, index):
    """Begin, commit or roll back; who makes a page private looks afterwards which machine has not confirmed it."""
    editor, script = world.editors[index], scenario.scripts[index]
    name = f"editor {index + 1}"
    if world.database.restoring:
        return
    if editor.phase == "idle" and editor.done < len(script):
        opened = written(world, scenario, index)
        if writing_shows(scenario.protocol):
            yield f"{name} writes within a transaction: {script[editor.done]}", opened
        else:
            yield from ends(opened, scenario, index)
    elif editor.phase == "open":
        yield from ends(world, scenario, index)
    elif editor.phase == "looks":
        known = world.row.known == world.clock.uptime
        behind = world.row.version is None or world.row.version.number < editor.waits_for.number
        after = world._replace(editors=replaced(world.editors, index, Editor(done=editor.done)))
        if known and behind:
            yield f"{name} is told that the machine may still serve the page", after
        else:
            hidden = frozenset(answer for answer in world.recent if answer.status != 200)
            yield f"{name} is told nothing", after._replace(assured=True, recent=hidden)


def writing_shows(protocol):
    """Whether anybody sees of a transaction before its end; if not, it is one step."""
    return protocol.version != "count" or protocol.notifies != "at commit"


def ends(world, scenario, index):
    """The transaction is rolled back or committed."""
    rolled_back = Editor(done=world.editors[index].done + 1)
    yield f"editor {index + 1} rolls back", world._replace(editors=replaced(world.editors, index, rolled_back))
    yield from commits(world, scenario, index)


def written(world, scenario, index):
    editor, protocol = world.editors[index], scenario.protocol
    operation = scenario.scripts[index][editor.done]
    adds_row = not (
        (protocol.guard == "session" and operation == "publish after a rollback to a savepoint")
        or (protocol.guard == "xid" and world.database.oid > 1)
    )
    database, number = world.database, 0
    if protocol.version == "highest id":
        number = database.next_id
        database = database._replace(next_id=number + 1)
    opened = Editor(editor.done, "open", number, adds_row)
    notified = world.notified or (protocol.notifies == "before commit" and not protocol.polls)
    return world._replace(database=database, editors=replaced(world.editors, index, opened), notified=notified)


def commits(world, scenario, index):
    editor, protocol, database = world.editors[index], scenario.protocol, world.database
    operation = scenario.scripts[index][editor.done]
    content = database.content
    if operation in SEEN_BY:
        content = content._replace(seen_by=SEEN_BY[operation])
    else:
        content = content._replace(text=4 * index + editor.done + 1)
    database = database._replace(
        content=content, rows=database.rows + editor.adds_row, highest=max(database.highest, editor.id)
    )
    after = changed(world._replace(database=database), scenario)
    ended = Editor(done=editor.done + 1)
    if scenario.telling and operation == "hide":
        ended = ended._replace(phase="looks", waits_for=version_now(after, protocol))
    after = after._replace(editors=replaced(after.editors, index, ended))
    if protocol.polls or protocol.notifies == "before commit":
        yield f"editor {index + 1} commits: {operation}", after
        return
    yield f"editor {index + 1} commits, and the sweeper is notified", after._replace(notified=True)
    if world.left.lost:
        left = world.left._replace(lost=world.left.lost - 1)
        yield f"editor {index + 1} commits, and the notification is lost", after._replace(left=left)


def cleaner_moves(world, scenario):
    """The compaction of the rows into `base`; the two wrong ways of it take two steps."""
    database, cleaner, way = world.database, world.cleaner, scenario.protocol.compaction
    if cleaner.at == "idle" and world.left.compactions and database.rows:
        begun = world._replace(left=world.left._replace(compactions=world.left.compactions - 1))
        number = database.rows
        if way == "one statement":
            compacted = database._replace(base=database.base + number, rows=0)
            yield "the rows are counted into base and deleted, in one statement", begun._replace(database=compacted)
        elif way == "count, then delete":
            yield f"{number} rows are counted", begun._replace(cleaner=Cleaner("counted", number))
        else:
            deleted = begun._replace(cleaner=Cleaner("deleted", number), database=database._replace(rows=0))
            yield f"{number} rows are deleted", deleted
    elif cleaner.at != "idle":
        rows = 0 if cleaner.at == "counted" else database.rows
        compacted = database._replace(base=database.base + cleaner.number, rows=rows)
        yield f"{cleaner.number} is added to base", world._replace(database=compacted, cleaner=Cleaner())


def restore_moves(world, scenario):
    """A dump of the beginning is restored: the table is another one (its oid), its rows and the content are of old."""
    database = world.database
    if database.restoring:
        done = world._replace(database=database._replace(content=Content(), restoring=False))
        yield "the last table of the dump is loaded", changed(done, scenario)
        return
    idle = all(editor.phase == "idle" for editor in world.editors) and world.cleaner.at == "idle"
    if not world.left.restores or not idle:
        return
    left = world.left._replace(restores=world.left.restores - 1)
    restored = database._replace(oid=database.oid + 1, base=0, rows=0, highest=0, next_id=1, content=Content())
    if scenario.protocol.restoring == "web running":
        half = restored._replace(content=Content(seen_by=WITHDRAWN), restoring=True)
        yield "the first tables of a dump are loaded", changed(world._replace(database=half, left=left), scenario)
        return
    stopped = tuple(Worker(release=worker.release) for worker in world.workers)
    after = world._replace(database=restored, left=left, workers=stopped)
    yield "the workers are stopped, a dump is restored, the workers are started", changed(after, scenario)

"""What must hold, whatever the order of steps."""

from .database import version_now
from .world import HALF, true_answer

PROMISES = {
    "SECOND": "a second after the commit no stale byte is served, while the database answers",
    "GENERATION": "what is stored under a version is what Django renders at that version, by the same release",
    "PRIVATE": "a private page is never stored, nor served once it is private, nor what a session saw to others",
    "TOLD": "who makes a page private is told while some machine may still serve it",
    "WHOLE": "status, headers and body that are sent were stored together, whole",
    "QUARTER": "nothing stored is served that the database has not confirmed within fifteen minutes",
    "MOMENT": "no page is served outside the time in which it is true",
    "ONCE": "concurrent first views render once, and a dead worker holds up nobody",
}


def broken_by_state(world, scenario):
    """The promise that this state of the world breaks, or None."""
    leaders = sum(worker.holds for worker in world.workers)
    if leaders > 1 or (world.lock_file and not leaders):
        return "ONCE"
    for generation, page in world.files:
        if broken := broken_by_page(world, scenario, generation, page):
            return broken
    return None


def broken_by_page(world, scenario, generation, page):
    """The promise that a stored page breaks; a page without headers is none yet but for the front server."""
    answer = page.body
    if answer in (None, HALF) or (page.headers is None and world.front is None):
        return None
    if answer.for_session or answer.status == 302:
        return "PRIVATE"
    if answer.first != answer.second or (scenario.protocol.release_in_path and answer.release != generation.release):
        return "GENERATION"
    if generation.version == version_now(world, scenario.protocol) and not world.database.restoring:
        truth = true_answer(world.database.content, world.clock.wall, has_banner=scenario.has_banner)
        if plain(answer)._replace(banner=truth.banner) != truth:
            return "GENERATION"
    return None


def plain(answer):
    """The answer without what visitors cannot see of it."""
    return answer._replace(release=0, for_session=False)


def broken_by_serving(answer, expected, *, confirmed, assured, release):
    """The promise that is broken by serving this answer from the store, or None.

    `expected` are the answers that were true when the request began, by the promises, or since.
    """
    if not confirmed:
        return "QUARTER"
    if answer in (None, HALF):
        return "WHOLE"
    if answer.for_session:
        return "PRIVATE"
    seen = plain(answer)
    if seen in expected:
        return None if answer.release == release else "GENERATION"
    if any(true._replace(banner=seen.banner) == seen for true in expected):
        return "MOMENT"
    if seen.status == 200 and all(true.status == 302 for true in expected):
        return "TOLD" if assured else "PRIVATE"
    return "GENERATION" if seen.first != seen.second else "SECOND"

"""Every order of steps, breadth first: the first broken promise is found by one of the shortest ways to it."""

from typing import NamedTuple

from .database import cleaner_moves, editor_moves, restore_moves
from .mishaps import mishap_moves, time_moves
from .promises import broken_by_state
from .scenarios import first_world
from .sweeper import front_moves, sweeper_moves
from .worker import worker_moves


class Result(NamedTuple):
    """How far an exploration came. `trace` is in words, and empty where nothing was broken."""

    states: int
    steps: int
    broken: str | None = None
    trace: tuple[str, ...] = ()
    complete: bool = True


def moves(world, scenario):
    """Everything that can happen next: (words, world, promise that serving broke or None)."""
    plain = [
        *(move for index in range(len(world.editors)) for move in editor_moves(world, scenario, index)),
        *cleaner_moves(world, scenario),
        *restore_moves(world, scenario),
        *sweeper_moves(world, scenario),
        *time_moves(world, scenario),
        *mishap_moves(world, scenario),
    ]
    for words, after in plain:
        yield words, after, None
    for index in range(len(world.workers)):
        yield from worker_moves(world, scenario, index)
    if world.front:
        yield from front_moves(world, scenario)


def order_of(world):
    """The workers' indices in the order that stands for all orders: workers are alike."""
    if len(world.workers) == 1:
        return [0]
    return sorted(range(len(world.workers)), key=lambda index: hash(world.workers[index]))


def canonical(world):
    if len(world.workers) == 1:
        return world
    order = order_of(world)
    return world._replace(workers=tuple(world.workers[index] for index in order))


def explore(scenario, *, limit=None):
    """Explores until a promise is broken, everything was seen, or there are `limit` states.

    Of a seen state only its 64-bit hash is kept, and that of the state from which it was reached: two states with one
    hash would count as one, at 10 million states by a chance of 3 in a million.
    """
    start = canonical(first_world(scenario))
    parents = {hash(start): None}
    level, steps = [start], 0
    while level:
        following = []
        for world in level:
            key = hash(world)
            for _, raw, broken in moves(world, scenario):
                steps += 1
                after = canonical(raw)
                number = hash(after)
                if number in parents and not broken:
                    continue
                broken = broken or broken_by_state(after, scenario)
                if broken:
                    trace = told(scenario, path_to(parents, key), number)
                    return Result(len(parents), steps, broken, trace)
                parents[number] = key
                following.append(after)
        if limit and len(parents) > limit:
            return Result(len(parents), steps, complete=False)
        level = following
    return Result(len(parents), steps)


def path_to(parents, key):
    path = []
    while key is not None:
        path.append(key)
        key = parents[key]
    return path[::-1]


def told(scenario, path, last):
    """The steps along the hashes of a path, in words; workers keep their names though their places change."""
    world = canonical(first_world(scenario))
    names = list(range(1, len(world.workers) + 1))
    lines = []
    for number in [*path[1:], last]:
        found = [move for move in moves(world, scenario) if hash(canonical(move[1])) == number]
        words, raw, _ = next((move for move in found if move[2]), found[0]) if number == last else found[0]
        lines.append(words.format(*names))
        names = [names[index] for index in order_of(raw)]
        world = canonical(raw)
    return tuple(lines)

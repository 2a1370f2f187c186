"""What is wrong with a list of old addresses and where they lead now, before any of it is stored. No Django here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Move:
    """A row of the list, counted from 1. `key` and `target_key` are what two spellings of one address of this site have
    in common; the second is empty where the target is elsewhere.
    """

    row: int
    old: str
    target: str
    key: str
    target_key: str


@dataclass(frozen=True, slots=True)
class Checked:
    """`moves`: what may be stored, each leading to the end of its chain. `errors`: sentences, for which nothing may be
    stored. `notes`: sentences on what is left out or changed.
    """

    moves: list[Move] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def check_moves(moves: Sequence[Move], existing: Mapping[str, Move]) -> Checked:
    """existing: key → the redirect that the site has, whose row is 0."""
    checked = Checked()
    known = dict(existing)
    new = [move for move in moves if not is_repeated(move, known, checked)]
    circles: set[str] = set()
    for move in new:
        *passed, last = follow(move, known)
        keys = {each.key for each in (*passed, last)}
        if last.target_key in keys:
            if not keys & circles:
                way = " → ".join(each.old for each in (*passed, last))
                checked.errors.append(f"Row {move.row}: a loop, {way} → {last.target}.")
            circles |= keys
            continue
        if passed:
            checked.notes.append(f"Row {move.row}: {move.old} leads to {last.target} at once, not by {move.target}.")
        checked.moves.append(replace(move, target=last.target, target_key=last.target_key))
    return checked


def is_repeated(move: Move, known: dict[str, Move], checked: Checked) -> bool:
    """Whether another has its address, which is told; otherwise it is known from now on."""
    other = known.setdefault(move.key, move)
    if other is move:
        return False
    where = f"row {other.row}" if other.row else "a redirect that there is"
    if (other.target_key or other.target) == (move.target_key or move.target):
        checked.notes.append(f"Row {move.row}: {move.old} says the same as {where}, and is left out.")
    else:
        checked.errors.append(f"Row {move.row}: {move.old} leads to {move.target}, and by {where} to {other.target}.")
    return True


def follow(move: Move, known: Mapping[str, Move]) -> Iterator[Move]:
    """The redirects that a visitor takes, from this one to the last before a page, or to the first that repeats one."""
    seen = set()
    current: Move | None = move
    while current and current.key not in seen:
        yield current
        seen.add(current.key)
        current = known.get(current.target_key) if current.target_key else None

"""What is wrong with a list of old addresses and where they lead now, before any of it is stored. No Django here.

A visitor is followed as the middleware leads one (ncsej_site/redirects.py): an address is looked up with its query and
then without, and a redirect of its site comes before one of all sites.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

QUERY = re.compile(r"[?;]")


@dataclass(frozen=True, slots=True)
class Move:
    """A row of the list, counted from 1. `key` and `target_key` are what two spellings of one address of our sites have
    in common; the second is empty where the target is elsewhere. `site` is the id of the site whose redirect it is,
    None for all sites; `target_site` that of the target.
    """

    row: int
    old: str
    target: str
    key: str
    target_key: str
    site: int | None = None
    target_site: int | None = None

    @property
    def place(self) -> tuple[int | None, str]:
        """Which only one redirect can have."""
        return self.site, self.key


Places = Mapping[tuple[int | None, str], Move]


@dataclass(frozen=True, slots=True)
class Checked:
    """`moves`: what may be stored, each leading to the end of its chain. `errors`: sentences, for which nothing may be
    stored. `notes`: sentences on what is left out or changed, and on redirects that lead on by a new one.
    """

    moves: list[Move] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def check_moves(moves: Sequence[Move], existing: Sequence[Move]) -> Checked:
    """existing: the redirects of all sites that there are, whose row is 0."""
    checked = Checked()
    known = {move.place: move for move in existing}
    first = [known.setdefault(move.place, move) for move in moves]
    for move, other in zip(moves, first, strict=True):
        if other is not move:
            tell_repeated(move, other, known, checked)
    circles: set[tuple[int | None, str]] = set()
    for move in (move for move, other in zip(moves, first, strict=True) if other is move):
        way, is_loop = follow(move, known)
        *passed, last = way
        if is_loop:
            places = {each.place for each in way}
            if not places & circles:
                told = " → ".join(each.old for each in way)
                checked.errors.append(f"Row {move.row}: a loop, {told} → {last.target}.")
            circles |= places
            continue
        if passed:
            checked.notes.append(f"Row {move.row}: {move.old} leads to {last.target} at once, not by {move.target}.")
        checked.moves.append(replace(move, target=last.target, target_key=last.target_key))
    checked.notes.extend(find_prolonged(existing, known))
    return checked


def find_prolonged(existing: Sequence[Move], known: Places) -> Iterator[str]:
    """A sentence on each redirect that there is and whose target a new one leads on."""
    for move in existing:
        following = find_next(move, known)
        way, is_loop = follow(move, known)
        if following and following.row and not is_loop:
            yield f"Row {following.row}: {move.old}, which leads to {move.target}, now leads on to {way[-1].target}."


def tell_repeated(move: Move, other: Move, known: Places, checked: Checked) -> None:
    """Another has its address. Both say the same where they lead to one end: what there is may have been shortened."""
    where = f"row {other.row}" if other.row else "a redirect that there is"
    (*_, end), is_loop = follow(move, known)
    (*_, other_end), _ = follow(other, known)
    if not is_loop and (end.target_key or end.target) == (other_end.target_key or other_end.target):
        checked.notes.append(f"Row {move.row}: {move.old} says the same as {where}, and is left out.")
    else:
        checked.errors.append(f"Row {move.row}: {move.old} leads to {move.target}, and by {where} to {other.target}.")


def follow(move: Move, known: Places) -> tuple[list[Move], bool]:
    """The redirects that a visitor takes, from this one to the last before a page, or before the first that repeats
    one; and whether one is repeated.
    """
    way, seen = [move], {move.place}
    while following := find_next(way[-1], known):
        if following.place in seen:
            return way, True
        way.append(following)
        seen.add(following.place)
    return way, False


def find_next(move: Move, known: Places) -> Move | None:
    """The redirect that a visitor takes at the target of this one, if there is no page."""
    if not move.target_key:
        return None
    paths = dict.fromkeys([move.target_key, move.target_key.partition("?")[0], QUERY.split(move.target_key)[0]])
    places = ((site, path) for path in paths for site in (move.target_site, None))
    return next((known[place] for place in places if place in known), None)

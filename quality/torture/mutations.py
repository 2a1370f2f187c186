"""Damaged copies of a file. Pure."""

from collections.abc import Iterator
from random import Random

MAX_CHANGES = 6


def mutations(data: bytes, seed: int, count: int) -> Iterator[bytes]:
    """`count` copies of data with some bytes changed, left out, put in, or cut off; the same for the same seed."""
    random = Random(seed)
    for _ in range(count):
        damaged = bytearray(data)
        for _ in range(random.randint(1, MAX_CHANGES)):
            damage(damaged, random)
        yield bytes(damaged)


def damage(data: bytearray, random: Random) -> None:
    start = random.randrange(len(data) + 1)
    kind = random.choices(["change", "leave out", "put in", "cut off"], weights=[6, 3, 3, 1])[0]
    if kind == "change":
        data[start : start + 1] = random.randbytes(1)
    elif kind == "leave out":
        del data[start : start + random.randint(1, 40)]
    elif kind == "put in":
        data[start:start] = random.randbytes(random.randint(1, 20))
    else:
        del data[start:]

"""Damaged files, made from a sound one: always the same ones for the same seed."""

import random
from collections.abc import Iterator

EDGE_VALUES = (b"\x00", b"\xff", b"\x7f\xff", b"\xff\xff\xff\xff", b"\x80\x00\x00\x00", b"\x00\x00\x00\x00")


def mutations(data: bytes, seed: int, count: int) -> Iterator[bytes]:
    """Yields `count` damaged copies: bits flipped, numbers at their limits, parts cut out, doubled or moved."""
    chance = random.Random(seed)
    damages = (flip_bits, set_edge_value, cut_end, cut_out, double, swap, insert_noise)
    for _ in range(count):
        damaged = data
        for _ in range(chance.choice((1, 1, 1, 2, 4))):
            damaged = chance.choice(damages)(damaged, chance)
        yield damaged


def position(data: bytes, chance: random.Random) -> int:
    """Half of the damage hits the first 200 bytes, where the headers are."""
    return chance.randrange(min(len(data), chance.choice((200, len(data)))) or 1)


def part(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = position(data, chance)
    return start, min(len(data), start + chance.choice((1, 2, 4, 16, 256)))


def flip_bits(data: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(data)
    for _ in range(chance.choice((1, 2, 8))):
        if damaged:
            damaged[position(data, chance)] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def set_edge_value(data: bytes, chance: random.Random) -> bytes:
    start, value = position(data, chance), chance.choice(EDGE_VALUES)
    return data[:start] + value + data[start + len(value) :]


def cut_end(data: bytes, chance: random.Random) -> bytes:
    return data[: position(data, chance)]


def cut_out(data: bytes, chance: random.Random) -> bytes:
    start, end = part(data, chance)
    return data[:start] + data[end:]


def double(data: bytes, chance: random.Random) -> bytes:
    start, end = part(data, chance)
    return data[:end] + data[start:end] + data[end:]


def swap(data: bytes, chance: random.Random) -> bytes:
    (start, end), (other, other_end) = sorted((part(data, chance), part(data, chance)))
    end, other = min(end, other), max(end, other)
    return data[:start] + data[other:other_end] + data[end:other] + data[start:end] + data[other_end:]


def insert_noise(data: bytes, chance: random.Random) -> bytes:
    start = position(data, chance)
    return data[:start] + chance.randbytes(chance.choice((1, 4, 64))) + data[start:]

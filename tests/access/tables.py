"""The tables of this folder, read and written: an address, a method or two (or a state of a page), what each role may.

A method that an address does not have a line for opens nothing: it asks to sign in, says no, or is not answered (405).
"""

from pathlib import Path

# "unverified" is an administrator without a second factor, where everybody needs one: the password has been given.
ROLES = ["anonymous", "unverified", "contributor", "editor", "administrator"]
FOLDER = Path(__file__).parent
SHUT = {"sign in", "no", "405"}
Found = dict[tuple[str, str], dict[str, str]]


def read(name: str) -> Found:
    """(address, method) → role → outcome, from the file of this name."""
    found: Found = {}
    for line in (FOLDER / name).read_text().splitlines():
        if not line or line.startswith("#"):
            continue
        address, methods, *outcomes = [cell.strip() for cell in line.split("|")]
        for method in methods.split(", "):
            found[address, method] = dict(zip(ROLES, outcomes, strict=True))
    return found


def format_lines(found: Found) -> str:
    """The lines as they should stand in the file; methods with the same outcomes share one."""
    lines: dict[tuple, list[str]] = {}
    for (address, method), outcomes in found.items():
        lines.setdefault((address, *(outcomes[role] for role in ROLES)), []).append(method)
    rows = [(address, ", ".join(methods), *outcomes) for (address, *outcomes), methods in lines.items()]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "".join(" | ".join(map(str.ljust, row, widths)).rstrip() + "\n" for row in rows)


def without_shut(found: Found) -> Found:
    """Only what opens something to somebody, or answers in another way than by a refusal."""
    return {key: outcomes for key, outcomes in found.items() if not set(outcomes.values()) <= SHUT}


def find_differences(stated: Found, found: Found) -> list[str]:
    """What the file does not say, or says differently, or says of an address that is gone."""
    return [
        f"{method} {address}: the file says {stated.get((address, method))}, it is {found.get((address, method))}"
        for address, method in sorted(stated.keys() | found.keys())
        if stated.get((address, method)) != found.get((address, method))
    ]

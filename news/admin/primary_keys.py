"""The primary keys that requests name."""

MAX_DIGITS = 9  # what a column for primary keys can hold, and no database is asked for more


def read_pk(text: str) -> int | None:
    """The number that a request names in digits; None for everything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS else None


def read_pks(texts: list[str], at_most: int) -> list[int]:
    """The numbers among the first texts, each as read_pk() reads it, in order."""
    return [pk for text in texts[:at_most] if (pk := read_pk(text)) is not None]

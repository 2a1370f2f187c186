"""How many slips lie between two words: letters too many, too few, others, or two that are swapped. No Django here."""


def slips_allowed(word: str) -> int:
    """How many slips a word of this length may have and still be known: fewer in a short one."""
    return 1 if len(word) <= 5 else 2 if len(word) <= 9 else 3


def count_slips(one: str, other: str, at_most: int) -> int | None:
    """The optimal string alignment distance of two words; None where it is more than `at_most`.

    https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance#Optimal_string_alignment_distance
    """
    if abs(len(one) - len(other)) > at_most or len(set(one) ^ set(other)) > 2 * at_most:
        return None
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        before, last, row = row, before, [i]
        for j, letter_there in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != letter_there))
            if last and j > 1 and letter == other[j - 2] and one[i - 2] == letter_there:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > at_most:
            return None
    return row[-1] if row[-1] <= at_most else None

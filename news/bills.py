"""Bills of the United States Congress: how they are cited and where they stand. No Django here."""

from dataclasses import dataclass

# Kind: (as cited, as congress.gov writes it in an address).
# Source of the forms: https://www.congress.gov/help/legislation-text and the addresses congress.gov itself shows.
BILL_KINDS = {
    "hr": ("H.R.", "house-bill"),
    "s": ("S.", "senate-bill"),
    "hres": ("H.Res.", "house-resolution"),
    "sres": ("S.Res.", "senate-resolution"),
    "hjres": ("H.J.Res.", "house-joint-resolution"),
    "sjres": ("S.J.Res.", "senate-joint-resolution"),
    "hconres": ("H.Con.Res.", "house-concurrent-resolution"),
    "sconres": ("S.Con.Res.", "senate-concurrent-resolution"),
}
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


def ordinal(number: int) -> str:
    """118 → "118th", 121 → "121st", 112 → "112th"."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


@dataclass(frozen=True, slots=True)
class Bill:
    """One bill. H.R. 1911 recurs in every Congress, so the Congress is part of what it is."""

    congress: int
    kind: str  # a key of BILL_KINDS
    number: int

    @property
    def citation(self) -> str:
        """ "H.R. 1911", held together by a no-break space."""
        return f"{BILL_KINDS[self.kind][0]}{NO_BREAK_SPACE}{self.number}"

    @property
    def congress_name(self) -> str:
        return f"{ordinal(self.congress)}{NO_BREAK_SPACE}Congress"

    @property
    def url(self) -> str:
        chamber_and_kind = BILL_KINDS[self.kind][1]
        return f"https://www.congress.gov/bill/{ordinal(self.congress)}-congress/{chamber_and_kind}/{self.number}"

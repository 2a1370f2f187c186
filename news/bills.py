"""Bills of the United States Congress: how they are cited, and their URLs at congress.gov. No Django here."""

from dataclasses import dataclass

# Kind: (as cited, as in a URL of congress.gov).
# Source: https://www.congress.gov/help/legislation-text and the URLs of congress.gov itself.
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
LAST_CONGRESS = 200  # that of 2187; a higher number is a slip
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


def ordinal(number: int) -> str:
    """118 → "118th", 121 → "121st", 112 → "112th"."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


@dataclass(frozen=True, slots=True)
class Bill:
    """One bill. Every Congress counts anew, so H.R. 1911 is identified only together with its Congress."""

    congress: int
    kind: str  # a key of BILL_KINDS
    number: int

    @property
    def citation(self) -> str:
        """ "H.R. 1911", with a no-break space."""
        return f"{BILL_KINDS[self.kind][0]}{NO_BREAK_SPACE}{self.number}"

    @property
    def congress_name(self) -> str:
        """ "118th Congress", with a no-break space."""
        return f"{ordinal(self.congress)}{NO_BREAK_SPACE}Congress"

    @property
    def url(self) -> str:
        """The bill's page at congress.gov."""
        chamber_and_kind = BILL_KINDS[self.kind][1]
        return f"https://www.congress.gov/bill/{ordinal(self.congress)}-congress/{chamber_and_kind}/{self.number}"

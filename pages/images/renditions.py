"""Every size in which a template shows a picture. The worker makes them once it is saved, so that no visitor waits.

A template's `picture` tag names a place, which has one of the sets. AVIF is for most browsers, WebP for those a few
years old, and one JPEG for emails and all others. A `fill` is cut around the picture's focal point, so that a place on
a page has one shape whatever an editor chooses.
"""

MODERN = ("avif", "webp")


def picture_set(*sizes: str) -> tuple[str, ...]:
    """The sizes, from small to large, in the modern formats, and the last as JPEG."""
    return (*(f"{size}|format-{name}" for name in MODERN for size in sizes), f"{sizes[-1]}|format-jpeg")


SETS = {
    "wide": picture_set("width-480", "width-720", "width-960"),  # across the text
    "landscape": picture_set("fill-168x112", "fill-336x224", "fill-576x384"),  # beside a headline or a summary
    "cover": picture_set("width-160", "width-320"),  # never cropped
    "portrait": picture_set("fill-144x144", "fill-288x288"),
}
MARGIN = "clamp(7.5rem, 3rem + 9vw, 10rem)"  # --margin of tokens.css
# Where a page shows a picture: the set, and how wide the place is in the words of the attribute `sizes`.
PLACES = {
    "text": ("wide", "(min-width: 48rem) 36rem, calc(94.8vw - 0.8rem)"),
    "announcement": ("landscape", "(min-width: 64rem) 17.5rem, (min-width: 44rem) 12rem, 6.5rem"),
    "program_row": ("landscape", f"(min-width: 40rem) {MARGIN}, 5rem"),
    "publication": ("cover", f"(min-width: 48rem) {MARGIN}, 10rem"),
    "publication_row": ("cover", f"(min-width: 40rem) {MARGIN}, 5rem"),
    "person": ("portrait", "6rem"),
}
EMAIL = SETS["wide"][-1]  # shown at 592 pixels, so sharp on a phone too

ALL = tuple(spec for specs in SETS.values() for spec in specs)

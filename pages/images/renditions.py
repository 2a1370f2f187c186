"""The rendition sets: every size and format in which a template may show a picture. No Django here.

The worker makes them once a picture is saved, so that no visitor waits. A template's `picture` tag names a place, which
has one of the sets. AVIF is for most browsers, WebP for those a few years old, and one JPEG for emails and all others.
A `fill` is cropped around the focal point, so that a place has one aspect ratio whatever picture an editor chooses.
"""

MODERN_FORMATS = ("avif", "webp")


def rendition_set(*sizes: str) -> tuple[str, ...]:
    """The filter specs of the sizes, from small to large, in the modern formats, and of the last as JPEG."""
    return (*(f"{size}|format-{name}" for name in MODERN_FORMATS for size in sizes), f"{sizes[-1]}|format-jpeg")


RENDITION_SETS = {
    "wide": rendition_set("width-480", "width-720", "width-960"),  # across the text
    "landscape": rendition_set("fill-168x112", "fill-336x224", "fill-576x384"),  # beside a headline or a summary
    "cover": rendition_set("width-160", "width-320"),  # never cropped
    "portrait": rendition_set("fill-144x144", "fill-288x288"),
}
MARGIN = "clamp(7.5rem, 3rem + 9vw, 10rem)"  # --margin of tokens.css
# Where a page shows a picture: the rendition set, and the value of the attribute `sizes`.
PLACES = {
    "text": ("wide", "(min-width: 48rem) 36rem, calc(94.8vw - 0.8rem)"),
    "announcement": (
        "landscape",
        "(min-width: 64rem) 17.5rem, (min-width: 44rem) 12rem, (min-width: 20rem) 6.5rem, calc(94.8vw - 0.8rem)",
    ),
    "program_row": ("landscape", f"(min-width: 40rem) {MARGIN}, 5rem"),
    "publication": ("cover", f"(min-width: 48rem) {MARGIN}, 10rem"),
    "publication_row": ("cover", f"(min-width: 40rem) {MARGIN}, 5rem"),
    "person": ("portrait", "6rem"),
}
EMAIL_SPEC = RENDITION_SETS["wide"][-1]  # shown at 592 pixels, so sharp on a phone too
ADMIN_SPEC = "max-165x165"  # of Wagtail's lists and choosers of pictures

ALL_SPECS = (*(spec for specs in RENDITION_SETS.values() for spec in specs), ADMIN_SPEC)

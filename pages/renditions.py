"""Every size in which a template shows a picture. A visitor never waits for one: they are made when it is saved.

A template's `picture` tag must ask for one of these sets and nothing else; a test says so.
"""

WIDE = ("width-480|format-webp", "width-960|format-webp", "width-480|format-jpeg", "width-960|format-jpeg")
COVER = ("width-160|format-webp", "width-320|format-webp", "width-160|format-jpeg", "width-320|format-jpeg")
PORTRAIT = ("fill-96x96|format-webp", "fill-192x192|format-webp", "fill-96x96|format-jpeg", "fill-192x192|format-jpeg")

EMAIL = "width-960|format-jpeg"  # one of WIDE; shown at 592 pixels, so sharp on a phone too

ALL = (*WIDE, *COVER, *PORTRAIT)

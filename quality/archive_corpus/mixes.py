"""Issues of parts taken at random: the values of either pool, each part of any layout, as pages and texts."""

import random
from collections.abc import Iterator

from .blocks import expect
from .cases import Case, alter, only_in
from .layouts import LAYOUTS, WHOLE_BRIEF, Layout, lay_out
from .other_layouts import OTHER_BRIEF, OTHER_LAYOUTS
from .pages import PAGES
from .pdf import wrap
from .texts import write_text
from .values import make_issue

FIRST = 1000  # number of an issue, behind those of the corpus
PDF_TEXT = "lines of a PDF"
FORMS = (*PAGES, "text", "broken text", PDF_TEXT)


def make_mixes(count: int, seed: str) -> Iterator[Case]:
    """Other issues for each seed."""
    chance = random.Random(seed)
    for number in range(count):
        pool, form = chance.choice(["tuned", "held_out"]), chance.choice(FORMS)
        layout = _mix(chance, form)
        blocks = lay_out(make_issue(pool, chance.randrange(FIRST, 9 * FIRST)), layout)
        if form == PDF_TEXT:
            blocks = alter(blocks, only_in("cp1252"))
            paragraphs = write_text(blocks, has_addresses=False).split("\n")
            content = "\n".join(line for paragraph in paragraphs for line in wrap(paragraph) if line)
        else:
            content = PAGES[form](blocks) if form in PAGES else write_text(blocks, 72 if form == "broken text" else 0)
        yield Case(
            name=f"mix-{number:05}.{'html' if form in PAGES else 'txt'}",
            form=form,
            content=content.encode(),
            expected=expect(blocks),
            said=" ".join(block.plain for block in blocks),
        )


def _mix(chance: random.Random, form: str) -> Layout:
    """A layout of six parts; a PDF has the address of each article in letters."""
    parts = [chance.choice(LAYOUTS + OTHER_LAYOUTS) for _ in range(6)]
    story = chance.choice([WHOLE_BRIEF, OTHER_BRIEF]).story if form == PDF_TEXT else parts[4].story
    masthead, head, letter = parts[0].masthead, parts[1].head, parts[2].letter
    return Layout("mix", masthead, head, letter, parts[3].signature, story, parts[5].foot)

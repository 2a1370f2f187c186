"""What a screen reader speaks of a page: Guidepup's virtual one, which reads the DOM that Chromium has open."""

import re
from pathlib import Path

from playwright.sync_api import Page

from . import spoken
from .site import FOLDER
from .spoken import Phrase
from .visits import Visit

SPOKEN = FOLDER / "spoken"
PACKAGE = Path("@guidepup", "virtual-screen-reader", "lib", "esm", "index.browser.js")
# From the first phrase to "end of document". The virtual screen reader does not know that the browser hides what is in
# a closed <details>, nor that it announces the <summary> as collapsed: so the browser is asked.
READ_ALOUD = """async source => {
    const { Virtual } = await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
    const reader = new Virtual();
    await reader.start({ container: document.body });
    const spoken = [];
    const canBeSeen = child => child.matches(":not(summary)") && child.checkVisibility();
    for (let words = ""; words !== "end of document"; await reader.next()) {
        words = await reader.lastSpokenPhrase();
        const node = reader.activeNode;
        const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
        if (!element.checkVisibility()) continue;
        const details = element.closest("summary")?.parentElement;
        const collapsed = details instanceof HTMLDetailsElement && !details.open;
        spoken.push({
            words,
            text: await reader.itemText(),
            target: node.href ? new URL(node.getAttribute("href"), document.baseURI).href : "",
            collapsed,
            shown: collapsed && [...details.children].some(canBeSeen),
        });
    }
    await reader.stop();
    return spoken;
}"""


# What a text browser shows, and what is copied: words that only the stylesheet keeps apart run together.
PLAIN_TEXT = """() => {
    const sheets = [...document.styleSheets].filter(sheet => !sheet.disabled);
    sheets.forEach(sheet => sheet.disabled = true);
    const text = document.body.innerText;
    sheets.forEach(sheet => sheet.disabled = false);
    return text;
}"""


def listen(page: Page, source: str) -> list[Phrase]:
    """All phrases of an open page, in order. source: of the virtual screen reader."""
    return [Phrase(**phrase) for phrase in page.evaluate(READ_ALOUD, source)]


def find_faults(page: Page, visit: Visit, screen: str, source: str) -> list[str]:
    """What is wrong with what is spoken of an open page, which is kept in a file. screen: the name of its size."""
    phrases = listen(page, source)
    SPOKEN.mkdir(parents=True, exist_ok=True)
    name = "-".join(re.findall(r"\w+", f"{visit.kind.rpartition('.')[2]} {visit.path} {screen}"))
    (SPOKEN / f"{name}.txt").write_text("".join(f"{phrase.line}\n" for phrase in phrases), encoding="utf-8")
    return list(spoken.find_faults(phrases, page.evaluate(PLAIN_TEXT)))

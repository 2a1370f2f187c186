"""By how much a page is wider than the narrowest screens, and than a telephone with text at 200 %, in every engine."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from .engines import open_engine
from .engines.chromium import ChromiumPage
from .engines.page import DEFAULT_FONT_SIZE, Page
from .visits import Visit

SCREENS = {  # width and height, and the size of text that somebody has chosen, in pixels
    "390 px with text at 200 %": (390, 844, 2 * DEFAULT_FONT_SIZE),
    "320 px": (320, 640, DEFAULT_FONT_SIZE),
}
# A word that fits no screen, and what stays as it is when such a word begins each text: what is kept on one line.
LONG_WORD = "Congressionalrepresentativesofdnipropetrovsk"
ONE_LINE = """body > header, .skip-link, time, button, .button, summary, label, .number, .ein, [href^='tel:'],
    [aria-hidden], svg, script, style"""
# The spacing of WCAG 2.2, success criterion 1.4.12, which somebody may choose.
SPACING = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }"
# How far the page reaches beyond the width, and the innermost of what does: as it is, with that spacing, and with long
# words. The first that does not fit counts, and the page is left as it was.
OVERFLOW = r"""(() => {
    const root = document.documentElement;
    const isBeyond = element => {
        const range = new Range();
        range.selectNodeContents(element);
        return [element, range].some(part => part.getBoundingClientRect().right > WIDTH + 0.5);
    };
    const measure = state => {
        const pixels = root.scrollWidth - WIDTH;
        if (pixels <= 0) return { pixels, places: "" };
        const shown = [...document.body.querySelectorAll("*")].filter(element => element.getClientRects().length);
        const innermost = shown.filter(element => isBeyond(element) && ![...element.children].some(isBeyond));
        const places = innermost.slice(0, 3).map(({ localName, classList }) => [localName, ...classList].join("."));
        return { pixels, places: places.join(", ") + state };
    };
    const measureWithSpacing = () => {
        const before = [...document.adoptedStyleSheets], spacing = new CSSStyleSheet();
        spacing.replaceSync(`SPACING`);
        document.adoptedStyleSheets = [...before, spacing];
        const found = measure(" with wide spacing");
        document.adoptedStyleSheets = before;
        return found;
    };
    const measureWithLongWords = () => {
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), texts = new Map();
        while (walker.nextNode()) {
            const { currentNode: node } = walker;
            if (/\p{L}{2}/u.test(node.data) && !node.parentElement.closest(`ONE_LINE`)) texts.set(node, node.data);
        }
        for (const [node, text] of texts) node.data = text.replace(/\S+/, "LONG_WORD");
        const found = measure(" with long words");
        for (const [node, text] of texts) node.data = text;
        return found;
    };
    const found = [measure(""), measureWithSpacing(), measureWithLongWords()];
    return found.find(({ pixels }) => pixels > 0) || found[0];
})()"""
for name, value in {"SPACING": SPACING, "ONE_LINE": ONE_LINE, "LONG_WORD": LONG_WORD}.items():
    OVERFLOW = OVERFLOW.replace(name, value)


def measure_in_chromium(page: ChromiumPage) -> dict:
    """The figures of an open page. Chromium takes another size of text at once, the others when a page is opened."""
    found = {}
    for name, screen in SCREENS.items():
        set_screen(page, *screen)
        found[name] = measure(page, screen[0])
    return get_figures(page.engine, found)


def measure_in_engine(engine: str, url: str, visits: Sequence[Visit]) -> dict[Visit, dict]:
    """The figures of each visit, in an engine that is started for it. url: of the running site."""
    found: dict[Visit, dict] = {visit: {} for visit in visits}
    with open_engine(engine) as page:
        for name, screen in SCREENS.items():
            set_screen(page, *screen)
            for visit in visits:
                open_visit(page, url, visit)
                found[visit][name] = measure(page, screen[0])
    return {visit: get_figures(engine, screens) for visit, screens in found.items()}


def set_screen(page: Page, width: int, height: int, font_size: int) -> None:
    page.set_viewport(width, height)
    page.set_font_size(font_size)


def measure(page: Page, width: int) -> tuple[int, str]:
    found = page.evaluate(OVERFLOW.replace("WIDTH", str(width)))
    return found["pixels"], found["places"]


def name_figure(engine: str) -> str:
    return f"overflow_{engine}"


def get_figures(engine: str, screens: Mapping[str, tuple[int, str]]) -> dict:
    """The engine's figure, the most pixels beyond any of the screens; and its details."""
    lines = [f"{pixels} px at {name}: {places}" for name, (pixels, places) in screens.items() if pixels > 0]
    name = name_figure(engine)
    return {name: max(0, *(pixels for pixels, _ in screens.values())), "details": {name: lines}}


def open_visit(page: Page, url: str, visit: Visit) -> None:
    if not visit.form:
        page.open(url + visit.path)
        return
    page.open(f"data:text/html,{quote(visit.form)}")
    page.follow("button")

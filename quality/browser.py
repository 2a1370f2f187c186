"""Measures a first visit by phone in Chromium: bytes and requests, and what else is asked of the open page."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Request, sync_playwright

from . import tools
from .visits import Visit

PHONE = {"width": 412, "height": 823}
DESKTOP = {"width": 1440, "height": 900}
PHONE_EMULATION = {
    "viewport": PHONE,
    "device_scale_factor": 1.75,
    "is_mobile": True,
    "has_touch": True,
}  # as Lighthouse's
KB = 1024
Check = Callable[[Page, Visit], dict]

# Scrolls to the end, screen by screen, until all lazy images and fonts have loaded.
SCROLL_TO_END = """async () => {
    const painted = () => new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)));
    for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight / 2) {
        scrollTo(0, top);
        await painted();
        const seen = [...document.images].filter(image => {
            const { top, bottom, width } = image.getBoundingClientRect();
            return width && bottom > 0 && top < innerHeight;
        });
        await Promise.all(seen.map(image => image.decode().catch(() => {})));
    }
    await document.fonts.ready;
}"""
# Bytes of inline scripts; data blocks, such as JSON-LD, are not scripts.
INLINE_SCRIPT = """() => [...document.scripts]
    .filter(script => /^(module|.*(java|ecma)script.*|)$/i.test(script.type))
    .reduce((bytes, script) => bytes + new Blob([script.text]).size, 0)"""


@contextmanager
def launch_chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=tools.require_chromium(), args=tools.CHROMIUM_FLAGS)
        yield browser
        browser.close()


def open_visit(page: Page, url: str, visit: Visit):
    """Navigate to a visit, by the button of its form where it has one. Returns the response."""
    if not visit.form:
        return page.goto(url + visit.path)
    page.set_content(visit.form)
    with page.expect_navigation() as navigation:
        page.click("button")
    return navigation.value


def first_visit(browser: Browser, url: str, visit: Visit, checks: Iterable[Check] = ()) -> tuple[dict, str]:
    """Measure a visit with an empty cache: the figures with their `details`, and the HTML.

    checks: each is called with the open page and the visit, when it is read to the end, and adds its figures.
    """
    context = browser.new_context(base_url=url, locale="en-US", bypass_csp=True, **PHONE_EMULATION)
    page = context.new_page()
    requests: list[Request] = []
    page.on("requestfinished", lambda request: requests.append(request))
    page.on("requestfailed", lambda request: requests.append(request))
    try:
        document = open_visit(page, url, visit)
        page.evaluate(SCROLL_TO_END)
        figures = measure_requests(url, visit, document.request, requests)
        figures["javascript_bytes"] += page.evaluate(INLINE_SCRIPT)
        figures["cookies"] = len(context.cookies())
        html = document.text()
        for check in checks:
            checked = check(page, visit)
            figures["details"] |= checked.pop("details")
            figures |= checked
    finally:
        context.close()
    return figures, html


def measure_requests(url: str, visit: Visit, document: Request, requests: list[Request]) -> dict:
    """Number and size of a visit's requests, how many failed, and how many went to another host."""
    requests = [request for request in requests if not request.url.startswith(("data:", "blob:"))]
    sizes = {request: get_transfer_size(request) for request in requests}
    other_hosts = [request.url for request in requests if urlsplit(request.url).netloc != urlsplit(url).netloc]
    failed = [
        request.url for request in requests if not has_status(request, visit.status if request == document else 200)
    ]
    lines = [f"{sum(sizes[request]) / KB:.1f} KB {request.url.removeprefix(url)}" for request in requests]
    return {
        "html_kb": sizes[document][0] / KB,
        "total_kb": sum(map(sum, sizes.values())) / KB,
        "requests": len(requests),
        "other_hosts": len(other_hosts),
        "failed_requests": len(failed),
        "javascript_bytes": sum(sizes[request][0] for request in requests if request.resource_type == "script"),
        "details": {"total_kb": lines, "requests": lines, "other_hosts": other_hosts, "failed_requests": failed},
    }


def get_transfer_size(request: Request) -> tuple[int, int]:
    """Bytes of body and of headers, compressed as they were transferred; 0 for a failed request."""
    if request.failure:
        return 0, 0
    sizes = request.sizes()
    return sizes["responseBodySize"], sizes["responseHeadersSize"]


def has_status(request: Request, status: int) -> bool:
    response = request.response()
    return bool(response) and response.status == status

"""Every kind of public page in Chromium, Firefox and WebKit: its policy stops nothing of it."""

import pytest
from django.conf import settings
from django.test import override_settings
from django.urls import reverse
from pytest_django.live_server_helper import LiveServer

from news.models import Record
from tests.whole_site import PAGE_TYPES

VIEWS = [
    "/search/?q=headline",
    "/search/?q=xylophone",
    "/clippings/?country=ua",
    "/clippings/by/source/",
    "/feeds/",
    "/bills/",
    "/bills/118/hr/1911/",
    "/news/2025/",
    "/contact/received/",
    "/no-such-page/",
    "/_util/login/",
    "/500/",
]
# A lazy picture is asked for too, and every font, whether the page has its letters or not.
LOAD_ALL = """Promise.all([
    ...[...document.images].map(image => { image.loading = "eager"; return image.decode(); }),
    ...[...document.fonts].map(font => font.load().catch(() => "none, as of a local font that is not installed")),
]).then(() => true)"""
ARE_STYLES_APPLIED = "[...document.querySelectorAll('style')].every(({ sheet }) => sheet && sheet.cssRules.length)"
# What every policy stops. When the list has it, it has all that was stopped before.
PROVOKE = "void document.head.append(Object.assign(document.createElement('base'), { href: '/provoked/' }))"
IS_PROVOKED = "stopped.some(each => each.startsWith('base-uri'))"
ATTACK = """(() => {
    const add = (name, properties) => document.body.append(Object.assign(document.createElement(name), properties));
    add("style", { textContent: "p { color: red }" });
    add("img", { src: "data:image/gif;base64,R0lGODlhAQABAAAAACw=" });
    document.body.setAttribute("style", "color: red");
    try { add("script", { src: "/attack.js" }); } catch { /* where the engine knows Trusted Types */ }
})()"""


@pytest.fixture(scope="module")
def server(site):
    """The live server, whose pages list what is stopped, and of which one URL fails."""
    middleware = [*settings.MIDDLEWARE, "tests.browser.violations.ListViolationsMiddleware"]
    with override_settings(MIDDLEWARE=middleware, ROOT_URLCONF="quality.urls"):
        server = LiveServer("localhost")
        yield server
        server.stop()


@pytest.fixture(scope="module")
def urls(site):
    record = Record.objects.clippings().first()
    return [*(site[name].url for name in PAGE_TYPES), *VIEWS, reverse("clipping", args=[record.key])]


def find_stopped(page):
    """What the policy has stopped on the page that is open, when all of it has loaded."""
    page.evaluate(LOAD_ALL)
    page.evaluate(PROVOKE)
    page.wait_for(IS_PROVOKED)
    stopped = page.evaluate("stopped")
    return [each for each in stopped if not each.startswith("base-uri")]


def test_no_page_has_anything_that_its_policy_stops(urls, open_in_engine):
    found = {}
    for url in urls:
        page = open_in_engine(url)
        found[url] = find_stopped(page) + ([] if page.evaluate(ARE_STYLES_APPLIED) else ["a stylesheet"])
    assert {url: stopped for url, stopped in found.items() if stopped} == {}


def test_what_somebody_has_put_into_a_page_is_stopped(urls, open_in_engine):
    """So the test above would see it."""
    page = open_in_engine(urls[0])
    page.evaluate(ATTACK)
    for directives in ("style-src-attr", "style-src-elem", "img-src", "require-trusted-types-for|script-src-elem"):
        page.wait_for(f"stopped.some(each => /^({directives}) /.test(each))")

"""HTML that an editor pastes or drops is untrusted: it is sanitized to text, lines and links."""

from datetime import date

import pytest
from playwright.sync_api import expect

from .test_editor import start_update
from .test_paste_clippings import clipping, paste_html

# Unsanitized, each of these would set window.attacked, send a request, or be an interactive element.
HOSTILE = """
<p>Before<details open ontoggle="window.attacked = 1"><summary>More</summary>Inside</details></p>
<p onclick="window.attacked = 1" style="position: fixed">Clicked <a href="javascript:window.attacked = 1">a script</a>
<a href=" java&#10;script:window.attacked = 1">another</a> <a href="data:text/html,x">data</a></p>
<img src="x" onerror="window.attacked = 1"><video src="https://pixel.example/1" autoplay></video>
<form action="https://phish.example/"><input name="password"><button>Sign in</button>Of the form</form>
<svg onload="window.attacked = 1"><a href="https://phish.example/"><text>drawn</text></a></svg>
<math><mtext><table><mglyph><style><img src="x" onerror="window.attacked = 1"></style></table></mtext></math>
<iframe srcdoc="<script>parent.attacked = 1</script>"></iframe><object data="https://pixel.example/2"></object>
<template><script>window.attacked = 1</script></template><script>window.attacked = 1</script>
<style>body { display: none }</style><x-button onfocus="window.attacked = 1" autofocus tabindex="0">Unknown</x-button>
<div contenteditable="false" data-controller="w-action" data-action="w-action#post" id="page-edit-form">Wired</div>
<a href="https://example.org/1" target="_blank" onclick="window.attacked = 1">A link</a>
"""
ELEMENTS_AND_ATTRIBUTES = """box => [...box.querySelectorAll("*")].flatMap(
    (element) => [element.tagName, ...[...element.attributes].map(({name, value}) => `${name}=${value}`)])"""
TRANSFER = """(box, [type, html]) => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    const { left, top } = box.getBoundingClientRect();
    const options = { bubbles: true, cancelable: true, clientX: left + 20, clientY: top + 20 };
    const event = type === "drop"
        ? new DragEvent(type, { ...options, dataTransfer: data })
        : new ClipboardEvent(type, { ...options, clipboardData: data });
    box.dispatchEvent(event);
    return event.defaultPrevented;
}"""


@pytest.fixture(scope="module")
def days():
    """A date for the weekly update of each test."""
    return (date(2031, 2, day) for day in range(1, 29))


@pytest.fixture
def box(admin, site, days):
    """The text box of "Paste clippings", in a new weekly update."""
    start_update(admin, site, next(days))
    admin.get_by_role("button", name="Paste clippings").click()
    return admin.get_by_role("textbox", name="The text to read")


def assert_only_text_and_one_link(page, box, server, fetched):
    expect(box).to_contain_text("Before")
    for words in ["More", "Inside", "Clicked a script", "Of the form", "Unknown", "Wired", "A link"]:
        expect(box).to_contain_text(words)
    left = set(box.evaluate(ELEMENTS_AND_ATTRIBUTES))
    assert {name for name in left if "=" in name} == {"href=https://example.org/1"}
    assert left - {"href=https://example.org/1"} == {"A", "DIV", "P"}
    expect(box).not_to_contain_text("attacked")
    assert page.evaluate("window.attacked") is None
    assert [url for url in fetched if not url.startswith((server.url, "blob:", "data:"))] == []


@pytest.fixture
def fetched(admin, stopped):
    urls = []
    admin.on("request", lambda request: urls.append(request.url))
    yield urls
    stopped.clear()  # the policy sees the hostile HTML, too, where it is taken apart


def test_pasted_html_is_sanitized_to_text_and_links(admin, box, server, fetched):
    paste_html(admin, HOSTILE)
    assert_only_text_and_one_link(admin, box, server, fetched)


@pytest.mark.parametrize("way", ["paste", "drop"])
def test_html_that_no_browser_has_sanitized_is_sanitized(admin, box, server, fetched, way):
    assert box.evaluate(TRANSFER, [way, HOSTILE])  # the default action is prevented
    assert_only_text_and_one_link(admin, box, server, fetched)


def test_a_paste_replaces_the_selection_and_the_caret_is_behind_it(admin, box):
    admin.keyboard.type("first second third")
    for _ in "third":
        admin.keyboard.press("Shift+ArrowLeft")
    paste_html(admin, "<b>pasted</b>")
    admin.keyboard.type(", typed")
    expect(box).to_have_text("first second pasted, typed")


def test_an_editor_undoes_a_paste(admin, box):
    admin.keyboard.type("A text of some length")
    admin.keyboard.press("Control+A")
    paste_html(admin, "<p>Something else</p>")
    expect(box).to_have_text("Something else")
    admin.keyboard.press("Control+Z")
    expect(box).to_have_text("A text of some length")


def test_every_block_element_becomes_a_line(admin, box):
    paste_html(admin, clipping(1, "Kyiv").replace("<p>", "<section>").replace("</p>", "</section>"))
    admin.get_by_role("button", name="Read the clippings").click()
    expect(admin.get_by_text("1 clipping understood")).to_be_visible()
    expect(admin.get_by_label("Headline").first).to_have_value("Example school number 1 opens in Kyiv")

"""Pasting clippings from a word processor, reviewing them, and publishing the weekly update with few clicks."""

from datetime import date

from playwright.sync_api import expect

from tests.browser.test_editor import field, start_update, write_letter

COUNT_CLICKS = """() => addEventListener("click", (event) => {
    if (event.isTrusted) sessionStorage.clicks = Number(sessionStorage.clicks || 0) + 1;
}, true)"""
MAX_CLICKS = 8  # from an empty form to the published update, whatever its number of clippings
SOME_COUNTRIES = ["Kyiv", "Tbilisi", "Vilnius", "Chișinău", "Warsaw", "Riga", "Baku", "Tallinn", "Minsk", "Tashkent"]


def clipping(number, city):
    return (
        f"<p><b>Example school number {number} opens in {city}</b></p><p>By A. Correspondent</p>"
        f"<p>Sample Gazette, November {number}, 2030</p><p>A first paragraph about it.</p><p>A second one.</p>"
        f'<p><a href="https://example.org/{number}">Read the full article here.</a></p>'
    )


def paste_html(page, html):
    """Put HTML on the clipboard, as a word processor does, and paste it with the keyboard."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate(
        """html => navigator.clipboard.write([new ClipboardItem({
            "text/html": new Blob([html], {type: "text/html"}), "text/plain": new Blob(["text"], {type: "text/plain"}),
        })])""",
        html,
    )
    expect(page.get_by_role("textbox", name="The text to read")).to_be_focused()
    page.keyboard.press("Control+V")


def test_ten_pasted_clippings_and_a_letter_are_published_in_few_clicks(admin, site):
    start_update(admin, site, date(2030, 11, 15))
    admin.evaluate(f"({COUNT_CLICKS})()")
    field(admin, "search_description").locator("textarea").fill("Ten schools open in ten cities.")
    write_letter(admin, "Dear Friend, ten schools opened.")

    admin.get_by_role("button", name="Paste clippings").click()
    pasted = "".join(clipping(number, city) for number, city in enumerate(SOME_COUNTRIES, start=1))
    paste_html(admin, pasted + "<p>A line that belongs nowhere,</p>")
    admin.get_by_role("button", name="Read the clippings").click()
    expect(admin.get_by_text("10 clippings understood")).to_be_visible()
    admin.get_by_role("button", name="Add 10 clippings").click()
    expect(field(admin, "headline").locator("input")).to_have_count(10)

    admin.get_by_role("button", name="Suggest countries").click()
    expect(admin.get_by_text("“Tbilisi” (capital")).to_be_visible()
    admin.get_by_role("button", name="Tick all").click()
    admin.get_by_role("button", name="Mark the ticked countries").click()

    admin.get_by_role("button", name="Publish now").click()
    admin.wait_for_url("**/admin/pages/*/")
    clicks = int(admin.evaluate("sessionStorage.clicks"))
    print(f"\nFrom an empty form to the published issue: {clicks} clicks and one paste, besides the text itself")
    assert clicks <= MAX_CLICKS

    admin.goto("/news/2030-11-15/")
    expect(admin.get_by_role("heading", name="Example school number 10 opens in Tashkent")).to_be_visible()
    expect(admin.locator("article.clipping")).to_have_count(10)
    assert (
        admin.get_by_role("link", name="Read at Sample Gazette").first.get_attribute("href") == "https://example.org/1"
    )


def test_an_editor_corrects_a_clipping_leaves_one_out_and_sees_the_unplaced_lines(admin, site):
    start_update(admin, site, date(2030, 11, 22))
    admin.get_by_role("button", name="Paste clippings").click()
    paste_html(admin, clipping(1, "Kyiv") + clipping(2, "Riga") + "<p>washington, a colophon of sorts</p>")
    admin.get_by_role("button", name="Read the clippings").click()
    admin.get_by_label("Headline").first.fill("A corrected headline")
    admin.get_by_role("dialog", name="Paste clippings").get_by_label("Date").first.fill("Nov 31")
    admin.get_by_role("button", name="Leave this one out").nth(1).click()
    expect(admin.get_by_role("listitem").filter(has_text="a colophon of sorts")).to_be_visible()
    admin.get_by_role("button", name="Add 1 clipping").click()
    expect(field(admin, "headline").locator("input")).to_have_value("A corrected headline")
    expect(field(field(admin, "clippings"), "date").locator("input")).to_have_value("Nov 31")  # the field refuses it


def test_clippings_that_the_draft_has_already_are_left_out_until_an_editor_takes_them_in(admin, site):
    start_update(admin, site, date(2030, 12, 13))
    dialog = admin.get_by_role("dialog", name="Paste clippings")
    once = clipping(1, "Kyiv") + clipping(2, "Riga")
    again = once.replace("example.org/1", "example.org/1?utm_source=mail").replace("number 1 opens", "one opened")
    for pasted in (once, again.replace("example.org/2", "example.org/two") + clipping(3, "Baku")):
        admin.get_by_role("button", name="Paste clippings").click()
        paste_html(admin, pasted)
        admin.get_by_role("button", name="Read the clippings").click()
        if pasted == once:
            dialog.get_by_role("button", name="Add 2 clippings").click()
    expect(dialog.get_by_role("status").first).to_contain_text("The draft has 2 of them already.")
    expect(dialog.get_by_text("The draft has it already: “Example school number 2 opens in Riga”")).to_be_visible()
    expect(dialog.get_by_role("button", name="Add 1 clipping", exact=True)).to_be_visible()
    dialog.get_by_role("button", name="Take it in again").first.click()
    expect(dialog.get_by_label("Headline").first).to_have_value("Example school one opened in Kyiv")
    dialog.get_by_role("button", name="Add 2 clippings").click()
    expect(field(admin, "headline").locator("input")).to_have_count(4)


def test_pasting_an_email_fetches_none_of_its_images(admin, site, server):
    fetched = []
    start_update(admin, site, date(2030, 12, 6))
    admin.on("request", lambda request: fetched.append(request.url))
    admin.get_by_role("button", name="Paste clippings").click()
    pixels = '<img src="https://pixel.example/1"><p style="background: url(https://pixel.example/2)">Sent to you</p>'
    paste_html(admin, pixels + clipping(1, "Kyiv"))
    admin.get_by_role("button", name="Read the clippings").click()
    expect(admin.get_by_text("1 clipping understood")).to_be_visible()
    assert [url for url in fetched if not url.startswith((server.url, "blob:", "data:"))] == []


def test_an_editor_is_told_that_a_text_has_no_clippings_and_keeps_it(admin, site):
    start_update(admin, site, date(2030, 11, 29))
    admin.get_by_role("button", name="Paste clippings").click()
    paste_html(admin, "<p>Nothing but a sentence.</p>")
    admin.get_by_role("button", name="Read the clippings").click()
    expect(admin.get_by_text("No clipping was understood")).to_be_visible()
    admin.get_by_role("button", name="Back to the text").click()
    expect(admin.get_by_role("textbox", name="The text to read")).to_contain_text("Nothing but a sentence.")

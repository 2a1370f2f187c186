"""Firefox, WebKitGTK and Chromium: the skip link and the menu by keyboard, without a mouse."""

TEXT_OF_FOCUS = "document.activeElement.textContent.trim()"


def test_the_first_tab_focuses_the_skip_link_which_leads_to_the_content(visit):
    page = visit("/")
    page.press("Tab")
    page.wait_for(f"{TEXT_OF_FOCUS} === 'Skip to content'")
    assert page.evaluate("document.activeElement.getBoundingClientRect().top >= 0")
    page.press("Enter")
    page.wait_for("document.activeElement.id === 'content'")

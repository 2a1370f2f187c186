"""IBM's Equal Access Accessibility Checker, a second opinion beside axe: it reads the page that Chromium has open."""

from pathlib import Path

from playwright.sync_api import Page

PACKAGE = Path("accessibility-checker-engine", "ace-window.js")
# Rules whose violations are none here, each with the reason.
EXCLUDED = {
    "aria_content_in_landmark": "it asks for the skip link in a landmark; axe looks for what else is outside one",
    "aria_article_label_unique": "an article needs no name: its heading is spoken first",
}
# Only what the checker is certain of. It also lists what a person should look at, such as every stop of the focus.
VIOLATIONS = """async excluded => (await new ace.Checker().check(document, ["IBM_Accessibility"])).results
    .filter(({ value, ruleId }) => value[0] === "VIOLATION" && value[1] === "FAIL" && !excluded.includes(ruleId))
    .map(({ ruleId, message, snippet }) => `${ruleId} (${message}): ${snippet}`)"""


def find_violations(page: Page) -> list[str]:
    """A line for each violation on an open page into which the checker's source has been injected."""
    return page.evaluate(VIOLATIONS, list(EXCLUDED))

"""A browser tab in which somebody edits a page: typing as a person does, by keyboard, and reading what is there."""

import re

from playwright.sync_api import Error, Page, TimeoutError

PATIENCE, GLANCE = 30_000, 2_000  # milliseconds
FORM = "form[data-edit-form]"
IS_EDITOR = f"() => Boolean(document.querySelector('{FORM}')?.dataset.savingState)"
SETTLED = f"() => !['saving', 'unsaved'].includes(document.querySelector('{FORM}')?.dataset.savingState)"
# Every value of the form, and the text of every editor of rich text, which reaches its hidden field with a delay.
READ_FORM = f"""() => [...document.querySelectorAll("{FORM} :is(input, textarea), {FORM} [contenteditable]")]
    .map(field => field.value ?? field.textContent).join("\\n")"""
# What the editor says of what was typed; nobody is promised anything before.
SAFE = f"""() => {{
    const form = document.querySelector('{FORM}');
    return !form || form.dataset.savingState === 'saved' || form.dataset.deviceCopy === 'kept';
}}"""
DIALOG = "[role=dialog][aria-modal=true]:visible"
OFFER = "[data-device-copy-offer]"


class EditorTab:
    """page: of a context that has the session of staff. url: of the view that adds or edits a page.

    sign_in: what to do where the login page comes instead.
    """

    def __init__(self, page: Page, url: str, sign_in):
        self.page, self.url, self.sign_in = page, url, sign_in
        page.set_default_timeout(PATIENCE)
        page.on("dialog", lambda dialog: dialog.accept())  # whoever is warned leaves all the same

    def open(self) -> None:
        """Open the editor anew, signing in where that is asked. Raises playwright's Error where it does not come."""
        self.page.goto(self.url)
        if self.page.locator("input[name=password]").count():
            self.sign_in(self.page)
            self.page.goto(self.url)
        self.page.wait_for_function(IS_EDITOR)

    @property
    def is_editor(self) -> bool:
        """Whether an editor is shown, and not a login page or the browser's word that there is no network."""
        try:
            return self.page.evaluate(IS_EDITOR)
        except Error:  # the page is being replaced
            return False

    def read(self) -> str:
        return self.page.evaluate(READ_FORM) if self.is_editor else ""

    def type_at_end(self, selector: str, words: str) -> bool:
        """Whether the field is there; a closed block is opened first."""
        field = self.page.locator(f"{FORM} {selector}").last
        if not field.count():
            return False
        self.reveal(field)
        if self.page.locator(DIALOG).count():
            self.page.keyboard.press("Escape")  # who was asked which version to keep goes on typing
        field.click()
        self.page.keyboard.press("Control+End")
        self.page.keyboard.type(words)
        return True

    def remember_address(self) -> None:
        """A page that was being added has another address once it has been saved; its owner finds it in the list."""
        if "/edit/" in self.page.url:
            self.url = self.page.url

    def reveal(self, field) -> None:
        """Open the panels and blocks that the field is in, from the outside in."""
        for _ in range(5):
            if field.is_visible():
                return
            field.evaluate("""field => {
                let hidden = null;
                for (let part = field; part; part = part.parentElement) if (part.hasAttribute("hidden")) hidden = part;
                document.querySelector(`[aria-controls="${hidden?.id}"]`)?.click();
            }""")

    def press(self, name: str) -> bool:
        """Press the first button of that name; whether there was one."""
        try:
            self.page.get_by_role("button", name=re.compile(name)).first.click(timeout=GLANCE)
        except TimeoutError:
            return False
        return True

    def save(self) -> None:
        """Press Save, and wait until it has led somewhere: to the saved page, or to words that say why not."""
        button = self.page.locator(f"{FORM} button.action-save, {FORM} .action-save button, button.action-save").first
        try:
            button.click(timeout=GLANCE)
        except TimeoutError:
            return
        self.page.wait_for_load_state()
        self.wait_until_settled()

    def wait_until_settled(self) -> None:
        """Until nothing is being saved or waits to be: it is saved, or it failed."""
        try:
            self.page.wait_for_function(SETTLED)
        except TimeoutError:
            return

    def wait_until_safe(self) -> None:
        """Until the editor says that the server or the device has what was typed; go on all the same if it does not."""
        try:
            self.page.wait_for_function(SAFE)
        except TimeoutError:
            return
        finally:
            self.remember_address()

    def restore(self) -> bool:
        """Press Restore at the first copy that this device offers; whether there was one."""
        offer = self.page.locator(f"{OFFER} [data-choice=restore]").first
        if not offer.count():
            return False
        try:
            with self.page.expect_navigation():
                offer.click()
            self.page.wait_for_function(IS_EDITOR)
        except TimeoutError:  # signed out meanwhile: the offer stays, and says why
            return False
        return True

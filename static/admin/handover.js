/* Copies an output of a weekly update into the clipboard, and tells the server that it was handed over. */

(() => {
  const REFUSED = "Your browser did not allow it. Press Ctrl+C (on a Mac, ⌘C): the text below is selected.";
  const NOT_RECORDED = "Copied, but it could not be recorded that it was. Press Copy once more.";

  class Handover extends window.StimulusModule.Controller {
    static targets = ["form", "content", "list", "message"];

    /** Copies first: the browser allows it only at once after the press. */
    async copy(event) {
      event.preventDefault();
      try {
        await navigator.clipboard.writeText(this.contentTarget.value);
      } catch {
        this.say(REFUSED);
        this.contentTarget.focus();
        return;
      }
      await this.record();
    }

    /** The whole text was copied with the keyboard or the browser's menu. */
    copied() {
      const { selectionStart, selectionEnd, value } = this.contentTarget;
      if (!selectionStart && selectionEnd === value.length) this.record();
    }

    async record() {
      try {
        const response = await fetch(this.formTarget.action, {
          method: "POST",
          body: new FormData(this.formTarget),
          headers: { "X-Requested-With": "XMLHttpRequest" },
          redirect: "error",
        });
        if (!response.ok && response.status !== 409) throw new Error(response.statusText);
        this.listTarget.innerHTML = await response.text();
      } catch {
        this.say(NOT_RECORDED);
      }
    }

    say(words) {
      this.messageTarget.textContent = words;
    }
  }

  window.wagtail.app.register("handover", Handover);
})();

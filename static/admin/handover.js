/* Copies what is handed over of a weekly update into the clipboard, and tells the server that the email was copied. */

(() => {
  const REFUSED = "Your browser did not allow it. Press Ctrl+C (on a Mac, ⌘C): what to copy is selected.";
  const NOT_RECORDED = "Copied, but it could not be recorded that it was. Press Copy once more.";

  class Handover extends window.StimulusModule.Controller {
    static targets = ["form", "source", "preview", "list", "message"];

    connect() {
      this.previewTarget.srcdoc = this.find("html").value;
    }

    /** Copies the HTML or the text as code. First of all: the browser allows it only at once after the press. */
    async copy(event) {
      event.preventDefault();
      const source = this.find(event.params.from);
      if (await this.allowed(() => navigator.clipboard.writeText(source.value), () => source.focus())) {
        await this.record();
      }
    }

    /** Copies the email as it looks, for editors into which one pastes text with its formats. */
    async copyFormatted() {
      const write = () => navigator.clipboard.write([
        new ClipboardItem({
          "text/html": new Blob([this.find("html").value], { type: "text/html" }),
          "text/plain": new Blob([this.find("text").value], { type: "text/plain" }),
        }),
      ]);
      if (await this.allowed(write, () => this.selectPreview())) await this.record();
    }

    /** Copies the subject or the preview text, which is not recorded. */
    async copyLine(event) {
      const source = this.find(event.params.from);
      const copied = await this.allowed(() => navigator.clipboard.writeText(source.value), () => source.select());
      if (copied) this.say("Copied.");
    }

    /** The whole text was copied with the keyboard or the browser's menu. */
    copied(event) {
      const { selectionStart, selectionEnd, value } = event.currentTarget;
      if (!selectionStart && selectionEnd === value.length) this.record();
    }

    /** Of two presses at once, the second would take the formats from the first. */
    async allowed(write, select) {
      if (this.isWriting) return false;
      this.isWriting = true;
      try {
        await write();
        return true;
      } catch {
        this.say(REFUSED);
        select();
        return false;
      } finally {
        this.isWriting = false;
      }
    }

    selectPreview() {
      const { contentDocument, contentWindow } = this.previewTarget;
      contentDocument.addEventListener("copy", () => this.record(), { once: true });
      contentWindow.focus();
      contentWindow.getSelection().selectAllChildren(contentDocument.body);
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

    find(id) {
      return this.sourceTargets.find((source) => source.id === id);
    }

    say(words) {
      this.messageTarget.textContent = words;
    }
  }

  window.wagtail.app.register("handover", Handover);
})();

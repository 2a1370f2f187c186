/* While the worker stores an upload, its page asks again; what has changed is said, and nothing is reloaded. */

(() => {
  const FIRST = 2000; // milliseconds before it asks for the first time; then longer each time
  const LONGEST = 15000;

  class ArchiveUpload extends window.StimulusModule.Controller {
    static targets = ["status", "result"];

    static values = { waits: Boolean };

    connect() {
      if (this.waitsValue) this.askLater(FIRST);
    }

    disconnect() {
      clearTimeout(this.timer);
    }

    askLater(delay) {
      this.timer = setTimeout(() => this.ask(delay), delay);
    }

    async ask(delay) {
      const response = await fetch(window.location.href).catch(() => null);
      if (response?.redirected) return; // signed out, or the upload is no longer kept: the link leads there
      const html = response?.ok ? await response.text() : "";
      const fresh = new DOMParser().parseFromString(html, "text/html").querySelector(`[data-controller="${this.identifier}"]`);
      const waits = `data-${this.identifier}-waits-value`;
      if (!fresh || fresh.getAttribute(waits) === "true") {
        this.askLater(Math.min(delay * 1.5, LONGEST));
        return;
      }
      for (const name of ["result", "status"]) {
        const part = fresh.querySelector(`[data-${this.identifier}-target="${name}"]`);
        this[`${name}Target`].replaceChildren(...part.childNodes);
      }
      this.waitsValue = false;
    }
  }

  window.wagtail.app.register("archive-upload", ArchiveUpload);
})();

/* While the worker stores an upload, or an error has kept it from that and it is tried again, its page asks how it stands;
   what has changed is said, and nothing is reloaded. */

(() => {
  const FIRST = 2000; // milliseconds before it asks for the first time; then longer each time
  const LONGEST = { waiting: 15000, failed: 600000 }; // by state; the worker tries again after minutes, then after hours

  class ArchiveUpload extends window.StimulusModule.Controller {
    static targets = ["status", "result"];

    static values = { state: String };

    connect() {
      this.askLater(FIRST);
    }

    disconnect() {
      clearTimeout(this.timer);
    }

    /** Nothing is asked of an upload that is stored, or that nobody has stored yet. */
    askLater(delay) {
      const longest = LONGEST[this.stateValue];
      if (!longest) return;
      const wait = Math.min(delay, longest);
      this.timer = setTimeout(() => this.ask(wait), wait);
    }

    async ask(delay) {
      const headers = { "X-Automatic": "1" }; // so it keeps nobody signed in
      const response = await fetch(window.location.href, { headers }).catch(() => null);
      if (response?.redirected) return; // signed out, or the upload is no longer kept: the link leads there
      const html = response?.ok ? await response.text().catch(() => "") : "";
      if (!this.element.isConnected) return;
      const fresh = new DOMParser().parseFromString(html, "text/html").querySelector(`[data-controller="${this.identifier}"]`);
      if (fresh) this.show(fresh);
      this.askLater(delay * 1.5);
    }

    /** fresh: what the server shows now in place of this element. */
    show(fresh) {
      const state = fresh.getAttribute(`data-${this.identifier}-state-value`);
      if (state === this.stateValue) return;
      for (const name of ["result", "status"]) {
        const part = fresh.querySelector(`[data-${this.identifier}-target="${name}"]`);
        this[`${name}Target`].replaceChildren(...part.childNodes);
      }
      this.stateValue = state;
    }
  }

  window.wagtail.app.register("archive-upload", ArchiveUpload);
})();

/* While the worker stores an upload, or an error has kept it from that and it is tried again, its page asks how it stands;
   what has changed is said, and nothing is reloaded. */

(() => {
  const LONGEST = { waiting: 15000, failed: 600000 }; // by state; the worker tries again after minutes, then after hours

  class ArchiveUpload extends window.FreshPage {
    static targets = ["status", "result"];

    static values = { state: String };

    /** Nothing is asked of an upload that is stored, or that nobody has stored yet. */
    get longestPause() {
      return LONGEST[this.stateValue] ?? 0;
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

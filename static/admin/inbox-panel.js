/* The inbox beside a draft: a dialog that lists what waits, several of which are put in with one press. The rows are made
   in Python; which of them were used is marked there, too, when the draft is saved. */

(() => {
  const PAUSE = 2000; // milliseconds between two looks, while pages are being read
  const MAX_LOOKS = 30;

  /** An address without what differs between two links to one article, roughly; the server has the last word. */
  const addressOf = (url) => url.replace(/^https?:\/\/(www\.)?/i, "").replace(/[#?].*$/, "").replace(/\/$/, "").toLowerCase();

  class InboxPanel extends window.StimulusModule.Controller {
    static targets = ["status", "list", "rows", "add"];

    static values = { url: String, stream: String };

    async open() {
      this.looks = 0;
      this.listTarget.replaceChildren();
      this.statusTarget.textContent = "Looking …";
      this.element.showModal();
      await this.load();
      this.statusTarget.focus();
    }

    close() {
      this.element.close();
    }

    stop() {
      clearTimeout(this.timer);
    }

    /** Fetch the rows, and again while pages are being read; what is ticked stays ticked. */
    async load(options = {}) {
      const headers = { "X-CSRFToken": window.wagtailConfig.CSRF_TOKEN };
      const response = await fetch(this.urlValue, { headers, ...options }).catch(() => null);
      const html = response?.ok ? await response.text() : "";
      if (!html.includes("inbox-panel__rows")) {
        this.statusTarget.textContent = "The server did not answer, or you were signed out. Close this, and try again.";
        return;
      }
      const focused = document.activeElement?.closest("[data-item]")?.dataset.item;
      const ticked = this.boxes.filter((box) => box.checked).map((box) => box.closest("[data-item]").dataset.item);
      this.listTarget.innerHTML = html;
      this.boxes.forEach((box) => this.prepare(box, ticked));
      if (focused) this.listTarget.querySelector(`[data-item="${focused}"] input`)?.focus();
      this.recount();
      clearTimeout(this.timer);
      const isReading = "reading" in this.rowsTarget.dataset && this.looks++ < MAX_LOOKS;
      if (isReading && this.element.open) this.timer = setTimeout(() => this.load(), PAUSE);
    }

    get boxes() {
      return [...this.listTarget.querySelectorAll("input[type=checkbox]")];
    }

    get chosen() {
      return this.boxes.filter((box) => box.checked).map((box) => JSON.parse(box.dataset.clipping));
    }

    prepare(box, ticked) {
      const row = box.closest("[data-item]");
      const { children } = document.getElementById(this.streamValue).rootBlock;
      const placed = children.map((child) => addressOf(child.block.childBlocks.url.getValue() || ""));
      const isPlaced = placed.includes(addressOf(JSON.parse(box.dataset.clipping).url));
      box.disabled = isPlaced;
      box.checked = !isPlaced && ticked.includes(row.dataset.item);
      row.querySelector("[data-placed]").hidden = !isPlaced;
    }

    recount() {
      const { length } = this.chosen;
      const waiting = this.boxes.length;
      this.statusTarget.textContent = `${waiting === 1 ? "1 story waits" : `${waiting} stories wait`}. Tick what goes into this issue.`;
      this.addTarget.textContent = length ? `Put in ${length === 1 ? "1 clipping" : `${length} clippings`}` : "Put in";
      this.addTarget.disabled = !length;
    }

    add() {
      this.dispatch("add", { detail: { clippings: this.chosen, unplaced: [], fields: {} } });
      this.close();
    }

    dismiss({ target }) {
      const body = new FormData();
      body.set("item", target.closest("[data-item]").dataset.item);
      this.load({ method: "POST", body });
    }
  }

  window.wagtail.app.register("inbox-panel", InboxPanel);
})();

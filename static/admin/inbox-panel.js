/* The inbox beside a draft: a dialog that lists what waits, several of which are put in with one press. The rows are made
   in Python, which compares them with the addresses of the draft's clippings; while pages are being read, only the rows
   of these are fetched again. Which stories were used is marked in Python, too, when the draft is saved. */

(() => {
  const FIRST_PAUSE = 2000; // milliseconds until the unread rows are fetched again, each time half as many again
  const LAST_PAUSE = 60_000;
  const NO_ANSWER = "The server did not answer, or you were signed out. Close this, and try again.";

  class InboxPanel extends window.StimulusModule.Controller {
    static targets = ["status", "list", "add"];

    static values = { url: String, stream: String };

    initialize() {
      this.cards = new WeakMap(); // row → the clipping of the draft that has its address, and no headline
    }

    async open() {
      this.pause = FIRST_PAUSE;
      this.listTarget.replaceChildren();
      this.addTarget.disabled = true;
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

    /** Fetch all rows. An answer that comes after the dialog was opened once more is dropped. */
    async load() {
      this.opening = {};
      const { opening } = this;
      const list = await this.fetchRows({});
      if (!list || opening !== this.opening) return;
      this.listTarget.replaceChildren(list);
      this.recount();
      this.goOn();
    }

    /** Fetch the rows of these items again: a row that is in sight still takes the new one's state, or is removed. */
    async reload(items, fields = {}) {
      const list = await this.fetchRows({ item: items, ...fields });
      if (list) {
        items.forEach((item) => this.renew(this.rowOf(item), list.querySelector(`[data-item="${item}"]`)));
        if (!this.rows.length) this.listTarget.replaceChildren(list);
        this.recount();
      }
      this.goOn();
    }

    renew(row, fresh) {
      if (row && fresh) this.replace(row, fresh);
      else row && this.remove(row);
    }

    goOn() {
      clearTimeout(this.timer);
      const unread = this.rows.filter((row) => "reading" in row.dataset).map((row) => row.dataset.item);
      if (!unread.length || !this.element.open) return;
      this.timer = setTimeout(() => this.reload(unread), this.pause);
      this.pause = Math.min(this.pause * 1.5, LAST_PAUSE);
    }

    get rows() {
      return [...this.listTarget.querySelectorAll("[data-item]")];
    }

    get chosen() {
      return this.rows.filter((row) => boxOf(row).checked);
    }

    rowOf(item) {
      return this.rows.find((row) => row.dataset.item === item);
    }

    /** The list that the server answers with, its rows compared with the draft; null, and said, where there is none. */
    async fetchRows(fields) {
      const { children } = document.getElementById(this.streamValue).rootBlock;
      const sent = [...children];
      const response = await this.post({ ...fields, url: sent.map((child) => valueOf(child, "url")) });
      const template = document.createElement("template");
      template.innerHTML = (await response?.text().catch(() => "")) ?? "";
      const list = template.content.querySelector(".inbox-panel__rows");
      if (!list) this.statusTarget.textContent = NO_ANSWER;
      list?.querySelectorAll("[data-item]").forEach((row) => this.prepare(row, sent[row.dataset.place]));
      return list;
    }

    /** fields: name → its values. The response, or null where there is none. */
    async post(fields) {
      const body = new FormData();
      Object.entries(fields).forEach(([name, values]) => values.forEach((value) => body.append(name, value)));
      const headers = { "X-CSRFToken": window.wagtailConfig.CSRF_TOKEN };
      const response = await fetch(this.urlValue, { method: "POST", body, headers }).catch(() => null);
      return response?.ok ? response : null;
    }

    /** child: the clipping of the draft that has the row's address, if there is one. */
    prepare(row, child) {
      const isUnfilled = Boolean(child) && "headline" in row.dataset && !valueOf(child, "headline");
      const isPlaced = Boolean(child) && !isUnfilled;
      boxOf(row).disabled = isPlaced;
      row.querySelector("[data-placed]").hidden = !isPlaced;
      row.querySelector("[data-unfilled]").hidden = !isUnfilled;
      if (isUnfilled) this.cards.set(row, child);
    }

    /** What is ticked stays ticked, and the focus stays on the same control. */
    replace(row, fresh) {
      if (row.isEqualNode(fresh)) return;
      const focused = row.contains(document.activeElement) && document.activeElement.localName;
      boxOf(fresh).checked = boxOf(row).checked && !boxOf(fresh).disabled;
      row.replaceWith(fresh);
      if (focused) this.focus(fresh, `${focused}:not(:disabled)`);
    }

    remove(row) {
      const next = row.nextElementSibling ?? row.previousElementSibling;
      const hasFocus = row.contains(document.activeElement);
      row.remove();
      if (hasFocus) this.focus(next, "input:not(:disabled), button");
    }

    /** The control of a row, or where there is none what is said above the list. */
    focus(row, selector) {
      (row?.querySelector(selector) ?? this.statusTarget).focus();
    }

    recount() {
      const { chosen: { length }, rows: { length: waiting } } = this;
      this.statusTarget.textContent = `${waiting === 1 ? "1 story waits" : `${waiting} stories wait`}. Tick what goes into this issue.`;
      this.addTarget.textContent = length ? `Put in ${length === 1 ? "1 clipping" : `${length} clippings`}` : "Put in";
      this.addTarget.disabled = !length;
    }

    /** Put in what is ticked, as it is by now, with the countries that are suggested for it. */
    async add() {
      const { chosen } = this;
      const items = chosen.map((row) => row.dataset.item);
      this.addTarget.disabled = true;
      const response = await this.post({ put_in: items });
      const clippings = (await response?.json().catch(() => null))?.clippings;
      if (!this.element.open) return;
      if (clippings?.length === chosen.length) this.putIn(chosen, clippings);
      else await this.explain(clippings ? items : null);
    }

    putIn(rows, clippings) {
      const stories = rows.map((row, index) => ({ child: this.cards.get(row), clipping: clippings[index] }));
      const added = stories.filter(({ child }) => !child).map(({ clipping }) => clipping);
      this.dispatch("fill", { detail: { cards: stories.filter(({ child }) => child) } });
      this.dispatch("add", { detail: { clippings: added, unplaced: [], fields: {} } });
      this.close();
    }

    /** items: those that were asked for, where the server has answered without some of them. */
    async explain(items) {
      if (items) await this.reload(items);
      this.addTarget.disabled = !this.chosen.length;
      this.statusTarget.textContent = items ? "A ticked story is gone. Look again, then put in what is left." : NO_ANSWER;
    }

    dismiss({ target }) {
      const { item } = target.closest("[data-item]").dataset;
      this.reload([item], { dismiss: [item] });
    }
  }

  const boxOf = (row) => row.querySelector("input");

  const valueOf = (child, name) => (child.block.childBlocks[name].getValue() ?? "").trim();

  window.wagtail.app.register("inbox-panel", InboxPanel);
})();

/* The buttons "Paste clippings" and "Suggest countries" in the editor of a weekly update, and the pasted lines that are not
   placed yet: open the dialogs, and put what the editor has reviewed into the StreamField and beside it. */

(() => {
  const { Controller } = window.StimulusModule;

  const STREAM_VALUE = { stream: String }; // id of the element on which Wagtail's w-block controller leaves the StreamField

  const getStream = (controller) => document.getElementById(controller.streamValue).rootBlock;

  /** Wagtail's autosave and its warning about unsaved changes listen to input events. */
  const changed = (element) => element.dispatchEvent(new Event("input", { bubbles: true }));

  /** Add a clipping at the end of the StreamField. `value` may lack fields. */
  function append(stream, value, options) {
    const blank = { headline: "", byline: "", source: "", date: "", url: "", excerpt: "", countries: [] };
    const id = crypto.randomUUID?.() ?? `${Date.now()}-${stream.children.length}`;
    return stream.insert({ type: "clipping", id, value: { ...blank, ...value } }, stream.children.length, options);
  }

  /** The buttons above the clippings. */
  class ClippingTools extends Controller {
    static targets = ["waiting"];

    static outlets = ["paste-clippings", "suggest-countries", "inbox-panel"];

    static values = STREAM_VALUE;

    paste() {
      this.pasteClippingsOutlet.open();
    }

    openInbox() {
      this.inboxPanelOutlet.open();
    }

    suggest() {
      this.childBlocks = getStream(this).children.map((child) => child.block.childBlocks);
      this.suggestCountriesOutlet.open(
        this.childBlocks.map(({ headline, excerpt, countries }) => ({
          headline: headline.getValue(),
          excerpt: excerpt.getValue(),
          countries: countries.getState(),
        })),
      );
    }

    /** Append a clipping block for each of the event's values. */
    add({ detail: { clippings } }) {
      const stream = getStream(this);
      clippings.forEach((clipping) => append(stream, clipping, { collapsed: true }));
      changed(stream.container[0]);
      stream.container[0].scrollIntoView();
    }

    /** Add countries to clippings, which are given by their index at the time of the request. */
    addCountries({ detail: { choices } }) {
      choices.forEach(({ index, code }) => {
        const { countries } = this.childBlocks[index];
        countries.setState([...countries.getState(), code]);
      });
      changed(getStream(this).container[0]);
    }

    /** Say that the dialog was closed with text in it. */
    showWaiting({ detail: { waiting } }) {
      this.waitingTarget.hidden = !waiting;
    }
  }

  /** The lines of a paste that belong to no clipping: a list above a hidden field of the form, a line each. */
  class UnplacedLines extends Controller {
    static targets = ["field", "heading", "rows", "row", "status"];

    static outlets = ["issue-fields"];

    static values = STREAM_VALUE;

    initialize() {
      this.rowsOf = new WeakMap(); // the lines of a paste, as its event has them → their rows
      this.takenOf = new WeakMap(); // the same lines → those of the rows that were taken back
    }

    connect() {
      this.rowsTarget.replaceChildren(...this.lines.map((line) => this.makeRow(line)));
      this.recount();
    }

    get lines() {
      return this.fieldTarget.value.split(/\r?\n/).filter((line) => line.trim());
    }

    get waitingRows() {
      return [...this.rowsTarget.children].filter((row) => !("dismissed" in row.dataset));
    }

    add({ detail: { unplaced } }) {
      if (!unplaced.length) return;
      const rows = unplaced.map((line) => this.makeRow(line));
      this.rowsOf.set(unplaced, rows);
      this.rowsTarget.append(...rows);
      this.store();
      this.element.scrollIntoView(); // rather than the clippings, which are below
    }

    /** Take the lines of a paste away that are listed still: the paste is taken out of the draft. */
    takeBack({ detail: { unplaced } }) {
      const listed = (this.rowsOf.get(unplaced) ?? []).filter((row) => row.isConnected);
      this.takenOf.set(unplaced, listed);
      listed.forEach((row) => row.remove());
      this.store();
    }

    /** List the lines again that were taken away: the paste is in the draft again. */
    bringBack({ detail: { unplaced } }) {
      this.rowsTarget.append(...(this.takenOf.get(unplaced) ?? []));
      this.takenOf.delete(unplaced);
      this.store();
    }

    makeRow(line) {
      const row = this.rowTarget.content.firstElementChild.cloneNode(true);
      row.querySelector("[data-line]").textContent = line;
      row.querySelectorAll("button, select").forEach((control) => control.setAttribute("aria-description", line));
      return row;
    }

    /** Keep what is listed and not dismissed in the field that is saved with the draft. */
    store() {
      this.fieldTarget.value = this.waitingRows.map(lineOf).join("\n");
      this.recount();
      changed(this.fieldTarget);
    }

    recount() {
      const count = this.waitingRows.length;
      this.element.hidden = !this.rowsTarget.children.length;
      this.headingTarget.textContent = count === 1 ? "1 pasted line is not placed yet" : `${count} pasted lines are not placed yet`;
    }

    async copy({ target }) {
      const row = rowOf(target);
      try {
        await navigator.clipboard.writeText(lineOf(row));
        this.statusTarget.textContent = "Copied. Paste it where it belongs, then dismiss it here.";
      } catch {
        getSelection().selectAllChildren(row.querySelector("[data-line]"));
        this.statusTarget.textContent = "The line is selected: copy it with Ctrl+C or ⌘C.";
      }
    }

    /** The clippings to which the line can be moved, as they are when the list is opened. */
    offer({ target }) {
      const clippings = target.querySelector("[data-clippings]");
      const { value } = target;
      clippings.replaceChildren(
        ...getStream(this).children.map((child) => {
          const headline = child.block.childBlocks.headline.getValue() || "without headline";
          return new Option(`${child.index + 1}. ${headline.slice(0, 60)}`, child.id);
        }),
      );
      clippings.hidden = !clippings.children.length;
      target.value = value;
      if (!target.value) target.value = ""; // the clipping is gone
      this.chosen({ target });
    }

    /** Of a clipping, the field is chosen too: its excerpt, if nothing is. */
    chosen({ target }) {
      rowOf(target).querySelector("[data-part]").hidden = !isClipping(target);
    }

    /** Move the line to where the lists beside it say: to a field of the issue, a clipping's, or a clipping of its own. */
    move({ target }) {
      const row = rowOf(target);
      const [place, part] = row.querySelectorAll("select");
      const child = isClipping(place) && getStream(this).children.find(({ id }) => id === place.value);
      if (!place.value || (isClipping(place) && !child)) {
        if (place.value) this.statusTarget.textContent = "That clipping is gone. Choose another place for the line.";
        place.focus();
        return;
      }
      if (place.value === "new") this.moveToNew(row);
      else if (child) this.moveToClipping(row, child, part.value);
      else this.moveToIssue(row, place.value);
      row.remove();
      this.store();
    }

    moveToIssue(row, name) {
      this.issueFieldsOutlet.append(name, lineOf(row));
      this.statusTarget.textContent = `Moved to the ${name}.`;
    }

    moveToNew(row) {
      this.show(append(getStream(this), { headline: lineOf(row) }), "headline");
    }

    moveToClipping(row, child, part) {
      const field = child.block.childBlocks[part];
      field.setState([field.getValue().trim(), lineOf(row)].filter(Boolean).join(BETWEEN[part]));
      this.show(child, part);
    }

    /** Show the field of a clipping to which a line was moved. */
    show(child, part) {
      changed(getStream(this).container[0]);
      if (child.toggleElement.getAttribute("aria-expanded") === "false") child.toggleElement.click();
      this.statusTarget.textContent = `Moved to the ${part} of clipping ${child.index + 1}.`;
      child.block.childBlocks[part].focus();
    }

    dismiss({ target }) {
      this.setDismissed(rowOf(target), true);
    }

    putBack({ target }) {
      this.setDismissed(rowOf(target), false);
    }

    /** A dismissed line stays in sight, to be put back, until the page is left. */
    setDismissed(row, isDismissed) {
      row.toggleAttribute("data-dismissed", isDismissed);
      row.querySelectorAll("[data-waiting]").forEach((control) => (control.hidden = isDismissed));
      row.querySelectorAll("[data-back]").forEach((control) => (control.hidden = !isDismissed));
      this.store();
      row.querySelector(`${isDismissed ? "[data-back]" : "[data-waiting]"} button`).focus();
      this.statusTarget.textContent = isDismissed ? "Dismissed." : "Put back.";
    }
  }

  /** What parts a moved line from what stands in the field of a clipping. */
  const BETWEEN = { excerpt: "\n\n", headline: " ", byline: ", ", source: "/" };

  /** Whether a clipping is chosen in a list of places. */
  const isClipping = (list) => Boolean(list.selectedOptions[0]?.closest("[data-clippings]"));

  const rowOf = (element) => element.closest("li");

  const lineOf = (row) => row.querySelector("[data-line]").textContent;

  const { app } = window.wagtail;
  app.register("clipping-tools", ClippingTools);
  app.register("unplaced-lines", UnplacedLines);
})();

/* The clippings of a weekly update as numbered bars: number, headline, source and date when closed, a button "Move to top",
   moving by keyboard, and undo of a removed clipping.

   Replaces what Wagtail's buttons "Delete", "Move up" and "Move down" do in this StreamField: deleting cannot be undone
   there, and moving loses the focus. A deleted block stays in Wagtail's DOM, where dragging counts it; here it does not.
   It can go when Wagtail undoes the deletion of a block. Only public methods of the StreamField are called. */

(() => {
  const SHORT_DATE = new Intl.DateTimeFormat("en-US", { month: "short", day: "numeric", timeZone: "UTC" });

  /** "Nov 20" for an ISO date; any other text as it is. */
  const shortDate = (text) => (/^\d{4}-\d\d-\d\d$/.test(text) ? SHORT_DATE.format(new Date(text)) : text);

  const isBefore = (one, other) => Boolean(other.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING);

  class ClippingBars extends window.StimulusModule.Controller {
    static targets = ["toTop", "removed", "status"]; // templates of a button and of the note about a removed clipping

    static outlets = ["ask"];

    /** The id of the element on which Wagtail leaves the StreamField; what readers see of the issue, empty in a draft. */
    static values = { stream: String, readers: String };

    /** Controllers are connected in the order of their elements: that of the StreamField, which is below, comes later. */
    connect() {
      queueMicrotask(() => this.start());
    }

    start() {
      const root = document.getElementById(this.streamValue);
      if (!root) return; // the editor may only look at the page
      this.stream = root.rootBlock;
      this.container = root.querySelector("[data-streamfield-stream-container]");
      this.take = this.take.bind(this);
      this.container.addEventListener("click", this.take, true); // before Wagtail's own listener
      this.dragByKey = this.dragByKey.bind(this);
      this.container.addEventListener("keydown", this.dragByKey);
      this.relabel = this.relabel.bind(this);
      ["input", "change", "wagtail:panel-toggle"].forEach((type) => this.container.addEventListener(type, this.relabel));
      this.observer = new MutationObserver(() => this.changed());
      this.watch();
      this.number();
    }

    disconnect() {
      this.observer?.disconnect();
      this.container?.removeEventListener("click", this.take, true);
      this.container?.removeEventListener("keydown", this.dragByKey);
      ["input", "change", "wagtail:panel-toggle"].forEach((type) => this.container?.removeEventListener(type, this.relabel));
    }

    /** Blocks that are added, moved and dragged by Wagtail are seen as changes of the container's children. */
    watch() {
      this.observer.observe(this.container, { childList: true });
    }

    changed() {
      this.number();
      this.container.dispatchEvent(new Event("input", { bubbles: true })); // autosave listens to it
    }

    childOf(element) {
      return this.stream.children.find((child) => child.element.contains(element));
    }

    number() {
      this.stream.children.forEach((child, index) => {
        if (!child.element.dataset.clippingNumber) this.decorate(child);
        child.element.dataset.clippingNumber = index + 1;
        child.element.querySelector(".clipping-bar__number").textContent = `${index + 1}.`;
        child.element.querySelector('[data-streamfield-action="MOVE_TO_TOP"]').disabled = !index;
      });
    }

    /** The parts of the bar that Wagtail's header does not have. */
    decorate(child) {
      const number = document.createElement("span");
      number.className = "clipping-bar__number";
      child.element.querySelector(".c-sf-block__type").after(number);
      const origin = document.createElement("span");
      origin.className = "clipping-bar__origin";
      child.titleElement.after(origin);
      const button = this.toTopTarget.content.firstElementChild.cloneNode(true);
      child.actionsContainerElement.prepend(button);
      this.describe(child);
    }

    relabel({ target }) {
      const child = this.childOf(target);
      if (child) this.describe(child);
    }

    /** Source and date in the bar; the headline is Wagtail's, which writes it when the block is opened or closed. */
    describe(child) {
      const { source, date } = child.block.childBlocks;
      const parts = [source.getValue().trim() || "no source", shortDate(date.getValue() || "") || "no date"];
      child.titleElement.text(child.getTextLabel({ maxLength: 120 }) || "no headline");
      child.element.querySelector(".clipping-bar__origin").textContent = parts.join(" · ");
    }

    /** Do what the button says in place of Wagtail's own listener. */
    take(event) {
      const button = event.target.closest("[data-streamfield-action]");
      const child = button && this.childOf(button);
      const action = {
        DELETE: () => this.remove(child),
        MOVE_UP: () => this.move(child, child.index - 1, button),
        MOVE_DOWN: () => this.move(child, child.index + 1, button),
        MOVE_TO_TOP: () => this.move(child, 0, button),
      }[button?.dataset.streamfieldAction];
      if (!child || !action) return;
      event.preventDefault();
      event.stopPropagation();
      action();
    }

    /** The arrow keys do on the handle what dragging does. */
    dragByKey(event) {
      const handle = event.target.closest('[data-streamfield-action="DRAG"]');
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      const child = step && handle && this.childOf(handle);
      if (!child) return;
      event.preventDefault();
      this.move(child, child.index + step, handle);
    }

    /** Move a clipping, keep the focus on the button, and say where the clipping is now. */
    move(child, index, button) {
      if (index < 0 || index >= this.stream.children.length || index === child.index) return;
      this.stream.moveBlock(child.index, index);
      this.number();
      (button.disabled ? child.toggleElement : button).focus({ preventScroll: true });
      child.element.scrollIntoView({ block: "nearest" });
      this.statusTarget.textContent = `Now clipping ${index + 1} of ${this.stream.children.length}.`;
    }

    remove(child) {
      const headline = child.getTextLabel({ maxLength: 60 });
      const named = `Clipping ${child.index + 1}${headline ? `, “${headline}”,` : ""} was`;
      const choices = { remove: "Remove it", "": "Keep it" };
      return this.removeAll([child], named, { title: `Remove clipping ${child.index + 1}?`, text: `“${headline}”.`, choices });
    }

    /**
     * Remove clippings, with one note that brings them all back; false if somebody keeps them, being asked on a live page.
     * named: the beginning of what the note says; question: that of ask(), to whose text is added what readers see, and
     * which is answered with "remove"; restored: is called when they are back.
     */
    async removeAll(children, named, question, restored = () => {}) {
      if (this.readersValue && !(await this.mayRemove(question))) return false;
      const removed = children.map((child) => ({
        state: child.getState(),
        isOpen: child.toggleElement.getAttribute("aria-expanded") === "true",
      }));
      const note = this.makeNote(named, removed, restored);
      children.at(-1).element.after(note);
      children.forEach((child) => {
        this.stream.deleteBlock(child.index, {});
        this.forget(child.element);
      });
      return true;
    }

    async mayRemove(question) {
      return (await this.askOutlet.ask({ ...question, text: `${question.text} ${this.readersValue}` })) === "remove";
    }

    /** Keep only the inputs of a deleted block, which the form needs: its ids must be free for the block that comes back. */
    forget(element) {
      element.removeAttribute("data-streamfield-child");
      element.removeAttribute("data-contentpath");
      element.querySelector("[data-panel]").remove();
    }

    makeNote(named, removed, restored) {
      const note = this.removedTarget.content.firstElementChild.cloneNode(true);
      note.querySelector("[data-text]").textContent = [named, "removed.", this.readersValue].filter(Boolean).join(" ");
      note.querySelector("[data-undo]").addEventListener("click", () => {
        this.restore(note, removed);
        restored();
      });
      note.querySelector("[data-dismiss]").addEventListener("click", () => this.dismiss(note));
      queueMicrotask(() => {
        note.querySelector("[data-undo]").focus();
        this.statusTarget.textContent = note.querySelector("[data-text]").textContent;
      });
      return note;
    }

    /** Put clippings back where their note stands, with their ids and all that was typed, before the notes that follow. */
    restore(note, removed) {
      const notes = [...this.container.querySelectorAll(".clipping-removed")];
      const following = notes.slice(notes.indexOf(note) + 1);
      const start = this.indexOf(note);
      const children = removed.map(({ state, isOpen }, index) =>
        this.stream.insert(state, start + index, { collapsed: !isOpen }),
      );
      const last = children.at(-1);
      last.element.after(...following.filter((other) => isBefore(other, last.element)));
      note.remove();
      this.number();
      children[0].toggleElement.focus();
      const [first, isOne] = [children[0].index + 1, children.length === 1];
      this.statusTarget.textContent = isOne ? `Clipping ${first} is back.` : `Clippings ${first} to ${last.index + 1} are back.`;
      this.dispatch("restored");
    }

    dismiss(note) {
      const next = this.stream.children[this.indexOf(note)] ?? this.stream.children.at(-1);
      note.remove();
      (next?.toggleElement ?? this.stream.inserters[0].addButton[0]).focus();
    }

    /** How many clippings stand before a note. */
    indexOf(note) {
      return this.stream.children.filter(({ element }) => isBefore(element, note)).length;
    }
  }

  window.wagtail.app.register("clipping-bars", ClippingBars);
})();

/* A whole issue in one paste: the dialog shows what stands around its clippings, and which fields of the draft have
   something already; what is ticked is put into the form, and can be taken back. Reading is done in Python. */

(() => {
  const { Controller } = window.StimulusModule;

  const getInput = (name) => document.querySelector(`#page-edit-form [name="${name}"]`);

  /** Autosave listens to input events, the date's own words to change. */
  function setInput(name, value) {
    const input = getInput(name);
    input.value = value;
    ["input", "change"].forEach((type) => input.dispatchEvent(new Event(type, { bubbles: true })));
  }

  const inputField = (label, name) => ({
    label,
    isThere: () => Boolean(getInput(name)),
    find: (issue) => issue[name],
    read: () => getInput(name).value,
    write: (value) => setInput(name, value),
    words: (value) => value,
    shown: (issue) => issue[name],
  });

  /** That of a block, which is new among those of its field. */
  const makeKey = () => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;

  const getSenders = () => document.getElementById("sent_from-root")?.rootBlock;

  const namesOf = (blocks) => blocks.map(({ value: { name, title } }) => [name, title].filter(Boolean).join(", ")).join("\n");

  const senders = {
    label: "From",
    isThere: () => Boolean(getSenders()),
    find: (issue) => (issue.sent_from.length ? issue.sent_from : ""),
    read: () => getSenders().getState(),
    write(blocks) {
      const stream = getSenders();
      stream.setState(blocks.map((block) => ({ id: makeKey(), ...block })));
      stream.container[0].dispatchEvent(new Event("input", { bubbles: true }));
    },
    words: namesOf,
    shown: (issue) => namesOf(issue.sent_from),
  };

  /** The letter's editor has an undo history of its own, in which this is one step. */
  const letter = {
    label: "Letter",
    isThere: () => Boolean(getInput("letter")?.draftailEditor),
    find: (issue) => issue.letter_text && JSON.parse(issue.letter),
    read: () => getInput("letter").draftailEditor.getEditorState().getCurrentContent(),
    write(content) {
      const input = getInput("letter");
      const editor = input.draftailEditor;
      const state = editor.getEditorState();
      const made = content.getPlainText ? content : window.Draftail.createEditorStateFromRaw(content).getCurrentContent();
      const written = state.constructor.push(state, made, "insert-fragment");
      editor.onChange(written);
      input.value = JSON.stringify(window.Draftail.serialiseEditorStateToRaw(written)); // else it follows with a delay
      input.dispatchEvent(new Event("input", { bubbles: true }));
    },
    readRaw: () => window.Draftail.serialiseEditorStateToRaw(getInput("letter").draftailEditor.getEditorState()),
    mark: () => JSON.stringify(letter.readRaw()),
    append(line) {
      const raw = this.readRaw();
      const block = { text: line, type: "unstyled", depth: 0, inlineStyleRanges: [], entityRanges: [] };
      this.write({ entityMap: raw?.entityMap ?? {}, blocks: [...(raw?.blocks ?? []), { key: makeKey(), ...block }] });
    },
    words: (content) => content.getPlainText("\n\n"),
    shown: (issue) => issue.letter_text,
  };

  const signature = {
    ...inputField("Signature", "signature"),
    append(line) {
      this.write([this.read().trimEnd(), line].filter(Boolean).join("\n"));
    },
  };

  const FIELDS = {
    date: { ...inputField("Date", "date"), shown: (issue) => issue.date_in_words, inWords: dateInWords },
    kicker: inputField("Kicker", "kicker"),
    addressee: inputField("To", "addressee"),
    sent_from: senders,
    letter,
    signature,
  };

  const squeezed = (text) => text.split(/\s+/).join(" ").trim();

  /** The part of the dialog that shows the fields, each with a checkbox. */
  class WholeIssue extends Controller {
    static targets = ["rows", "row", "reasons"];

    /** issue: what the server has read around the clippings; null for clippings alone. */
    show(issue) {
      this.issue = issue;
      const names = Object.keys(FIELDS).filter((name) => issue && FIELDS[name].isThere() && FIELDS[name].find(issue));
      this.rowsTarget.replaceChildren(...names.map((name) => this.makeRow(name)));
      this.reasonsTarget.replaceChildren(...(issue?.reasons ?? []).map((text) => element("li", text)));
      this.element.hidden = !issue;
    }

    makeRow(name) {
      const field = FIELDS[name];
      const row = this.rowTarget.content.firstElementChild.cloneNode(true);
      const [now, pasted] = [field.words(field.read()), field.shown(this.issue)];
      const isSame = squeezed(now) === squeezed(name === "date" ? this.issue.date : pasted);
      const checkbox = row.querySelector("input");
      checkbox.value = name;
      checkbox.checked = !now.trim();
      checkbox.closest("label").hidden = isSame;
      row.querySelector("[data-same]").hidden = !isSame;
      row.querySelector("[data-name]").textContent = field.label;
      row.querySelector("[data-action-words]").textContent = now.trim() ? "Replace what is there" : "Put it in";
      row.querySelector("[data-pasted]").textContent = pasted;
      row.querySelector("[data-now]").textContent = now.trim() && !isSame ? `There now: ${excerptOf(field.inWords?.(now) ?? now)}` : "";
      checkbox.setAttribute("aria-label", `${field.label}: ${row.querySelector("[data-action-words]").textContent}`);
      if (name === "date" && this.issue.conflict && !isSame) row.append(this.makeConflict());
      return row;
    }

    makeConflict() {
      const { message, url } = this.issue.conflict;
      const link = Object.assign(element("a", message), { href: url, target: "_blank", rel: "noopener" });
      const line = element("p", "");
      line.className = "paste-clippings__conflict";
      line.append(link);
      return line;
    }

    /** Name → what is to be put into the field of that name. */
    get chosen() {
      const ticked = [...this.rowsTarget.querySelectorAll("input:checked")].map((checkbox) => checkbox.value);
      return Object.fromEntries(ticked.map((name) => [name, FIELDS[name].find(this.issue)]));
    }
  }

  function element(name, text) {
    return Object.assign(document.createElement(name), { textContent: text });
  }

  /** As the field's value is written, 2030-12-20, or whatever somebody has typed, which stays. */
  function dateInWords(value) {
    const date = new Date(value);
    return Number.isNaN(date.getTime()) ? value : date.toLocaleDateString("en-US", { dateStyle: "long", timeZone: "UTC" });
  }

  const excerptOf = (text) => (squeezed(text).length > 160 ? `${squeezed(text).slice(0, 160)}…` : squeezed(text));

  /** What a field of the form has, as text that is compared. */
  const markOf = (name) => FIELDS[name].mark?.() ?? JSON.stringify(FIELDS[name].read());

  const countOf = (number) => (number === 1 ? "1 clipping" : `${number} clippings`);

  /** Beside the form: puts the chosen fields into it, and takes them back with the clippings and lines that came along. */
  class IssueFields extends Controller {
    static targets = ["note", "words"];

    static outlets = ["ask", "clipping-bars"];

    static values = { stream: String };

    put({ detail: { fields, clippings, unplaced } }) {
      const names = Object.keys(fields ?? {});
      if (!names.length) return;
      const before = names.map((name) => ({ name, value: FIELDS[name].read(), was: markOf(name) }));
      names.forEach((name) => FIELDS[name].write(fields[name]));
      queueMicrotask(() => { // the clippings are added by another controller
        this.remember(before, clippings.length, unplaced);
        this.showNote(names, clippings.length);
      });
    }

    /** Put one line behind what the field has. name: "letter" or "signature". */
    append(name, line) {
      FIELDS[name].append(line);
    }

    get children() {
      return document.getElementById(this.streamValue).rootBlock.children;
    }

    /** What each field had before and has now, the clippings that were added, as they are now, and the lines. */
    remember(before, number, unplaced) {
      this.fields = before.map((field) => ({ ...field, put: markOf(field.name) }));
      const added = number ? this.children.slice(-number) : [];
      this.added = added.map((child) => ({ id: child.id, put: JSON.stringify(child.getState()) }));
      this.unplaced = unplaced;
    }

    showNote(names, number) {
      const labels = names.map((name) => FIELDS[name].label.toLowerCase());
      const clippings = number ? `, and ${countOf(number)}` : "";
      this.wordsTarget.textContent = `Put into the draft: ${labels.join(", ")}${clippings}.`;
      this.noteTarget.hidden = false;
    }

    /** Take all of it out; of what somebody has changed since, only what the answer to a question says. */
    async undo() {
      const fields = this.fields.map((field) => ({ ...field, isChanged: markOf(field.name) !== field.put }));
      const clippings = this.added
        .map(({ id, put }) => ({ put, child: this.children.find((child) => child.id === id) }))
        .filter(({ child }) => child)
        .map(({ put, child }) => ({ child, isChanged: JSON.stringify(child.getState()) !== put }));
      const isWanted = await this.askAbout(fields, clippings);
      if (!isWanted) return;
      const taken = fields.filter(isWanted).map((field) => ({ ...field, now: FIELDS[field.name].read() }));
      const { unplaced } = this;
      if (!(await this.removeClippings(clippings.filter(isWanted), () => this.putBack(taken, unplaced)))) return;
      taken.forEach(({ name, value }) => FIELDS[name].write(value));
      this.dispatch("undone", { detail: { unplaced } });
      this.noteTarget.hidden = true;
      if (!clippings.some(isWanted)) focusPaste(); // else the note about the clippings has the focus
    }

    /**
     * Bring back what was taken out with the clippings; not into a field that somebody has changed since.
     * unplaced: the lines of that paste; once another was put in, the note is about the other.
     */
    putBack(taken, unplaced) {
      taken.filter(({ name, was }) => markOf(name) === was).forEach(({ name, now }) => FIELDS[name].write(now));
      this.dispatch("restored", { detail: { unplaced } });
      if (unplaced === this.unplaced) this.noteTarget.hidden = false;
    }

    /** Which of them are to be taken out, as a function; null for none of them. */
    async askAbout(fields, clippings) {
      const names = fields.filter(({ isChanged }) => isChanged).map(({ name }) => FIELDS[name].label.toLowerCase());
      const numbers = clippings.filter(({ isChanged }) => isChanged).map(({ child }) => `clipping ${child.index + 1}`);
      if (!names.length && !numbers.length) return () => true;
      const answer = await this.askOutlet.ask({
        title: "Take out what was changed, too?",
        text: `Changed since it was put in: ${[...names, ...numbers].join(", ")}.`,
        choices: { all: "Take out all of it", unchanged: "Only what is unchanged", "": "Take out nothing" },
      });
      return { all: () => true, unchanged: ({ isChanged }) => !isChanged }[answer] ?? null;
    }

    /** Whether they are removed, or there is none: on a live page, somebody may keep them. */
    async removeClippings(clippings, restored) {
      const { length } = clippings;
      if (!length) return true;
      const choices = { remove: "Remove what was put in", "": "Keep it" };
      const question = { title: `Remove ${countOf(length)}?`, text: "From the pasted issue.", choices };
      const named = `${countOf(length)} of the pasted issue ${length === 1 ? "was" : "were"}`;
      return this.clippingBarsOutlet.removeAll(clippings.map(({ child }) => child), named, question, restored);
    }

    dismiss() {
      this.noteTarget.hidden = true;
      focusPaste();
    }
  }

  function focusPaste() {
    document.querySelector("[data-action~='clipping-tools#paste']")?.focus();
  }

  const { app } = window.wagtail;
  app.register("whole-issue", WholeIssue);
  app.register("issue-fields", IssueFields);
})();

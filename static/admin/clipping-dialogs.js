/* The dialogs "Paste clippings" and "Suggest countries" in the editor of a weekly update: send text or clippings to the
   server, and dispatch what the editor has reviewed of the response. Parsing and suggesting are done in Python. */

(() => {
  const { Controller } = window.StimulusModule;

  const FIELDS = ["headline", "source", "date", "byline", "url", "excerpt"];

  const count = (number, one, many) => `${number} ${number === 1 ? one : many}`;

  /** POST a body and return the JSON of the response. Throws an Error whose message is for the editor, with `signIn`, a
      link, where that helps. After signing in elsewhere the CSRF token is another one, so it is asked for once. */
  async function post(url, body, isAgain = false) {
    const headers = { Accept: "application/json", "X-CSRFToken": window.wagtailConfig.CSRF_TOKEN };
    const response = await fetch(url, { method: "POST", body, headers }).catch(() => null);
    if ([401, 403].includes(response?.status) && !isAgain) {
      const element = document.querySelector("[data-controller~=editor-session]");
      const session = app.getControllerForElementAndIdentifier(element, "editor-session");
      if ((await session.ask()).state === "signed-in") return post(url, body, true);
      const words = "You were signed out. Sign in in another tab, then press the button again: what is here stays.";
      throw Object.assign(new Error(words), { signIn: session.signInTarget.cloneNode(true) });
    }
    const json = await response?.json().catch(() => null);
    if (!response?.ok || !json) throw new Error(json?.error || "The server did not answer. Nothing is lost: try again.");
    return json;
  }

  const WHEN_CLOSING = {
    title: "The pasted text is not among the clippings yet",
    text: "Keep it, with your corrections, until you leave the page, or discard it?",
    choices: { discard: "Discard it", keep: "Close and keep it", "": "Go on here" },
  };

  const WHEN_READING_AGAIN = {
    title: "Read the text again?",
    text: "What you corrected below is replaced by what is read now.",
    choices: { read: "Read it again", "": "Keep the corrections" },
  };

  /** The dialog for pasting text, which the server parses, and for reviewing the clippings in it. */
  class PasteClippings extends Controller {
    static targets = ["step", "box", "read", "error", "summary", "cards", "card", "unplaced", "lines", "add"];

    static outlets = ["ask", "whole-issue"];

    static values = { url: String, page: Number, stream: String }; // stream: as in clipping-tools.js

    initialize() {
      this.step = "paste";
      this.forgetReview();
    }

    open() {
      this.show(this.step);
      this.element.showModal();
      (this.step === "paste" ? this.boxTarget : this.summaryTarget).focus();
    }

    /** Whether there is a text that has not become clippings. */
    get isWaiting() {
      return Boolean(this.boxTarget.textContent.trim());
    }

    /** Escape, on a keyboard or a telephone, asks as Cancel does. */
    escape(event) {
      event.preventDefault();
      this.cancel();
    }

    async cancel() {
      const answer = this.isWaiting ? await this.ask(WHEN_CLOSING) : "discard";
      if (!answer) return;
      if (answer === "discard") this.clear();
      this.close();
    }

    ask(question) {
      return this.askOutlet.ask(question);
    }

    clear() {
      this.boxTarget.replaceChildren();
      this.forgetReview();
      this.step = "paste";
    }

    forgetReview() {
      this.reviewed = null; // the text of which the cards were made
      this.unplaced = [];
      this.isCorrected = false;
      this.cardsTarget.replaceChildren();
    }

    close() {
      this.element.close();
      this.dispatch("closed", { detail: { waiting: this.isWaiting } });
    }

    /** A text that is not read, or not added, is in no field of the form. */
    warn(event) {
      if (this.isWaiting) event.preventDefault();
    }

    back() {
      this.show("paste");
      this.boxTarget.focus();
    }

    show(step) {
      this.step = step;
      this.stepTargets.forEach((part) => {
        part.hidden = part.dataset.step !== step;
      });
      this.errorTarget.hidden = true;
    }

    async read() {
      const box = this.boxTarget;
      /* The HTML has the URLs of pasted links; typed text has no links. */
      const text = box.querySelector("a[href], table, p, div") ? box.innerHTML : box.innerText;
      if (this.isCorrected && (text === this.reviewed || !(await this.ask(WHEN_READING_AGAIN)))) {
        this.show("review");
        return;
      }
      const form = new FormData();
      form.set("text", text);
      form.set("page", this.pageValue);
      document.getElementById(this.streamValue).rootBlock.children.forEach(({ block: { childBlocks } }) =>
        ["url", "headline"].forEach((name) => form.append(name, childBlocks[name].getValue() ?? "")),
      );
      this.readTarget.disabled = true;
      try {
        this.review(await post(this.urlValue, form));
        this.reviewed = text;
      } catch (error) {
        this.errorTarget.replaceChildren(error.message, " ", error.signIn ?? "");
        this.errorTarget.hidden = false;
      } finally {
        this.readTarget.disabled = false;
      }
    }

    review({ clippings, unplaced, issue }) {
      this.show("review");
      this.wholeIssueOutlet.show(issue);
      this.isCorrected = false;
      this.unplaced = unplaced.map(({ text }) => text);
      this.cardsTarget.replaceChildren(...clippings.map((clipping) => this.makeCard(clipping)));
      this.linesTarget.replaceChildren(...unplaced.map(({ position, text }) => listItem(`Line ${position}: ${text}`)));
      this.unplacedTarget.hidden = !unplaced.length;
      const there = clippings.filter((clipping) => clipping.is_there).length;
      this.summaryTarget.textContent = `${summaryOf(clippings.length, issue)}${there ? ` The draft has ${there} of them already.` : ""}`;
      this.recount();
      this.summaryTarget.focus();
    }

    makeCard(clipping) {
      const card = this.cardTarget.content.firstElementChild.cloneNode(true);
      FIELDS.forEach((name) => {
        card.querySelector(`[name=${name}]`).value = clipping[name] || "";
      });
      const doubts = card.querySelector(".paste-clippings__doubts");
      doubts.replaceChildren(...(clipping.doubts || []).map(listItem));
      doubts.hidden = !doubts.childElementCount;
      card.querySelector("button").setAttribute("aria-description", clipping.headline);
      if (clipping.is_there) leaveOut(card, true, "The draft has it already");
      return card;
    }

    corrected() {
      this.isCorrected = true;
    }

    /** Leave a clipping out, or take it in again: its fields are hidden, with what was corrected in them. */
    toggle({ target }) {
      const card = target.closest(".paste-clippings__card");
      leaveOut(card, !card.querySelector(".paste-clippings__fields").hidden);
      this.corrected();
      this.recount();
    }

    get chosenCards() {
      return [...this.cardsTarget.children].filter((card) => !card.querySelector(".paste-clippings__fields").hidden);
    }

    recount() {
      const number = this.chosenCards.length;
      const fields = Object.keys(this.wholeIssueOutlet.chosen).length;
      const added = [fields && count(fields, "field", "fields"), number && count(number, "clipping", "clippings")];
      this.addTarget.textContent = fields
        ? `Put in ${added.filter(Boolean).join(" and ")}`
        : `Add ${count(number, "clipping", "clippings")}`;
      this.addTarget.disabled = !number && !fields;
    }

    add() {
      const { unplaced } = this;
      const fields = this.wholeIssueOutlet.chosen;
      const clippings = this.chosenCards.map((card) =>
        Object.fromEntries(FIELDS.map((name) => [name, card.querySelector(`[name=${name}]`).value.trim()])),
      );
      this.dispatch("add", { detail: { clippings, unplaced, fields } }); // while the dialog is open: a new block takes no focus
      this.clear();
      this.close();
    }
  }

  /** Hide the fields of a card, and say instead what is left out and why; or show them again. */
  function leaveOut(card, isOut, reason = "Left out") {
    card.querySelector(".paste-clippings__fields").hidden = isOut;
    const headline = card.querySelector("[name=headline]").value || "without headline";
    card.querySelector(".paste-clippings__left-out").textContent = isOut ? `${reason}: “${headline}”` : "";
    card.querySelector("button").textContent = isOut ? "Take it in again" : "Leave this one out";
  }

  function summaryOf(number, issue) {
    const clippings = number ? count(number, "clipping", "clippings") : "No clipping was";
    if (issue) return `A whole issue, ${clippings} understood. Look it over, then put it in.`;
    if (number) return `${clippings} understood. Look them over, then add them.`;
    return "No clipping was understood. Each needs a line with its source and date.";
  }

  function listItem(text) {
    const item = document.createElement("li");
    item.textContent = text;
    return item;
  }

  /** The dialog of suggested countries, each with a checkbox and the reasons for it. */
  class SuggestCountries extends Controller {
    static targets = ["summary", "rows", "row", "choice", "checkbox", "apply", "all", "close"];

    static values = { url: String };

    /** `clippings`: [{headline, excerpt, countries}, …], with the countries that they have already. */
    async open(clippings) {
      let message = "";
      let suggested = [];
      try {
        const body = JSON.stringify(clippings.map(({ headline, excerpt }) => ({ headline, excerpt })));
        suggested = (await post(this.urlValue, body)).clippings;
      } catch (error) {
        message = error.message;
      }
      const rows = suggested.map((found, index) => this.makeRow(found, index, clippings[index])).filter(Boolean);
      this.rowsTarget.replaceChildren(...rows);
      this.summaryTarget.textContent =
        message || (rows.length ? "Tick what is right." : "Nothing more to suggest for these clippings.");
      this.applyTarget.hidden = this.allTarget.hidden = !rows.length;
      this.closeTarget.textContent = rows.length ? "Cancel" : "Close";
      this.element.showModal();
    }

    close() {
      this.element.close();
    }

    /** A fieldset of the suggestions that a clipping does not have yet, or null. */
    makeRow(suggestions, index, { headline, countries }) {
      const unmarked = suggestions.filter(({ code }) => !countries.includes(code));
      if (!unmarked.length) return null;
      const row = this.rowTarget.content.firstElementChild.cloneNode(true);
      row.querySelector(".paste-clippings__headline").textContent = headline;
      row.append(...unmarked.map((suggestion) => this.makeChoice(suggestion, index)));
      return row;
    }

    makeChoice({ code, name, reasons }, index) {
      const choice = this.choiceTarget.content.firstElementChild.cloneNode(true);
      const checkbox = choice.querySelector("input");
      checkbox.value = code;
      checkbox.dataset.index = index;
      choice.querySelector(".paste-clippings__country").textContent = name;
      choice.querySelector(".paste-clippings__reasons").textContent = reasons.join(", ");
      return choice;
    }

    tickAll() {
      this.checkboxTargets.forEach((checkbox) => {
        checkbox.checked = true;
      });
    }

    apply() {
      const ticked = this.checkboxTargets.filter((checkbox) => checkbox.checked);
      const choices = ticked.map(({ dataset, value }) => ({ index: dataset.index, code: value }));
      this.dispatch("apply", { detail: { choices } });
      this.close();
    }
  }

  const { app } = window.wagtail;
  app.register("paste-clippings", PasteClippings);
  app.register("suggest-countries", SuggestCountries);
})();

/* "Paste clippings" and "Suggest countries" in the editor of a weekly update: sends text or clippings to the server, and
   puts what the editor has reviewed of the response into the StreamField. Parsing and suggesting are done in Python. */

(() => {
  const { Controller } = window.StimulusModule;

  const FIELDS = ["headline", "source", "date", "byline", "url", "excerpt"];

  const count = (number, one, many) => `${number} ${number === 1 ? one : many}`;

  /** POST a body and return the JSON of the response. Throws an Error whose message is for the editor. */
  async function post(url, body) {
    const token = document.querySelector("input[name=csrfmiddlewaretoken]").value;
    const response = await fetch(url, { method: "POST", body, headers: { "X-CSRFToken": token } }).catch(() => null);
    const json = await response?.json().catch(() => null);
    if (!response?.ok || !json) throw new Error(json?.error || "The server did not answer. Nothing is lost: try again.");
    return json;
  }

  /** The buttons above the clippings: open the dialogs, and put their results into the StreamField. */
  class ClippingTools extends Controller {
    static outlets = ["paste-clippings", "suggest-countries"];

    static values = { stream: String }; // id of the element on which Wagtail's w-block controller leaves the StreamField

    get stream() {
      return document.getElementById(this.streamValue).rootBlock;
    }

    paste() {
      this.pasteClippingsOutlet.open();
    }

    suggest() {
      this.childBlocks = this.stream.children.map((child) => child.block.childBlocks);
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
      const { stream } = this;
      clippings.forEach((clipping) => {
        const id = crypto.randomUUID?.() ?? `${Date.now()}-${stream.children.length}`;
        const block = { type: "clipping", id, value: { ...clipping, countries: [] } };
        stream.insert(block, stream.children.length, { collapsed: true });
      });
      this.changed();
      stream.container[0].scrollIntoView();
    }

    /** Add countries to clippings, which are given by their index at the time of the request. */
    addCountries({ detail: { choices } }) {
      choices.forEach(({ index, code }) => {
        const { countries } = this.childBlocks[index];
        countries.setState([...countries.getState(), code]);
      });
      this.changed();
    }

    /** Wagtail's autosave and its warning about unsaved changes listen to input events. */
    changed() {
      this.stream.container[0].dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  /** The dialog for pasting text, which the server parses, and for reviewing the clippings in it. */
  class PasteClippings extends Controller {
    static targets = ["step", "box", "read", "error", "summary", "cards", "card", "unplaced", "lines", "add"];

    static values = { url: String };

    open() {
      this.show("paste");
      this.element.showModal();
      this.boxTarget.focus();
    }

    close() {
      this.element.close();
    }

    back() {
      this.show("paste");
    }

    show(step) {
      this.stepTargets.forEach((part) => {
        part.hidden = part.dataset.step !== step;
      });
      this.errorTarget.hidden = true;
    }

    async read() {
      const box = this.boxTarget;
      const form = new FormData();
      /* The HTML has the URLs of pasted links; typed text has no links. */
      form.set("text", box.querySelector("a[href], table, p, div") ? box.innerHTML : box.innerText);
      this.readTarget.disabled = true;
      try {
        this.review(await post(this.urlValue, form));
      } catch (error) {
        this.errorTarget.textContent = error.message;
        this.errorTarget.hidden = false;
      } finally {
        this.readTarget.disabled = false;
      }
    }

    review({ clippings, unplaced }) {
      this.show("review");
      this.cardsTarget.replaceChildren(...clippings.map((clipping) => this.makeCard(clipping)));
      this.linesTarget.replaceChildren(...unplaced.map(({ position, text }) => listItem(`Line ${position}: ${text}`)));
      this.unplacedTarget.hidden = !unplaced.length;
      this.summaryTarget.textContent = clippings.length
        ? `${count(clippings.length, "clipping", "clippings")} understood. Look them over, then add them.`
        : "No clipping was understood. Each needs a line with its source and date.";
      this.recount();
      this.summaryTarget.focus();
    }

    makeCard(clipping) {
      const card = this.cardTarget.content.firstElementChild.cloneNode(true);
      FIELDS.forEach((name) => {
        card.querySelector(`[name=${name}]`).value = clipping[name] || "";
      });
      card.querySelector(".paste-clippings__doubts").replaceChildren(...(clipping.doubts || []).map(listItem));
      return card;
    }

    remove({ target }) {
      target.closest(".paste-clippings__card").remove();
      this.recount();
      this.summaryTarget.focus();
    }

    recount() {
      const number = this.cardsTarget.children.length;
      this.addTarget.textContent = `Add ${count(number, "clipping", "clippings")}`;
      this.addTarget.disabled = !number;
    }

    add() {
      const clippings = [...this.cardsTarget.children].map((card) =>
        Object.fromEntries(FIELDS.map((name) => [name, card.querySelector(`[name=${name}]`).value.trim()])),
      );
      this.dispatch("add", { detail: { clippings } }); // while the dialog is open, so that a new block does not take the focus
      this.boxTarget.replaceChildren();
      this.close();
    }
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
  app.register("clipping-tools", ClippingTools);
  app.register("paste-clippings", PasteClippings);
  app.register("suggest-countries", SuggestCountries);
})();

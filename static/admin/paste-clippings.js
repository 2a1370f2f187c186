/* "Paste clippings" in the editor of a weekly update: text to the server, clippings back as cards, cards into the
   StreamField. The reading is done in Python (news/clippings); here is only the way there and back. */

(() => {
  const FETCHING = "img, picture, video, audio, iframe, object, embed, input, svg, link, style, script";
  const FIELDS = ["headline", "source", "date", "byline", "url", "excerpt"];

  const count = (number, one, many) => `${number} ${number === 1 ? one : many}`;

  function read(url, box) {
    const form = new FormData();
    /* Pasted links live in the box's HTML; text that was only typed has none. */
    form.set("text", box.querySelector("a[href], table, p, div") ? box.innerHTML : box.innerText);
    return clippingsForm.ask(url, form);
  }

  /** Puts pasted HTML into the box without its pictures and styles, which the browser would fetch from their senders. */
  function paste(event) {
    const html = event.clipboardData.getData("text/html");
    if (!html) return;
    event.preventDefault();
    const { body } = new DOMParser().parseFromString(html, "text/html");
    body.querySelectorAll(FETCHING).forEach((element) => element.remove());
    body.querySelectorAll("[style], [background]").forEach((element) => {
      element.removeAttribute("style");
      element.removeAttribute("background");
    });
    document.execCommand("insertHTML", false, body.innerHTML);
  }

  class PasteClippings {
    constructor(element) {
      this.element = element;
      this.dialog = element.querySelector("[data-paste-dialog]");
      /* A dialog inside the editor's form would send its inputs along. */
      document.body.append(this.dialog);
      this.part = (name) => this.dialog.querySelector(`[data-paste-${name}]`);
      element.querySelector("[data-paste-open]").addEventListener("click", () => this.open());
      this.part("box").addEventListener("paste", paste);
      this.part("read").addEventListener("click", () => this.readBox());
      this.part("add").addEventListener("click", () => this.add());
      this.part("back").addEventListener("click", () => this.show("paste"));
      this.dialog.querySelectorAll("[data-paste-close]").forEach((button) =>
        button.addEventListener("click", () => this.dialog.close()),
      );
    }

    open() {
      this.show("paste");
      this.dialog.showModal();
      this.part("box").focus();
    }

    show(step) {
      this.dialog.querySelectorAll("[data-paste-step]").forEach((part) => {
        part.hidden = part.dataset.pasteStep !== step;
      });
      this.part("error").hidden = true;
    }

    async readBox() {
      const button = this.part("read");
      button.disabled = true;
      try {
        this.review(await read(this.element.dataset.url, this.part("box")));
      } catch (error) {
        this.part("error").textContent = error.message;
        this.part("error").hidden = false;
      } finally {
        button.disabled = false;
      }
    }

    review({ clippings, unplaced }) {
      this.show("review");
      this.part("cards").replaceChildren(...clippings.map((clipping) => this.card(clipping)));
      this.part("lines").replaceChildren(
        ...unplaced.map(({ position, text }) => {
          const line = document.createElement("li");
          line.textContent = `Line ${position}: ${text}`;
          return line;
        }),
      );
      this.part("unplaced").hidden = !unplaced.length;
      this.part("summary").textContent = clippings.length
        ? `${count(clippings.length, "clipping", "clippings")} understood. Look them over, then add them.`
        : "No clipping was understood. Each needs a line with its source and date.";
      this.recount();
      this.part("summary").focus();
    }

    card(clipping) {
      const card = this.part("card").content.firstElementChild.cloneNode(true);
      FIELDS.forEach((name) => {
        card.querySelector(`[name=${name}]`).value = clipping[name] || "";
      });
      card.querySelector("[data-paste-doubts]").replaceChildren(
        ...(clipping.doubts || []).map((doubt) => {
          const item = document.createElement("li");
          item.textContent = doubt;
          return item;
        }),
      );
      card.querySelector("[data-paste-remove]").addEventListener("click", () => {
        card.remove();
        this.recount();
        this.part("summary").focus();
      });
      return card;
    }

    recount() {
      const number = this.part("cards").children.length;
      this.part("add").textContent = `Add ${count(number, "clipping", "clippings")}`;
      this.part("add").disabled = !number;
    }

    /** All cards become ordinary clippings after those that are there, in order, in one step. */
    add() {
      const stream = clippingsForm.stream();
      [...this.part("cards").children].forEach((card) => {
        const value = Object.fromEntries(FIELDS.map((name) => [name, card.querySelector(`[name=${name}]`).value.trim()]));
        const id = crypto.randomUUID?.() ?? `${Date.now()}-${stream.children.length}`;
        stream.insert({ type: "clipping", id, value: { ...value, countries: [] } }, stream.children.length, {
          collapsed: true,
        });
      });
      this.part("box").replaceChildren();
      this.dialog.close();
      clippingsForm.changed(stream);
      stream.container[0].scrollIntoView();
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-paste-clippings]").forEach((element) => new PasteClippings(element));
  });
})();

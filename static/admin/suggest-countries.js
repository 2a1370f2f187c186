/* "Suggest countries" in the editor of a weekly update: headlines and excerpts to the server, suggestions with their
   reasons back, and into a clipping only what the editor has ticked. */

(() => {
  const fieldsOf = (child) => child.block.childBlocks;

  class SuggestCountries {
    constructor(element) {
      this.element = element;
      this.dialog = element.querySelector("[data-suggest-dialog]");
      document.body.append(this.dialog);
      this.part = (name) => this.dialog.querySelector(`[data-suggest-${name}]`);
      element.querySelector("[data-suggest-open]").addEventListener("click", () => this.open());
      this.part("apply").addEventListener("click", () => this.apply());
      this.part("all").addEventListener("click", () => this.boxes().forEach((box) => { box.checked = true; }));
      this.part("close").addEventListener("click", () => this.dialog.close());
    }

    boxes() {
      return [...this.dialog.querySelectorAll("input[type=checkbox]")];
    }

    async open() {
      this.children = clippingsForm.stream().children;
      const clippings = this.children.map((child) => ({
        headline: fieldsOf(child).headline.getValue(),
        excerpt: fieldsOf(child).excerpt.getValue(),
      }));
      let message = "";
      let suggested = [];
      try {
        suggested = (await clippingsForm.ask(this.element.dataset.suggestUrl, JSON.stringify(clippings))).clippings;
      } catch (error) {
        message = error.message;
      }
      const rows = suggested.map((codes, index) => this.row(codes, index)).filter(Boolean);
      this.part("rows").replaceChildren(...rows);
      this.part("summary").textContent =
        message || (rows.length ? "Tick what is right." : "Nothing more to suggest for these clippings.");
      this.part("apply").hidden = this.part("all").hidden = !rows.length;
      this.part("close").textContent = rows.length ? "Cancel" : "Close";
      this.dialog.showModal();
    }

    /** The countries of one clipping that are not marked yet, each with its reason. */
    row(suggestions, index) {
      const fields = fieldsOf(this.children[index]);
      const marked = fields.countries.getState();
      const fresh = suggestions.filter(({ code }) => !marked.includes(code));
      if (!fresh.length) return null;
      const row = this.part("row").content.firstElementChild.cloneNode(true);
      row.querySelector("[data-suggest-headline]").textContent = fields.headline.getValue();
      fresh.forEach(({ code, name, reasons }) => {
        const choice = this.part("choice").content.firstElementChild.cloneNode(true);
        const box = choice.querySelector("input");
        box.value = code;
        box.dataset.index = index;
        choice.querySelector("[data-suggest-name]").textContent = name;
        choice.querySelector("[data-suggest-reason]").textContent = reasons.join(", ");
        row.append(choice);
      });
      return row;
    }

    apply() {
      this.boxes().filter((box) => box.checked).forEach((box) => {
        const { countries } = fieldsOf(this.children[box.dataset.index]);
        countries.setState([...countries.getState(), box.value]);
      });
      this.dialog.close();
      clippingsForm.changed(clippingsForm.stream());
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-suggest-url]").forEach((element) => new SuggestCountries(element));
  });
})();

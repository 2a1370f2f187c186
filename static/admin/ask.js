/* A question before something is lost, as a dialog in the admin's look: other controllers have it as an outlet. */

(() => {
  class Ask extends window.StimulusModule.Controller {
    static targets = ["title", "text", "choices"];

    /**
     * Ask, and resolve to the key of the chosen button; to "" if the dialog is closed by Escape.
     * `choices`: {key: label, …}; the last one is the safe one, and has the focus.
     */
    ask({ title, text, choices }) {
      this.titleTarget.textContent = title;
      this.textTarget.textContent = text;
      this.choicesTarget.replaceChildren(...Object.entries(choices).map(([value, label]) => makeButton(value, label)));
      this.element.returnValue = "";
      this.element.showModal();
      this.choicesTarget.lastElementChild.focus();
      return new Promise((resolve) => {
        this.element.addEventListener("close", () => resolve(this.element.returnValue), { once: true });
      });
    }
  }

  /** A submit button of a form with method="dialog" closes the dialog and leaves its value as the answer. */
  function makeButton(value, label) {
    const button = document.createElement("button");
    Object.assign(button, { value, textContent: label, className: value ? "button button-secondary" : "button" });
    return button;
  }

  window.wagtail.app.register("ask", Ask);
})();

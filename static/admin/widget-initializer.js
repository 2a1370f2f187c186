/* <widget-initializer function="PageChooser" arguments="[…]"> in place of Wagtail's inline scripts, which the admin's
   Content-Security-Policy stops: ncsej_site/initializers.py says where. An element of its own is connected while the page
   is read, and at once wherever HTML is put into it, which is when the script would have run. A Stimulus controller
   connects later, so that other scripts would meet a panel or chooser that is not there yet.

   Whoever can put an element into a page can call these functions, and no others. */

(() => {
  const CONSTRUCTORS = new Set([
    ...["Chooser", "PageChooser", "ImageChooser", "DocumentChooser", "SnippetChooser"],
    ...["InlinePanel", "MultipleChooserPanel"],
  ]);
  const FUNCTIONS = new Set(["createTaskChooser", "initDateChooser", "initTimeChooser", "initDateTimeChooser"]);

  class WidgetInitializer extends HTMLElement {
    #isDone = false;

    connectedCallback() {
      if (this.#isDone) return; // it was moved, as with its row of a panel
      this.#isDone = true;
      const name = this.getAttribute("function");
      const given = JSON.parse(this.getAttribute("arguments"));
      if (CONSTRUCTORS.has(name)) new window[name](...given);
      else if (FUNCTIONS.has(name)) window[name](...given);
      else throw new Error(`widget-initializer.js does not know ${name}`);
    }
  }

  window.customElements.define("widget-initializer", WidgetInitializer);
})();

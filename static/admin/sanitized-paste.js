/* What is pasted or dropped into a contenteditable element is rebuilt from an allow-list of elements: nothing of another
   program's HTML runs, is fetched, or looks like a part of the admin. Plain text is left to the browser.

   The browser does not know of the change, so its own undo skips it: Ctrl+Z (⌘Z) directly after a paste brings back
   what the element held before, once; a redo, and the undo of a paste after more was typed, are lost. */

(() => {
  const words = (text) => new Set(text.split(" "));

  const ALLOWED = words(
    "A B BLOCKQUOTE BR DIV EM H1 H2 H3 H4 H5 H6 HR I LI OL P PRE SPAN STRONG TABLE TBODY TD TFOOT TH THEAD TR U UL",
  );

  /** They become a div, so that a line still ends where they end. Of any other element, only the children stay. */
  const BLOCKS = words(
    "ADDRESS ARTICLE ASIDE CAPTION CENTER DD DETAILS DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM HEADER MAIN NAV " +
      "SECTION SUMMARY",
  );

  const DROPPED = words(
    "APPLET AREA AUDIO BASE BUTTON CANVAS COL COLGROUP DATALIST DIALOG EMBED FRAME FRAMESET HEAD IFRAME IMG INPUT LINK " +
      "MAP META METER NOEMBED NOFRAMES NOSCRIPT OBJECT OPTION OUTPUT PARAM PICTURE PROGRESS SCRIPT SELECT SOURCE STYLE " +
      "TEMPLATE TEXTAREA TITLE TRACK VIDEO XML",
  );

  const HTML = "http://www.w3.org/1999/xhtml"; // SVG and MathML are dropped, with the HTML in them

  /** The allowed part of a node, as a list of new nodes. */
  function sanitized(node) {
    if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(node.data)];
    if (node.nodeType !== Node.ELEMENT_NODE || node.namespaceURI !== HTML || DROPPED.has(node.tagName)) return [];
    const children = [...node.childNodes].flatMap(sanitized);
    const name = BLOCKS.has(node.tagName) ? "DIV" : node.tagName;
    if (name !== "DIV" && !ALLOWED.has(name)) return children;
    const element = document.createElement(name);
    if (name === "A") {
      const href = (node.getAttribute("href") ?? "").trim();
      if (!/^https?:\/\//i.test(href)) return children;
      element.setAttribute("href", href);
    }
    element.append(...children);
    return [element];
  }

  function rangeAt(x, y) {
    const position = document.caretPositionFromPoint?.(x, y);
    if (!position) return document.caretRangeFromPoint?.(x, y);
    const range = document.createRange();
    range.setStart(position.offsetNode, position.offset);
    return range;
  }

  class SanitizedPaste extends window.StimulusModule.Controller {
    paste(event) {
      this.#take(event, event.clipboardData, () => getSelection().rangeCount && getSelection().getRangeAt(0));
    }

    drop(event) {
      if (this.dragging) return; // the browser moves what is in the element already
      this.#take(event, event.dataTransfer, () => rangeAt(event.clientX, event.clientY));
    }

    dragStart() {
      this.dragging = true;
    }

    dragEnd() {
      this.dragging = false;
    }

    typed() {
      this.before = null;
    }

    undo(event) {
      if (!this.before) return;
      event.preventDefault();
      this.element.replaceChildren(this.before);
      this.before = null;
    }

    #take(event, data, findRange) {
      const html = data.getData("text/html");
      if (!html && data.types.includes("text/plain")) return;
      event.preventDefault();
      if (html) this.#insert(html, findRange());
    }

    #insert(html, range) {
      this.before = new DocumentFragment();
      this.before.append(...this.element.cloneNode(true).childNodes);
      const place = range && this.element.contains(range.commonAncestorContainer) ? range : this.#end();
      /* A document of DOMParser's is inert: it runs no script and fetches nothing. */
      const { body } = new DOMParser().parseFromString(html, "text/html");
      const content = new DocumentFragment();
      content.append(...sanitized(body));
      place.deleteContents();
      place.insertNode(content);
      place.collapse(false);
      this.element.focus();
      getSelection().removeAllRanges();
      getSelection().addRange(place);
    }

    #end() {
      const range = document.createRange();
      range.selectNodeContents(this.element);
      range.collapse(false);
      return range;
    }
  }

  window.wagtail.app.register("sanitized-paste", SanitizedPaste);
})();

/* Sanitizes HTML that is pasted or dropped into a contenteditable element with an allow-list of elements, so that none of
   it is executed, fetched, or styled like a part of the admin. Plain text is left to the browser.

   The browser's undo history does not contain the change: Ctrl+Z (⌘Z) directly after a paste restores the previous
   content, once; redo, and undo of a paste after further typing, do not work. */

(() => {
  const words = (text) => new Set(text.split(" "));

  const ALLOWED = words(
    "A B BLOCKQUOTE BR DIV EM H1 H2 H3 H4 H5 H6 HR I LI OL P PRE SPAN STRONG TABLE TBODY TD TFOOT TH THEAD TR U UL",
  );

  /** They become a div, which keeps the line break. Any other element is replaced by its children. */
  const BLOCKS = words(
    "ADDRESS ARTICLE ASIDE CAPTION CENTER DD DETAILS DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM HEADER MAIN NAV " +
      "SECTION SUMMARY",
  );

  const DROPPED = words(
    "APPLET AREA AUDIO BASE BUTTON CANVAS COL COLGROUP DATALIST DIALOG EMBED FRAME FRAMESET HEAD IFRAME IMG INPUT LINK " +
      "MAP META METER NOEMBED NOFRAMES NOSCRIPT OBJECT OPTION OUTPUT PARAM PICTURE PROGRESS SCRIPT SELECT SOURCE STYLE " +
      "TEMPLATE TEXTAREA TITLE TRACK VIDEO XML",
  );

  const HTML = "http://www.w3.org/1999/xhtml"; // SVG and MathML are dropped, including HTML in them

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
      if (this.dragging) return; // content of the element itself is moved by the browser
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
      /* A document made by DOMParser is inert: it runs no scripts and loads nothing. */
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

/* A date in the admin: beneath it stands in words what is understood, or why it is not. The server reads what is typed,
   with the parser that reads the form; while it does not answer, nothing is said.

   Wagtail's calendar is made by the first click and opens at a click only; it closes when somebody types. */

(() => {
  const PAUSE = 400; // milliseconds without a key
  const TEXTS_PER_REQUEST = 50;
  const MAX_LENGTH = 101; // what is longer, the server refuses for its length

  let waiting = [];

  /** The server's reading of a text: {words, value} or {error}; null if there is none. All of one turn share a request. */
  function ask(url, kind, text) {
    return new Promise((resolve) => {
      if (!waiting.length) setTimeout(() => sendWaiting(url));
      waiting.push({ kind, text: text.slice(0, MAX_LENGTH), resolve });
    });
  }

  async function sendWaiting(url) {
    const asked = waiting;
    waiting = [];
    while (asked.length) {
      const part = asked.splice(0, TEXTS_PER_REQUEST);
      const query = new URLSearchParams(part.flatMap(({ kind, text }) => [["kind", kind], ["text", text]]));
      const response = await fetch(`${url}?${query}`, { headers: { Accept: "application/json" } }).catch(() => null);
      const json = response?.ok ? await response.json().catch(() => null) : null;
      part.forEach(({ resolve }, index) => resolve(json?.readings?.[index] ?? null));
    }
  }

  class DateInput extends window.StimulusModule.Controller {
    static values = { kind: String, url: String };

    connect() {
      this.isRefused = this.element.getAttribute("aria-invalid") === "true"; // by the form, which says why
      this.words = document.createElement("p");
      this.words.className = "date-words";
      this.words.id = `${this.element.id}-words`;
      this.element.after(this.words);
      this.describedBy = this.element.getAttribute("aria-describedby");
      this.element.setAttribute("aria-describedby", `${this.describedBy ?? ""} ${this.words.id}`.trim());
      this.read();
      if (this.isRefused) setTimeout(() => this.#showDialog());
    }

    disconnect() {
      clearTimeout(this.timer);
      this.words.remove();
      if (this.describedBy) this.element.setAttribute("aria-describedby", this.describedBy);
      else this.element.removeAttribute("aria-describedby");
      if (this.#calendar) window.jQuery(this.element).datetimepicker("destroy");
    }

    typed() {
      this.#startOver();
      this.#calendar?.trigger("close.xdsoft");
      this.timer = setTimeout(() => this.read(), PAUSE);
    }

    changed() {
      this.#startOver();
      this.read();
    }

    async read() {
      const text = this.element.value;
      const reading = text.trim() ? await ask(this.urlValue, this.kindValue, text) : null;
      if (text === this.element.value) this.#show(reading);
    }

    openCalendar() {
      const { element } = this;
      if (element.disabled || element.readOnly || this.#calendar?.is(":visible")) return;
      if (!this.#calendar) this.#makeCalendar();
      this.#calendar.data("xdsoft_datetime").setCurrentTime(this.reading?.value ?? element.value);
      this.#calendar.trigger("open.xdsoft");
    }

    get #calendar() {
      return window.jQuery(this.element).data("xdsoft_datetimepicker");
    }

    /** Whatever is in front of a dialog must be in it. */
    get #dialog() {
      return this.element.closest('[data-controller~="w-dialog"]');
    }

    #makeCalendar() {
      const make = this.kindValue === "date" ? window.initDateChooser : window.initDateTimeChooser;
      const parentID = this.#dialog ? `#${this.#dialog.id}` : "body"; // a selector, whatever its name says
      make(this.element.id, { parentID, formatTime: "g:i A", openOnFocus: false, enterLikeTab: false });
    }

    /** From now on the form's refusal is of another text, and what stands beneath is news. */
    #startOver() {
      clearTimeout(this.timer);
      this.isRefused = false;
      this.words.setAttribute("role", "status");
      this.#show(null);
    }

    #show(reading) {
      this.reading = reading;
      const error = this.isRefused ? "" : reading?.error;
      this.words.textContent = reading?.words ?? error ?? "";
      this.words.classList.toggle("date-words--refused", Boolean(error));
      if (!this.isRefused) this.element.toggleAttribute("aria-invalid", false);
      if (error) this.element.setAttribute("aria-invalid", "true");
    }

    /** What the form has refused in a dialog would be out of sight. */
    #showDialog() {
      if (this.#dialog?.querySelector('[aria-invalid="true"]') !== this.element) return;
      this.#dialog.dispatchEvent(new CustomEvent("w-dialog:show"));
      this.element.focus();
    }
  }

  window.wagtail.app.register("date-input", DateInput);
})();

/* A clipping that is no more than a link fills itself in: the server has the page read by its worker, is asked every two
   seconds for a minute, and what it knows goes into the fields that are empty. What a person typed stays. */

(() => {
  const PAUSE = 2000; // milliseconds between two questions
  const MAX_LOOKS = 30;
  const FIELDS = ["headline", "byline", "source", "date", "excerpt"];

  const hostOf = (url) => url.replace(/^https?:\/\/(www\.)?/i, "").replace(/[/?#].*$/, "");

  const valueOf = (child, name) => (child.block.childBlocks[name].getValue() ?? "").trim();

  class LinkCards extends window.StimulusModule.Controller {
    static values = { url: String, stream: String };

    initialize() {
      this.asked = new Set(); // addresses
      this.waiting = new Map(); // the item that is being read → the child of the StreamField, and the address as asked
    }

    disconnect() {
      clearTimeout(this.timer);
    }

    get stream() {
      return document.getElementById(this.streamValue)?.rootBlock;
    }

    /** Somebody has typed or pasted an address into a card. */
    changed({ target }) {
      if (target.name?.startsWith("clippings-") && target.name.endsWith("-url")) this.look();
    }

    /** Have the pages read of all cards that have an address and no headline. */
    look() {
      queueMicrotask(() => { // the clippings of a paste are added by another controller
        const isNew = (child) => /^https?:\/\/[^/]+\/./i.test(valueOf(child, "url")) && !this.asked.has(valueOf(child, "url"));
        const cards = (this.stream?.children ?? []).filter((child) => isNew(child) && !valueOf(child, "headline"));
        if (cards.length) this.begin(cards);
      });
    }

    async begin(cards) {
      const body = new FormData();
      const asked = new Map(cards.map((child) => [child, valueOf(child, "url")]));
      asked.forEach((url, child) => {
        this.asked.add(url);
        this.say(child, "Reading …");
        body.append("url", url);
      });
      const links = await this.fetch(this.urlValue, { method: "POST", body });
      asked.forEach((url, child) => {
        const link = links?.find((other) => other.url === url) ?? (asked.size === 1 ? links?.[0] : null);
        if (link) this.waiting.set(link.item, { child, url });
        else this.say(child, "It could not be asked for. Fill the card in by hand.");
      });
      this.looks = 0;
      this.take(links ?? []);
    }

    async ask() {
      const query = new URLSearchParams([...this.waiting.keys()].map((item) => ["item", item]));
      const links = await this.fetch(`${this.urlValue}?${query}`);
      const gone = links ? [...this.waiting.keys()].filter((item) => !links.some((link) => link.item === item)) : [];
      gone.forEach((item) => this.finish(item, "The same story waits in the inbox: put it in from there."));
      this.take(links ?? []);
    }

    /** The links that the server tells of, or null where it does not answer. */
    async fetch(url, options = {}) {
      const headers = { Accept: "application/json", "X-CSRFToken": window.wagtailConfig.CSRF_TOKEN };
      const response = await fetch(url, { headers, ...options }).catch(() => null);
      return response?.ok ? (await response.json().catch(() => null))?.links : null;
    }

    take(links) {
      links.forEach(({ item, reading, clipping, reason }) => {
        if (!this.waiting.has(item)) return;
        if (clipping) this.fill(item, clipping);
        else if (!reading) this.finish(item, reason || "The page could not be read. Fill the card in by hand.");
      });
      clearTimeout(this.timer);
      if (!this.waiting.size) return;
      if (this.looks++ < MAX_LOOKS) this.timer = setTimeout(() => this.ask(), PAUSE);
      else [...this.waiting.keys()].forEach((item) => this.finish(item, "Not read yet. Look into the inbox later."));
    }

    fill(item, clipping) {
      const { child, url } = this.waiting.get(item);
      const { childBlocks } = child.block;
      const isHost = valueOf(child, "source") === hostOf(url);
      FIELDS.forEach((name) => {
        const isEmpty = !valueOf(child, name) || (name === "source" && isHost);
        if (isEmpty && clipping[name]) childBlocks[name].setState(clipping[name]);
      });
      if (valueOf(child, "url") === url) childBlocks.url.setState(clipping.url);
      this.asked.add(clipping.url);
      if (!childBlocks.countries.getState().length) childBlocks.countries.setState(clipping.countries);
      this.finish(item, "");
      child.element.dispatchEvent(new Event("input", { bubbles: true })); // for autosave and the bar
      this.element.textContent = `Clipping ${child.index + 1} is filled in.`;
    }

    finish(item, words) {
      const { child } = this.waiting.get(item);
      this.waiting.delete(item);
      this.say(child, words);
    }

    /** Say in the bar of a card how it stands. */
    say(child, words) {
      const place = child.element.querySelector(".clipping-bar__reading") ?? document.createElement("span");
      place.className = "clipping-bar__reading";
      place.textContent = words;
      child.element.querySelector(".clipping-bar__origin")?.after(place);
      if (words) this.element.textContent = `Clipping ${child.index + 1}: ${words}`;
    }
  }

  window.wagtail.app.register("link-cards", LinkCards);
})();

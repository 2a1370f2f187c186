/* A clipping that is no more than a link fills itself in: the server has the page read by its worker, is asked every two
   seconds for a minute, and what it knows goes into the fields that are empty. What a person typed stays. */

(() => {
  const PAUSE = 2000; // milliseconds between two questions
  const PATIENCE = 60_000; // milliseconds that a card waits
  const FIELDS = ["headline", "byline", "source", "date", "excerpt"];

  const hostOf = (url) => url.replace(/^https?:\/\/(www\.)?/i, "").replace(/[/?#].*$/, "");

  const valueOf = (child, name) => (child.block.childBlocks[name].getValue() ?? "").trim();

  class LinkCards extends window.StimulusModule.Controller {
    static values = { url: String, stream: String };

    initialize() {
      this.asked = new WeakMap(); // card, a child of the StreamField → the address that was asked for last
      this.waiting = new Map(); // the item that is being read → its cards: {child, url as it was asked, until}
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
        const isLink = (child) => /^https?:\/\/[^/]+\/./i.test(valueOf(child, "url"));
        const isNew = (child) => isLink(child) && this.asked.get(child) !== valueOf(child, "url");
        const cards = (this.stream?.children ?? []).filter((child) => isNew(child) && !valueOf(child, "headline"));
        if (cards.length) this.begin(cards);
      });
    }

    async begin(cards) {
      const body = new FormData();
      const asked = new Map(cards.map((child) => [child, valueOf(child, "url")]));
      asked.forEach((url, child) => {
        this.asked.set(child, url);
        this.say(child, "Reading …");
        body.append("url", url);
      });
      const links = await this.fetch(this.urlValue, { method: "POST", body });
      asked.forEach((url, child) => {
        const link = links?.find((other) => other.url === url);
        if (link) this.wait(link.item, { child, url, until: Date.now() + PATIENCE });
        else this.say(child, "It could not be asked for. Fill the card in by hand.");
      });
      this.take(links ?? []);
    }

    /** Two cards may have the address of one item. */
    wait(item, card) {
      this.waiting.set(item, [...(this.waiting.get(item) ?? []), card]);
    }

    async ask() {
      const items = [...this.waiting.keys()];
      const query = new URLSearchParams(items.map((item) => ["item", item]));
      const links = await this.fetch(`${this.urlValue}?${query}`);
      const isGone = (item) => this.waiting.has(item) && !links.some((link) => link.item === item);
      const gone = links ? items.filter(isGone) : [];
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
      this.giveUp();
      clearTimeout(this.timer);
      if (this.waiting.size) this.timer = setTimeout(() => this.ask(), PAUSE);
    }

    /** Say of each card that has waited long enough that it is not read yet. */
    giveUp() {
      const now = Date.now();
      this.waiting.forEach((cards, item) => {
        const others = cards.filter(({ until }) => until >= now);
        const late = cards.filter((card) => !others.includes(card));
        late.forEach(({ child }) => this.say(child, "Not read yet. Look into the inbox later."));
        if (others.length) this.waiting.set(item, others);
        else this.waiting.delete(item);
      });
    }

    fill(item, clipping) {
      const cards = this.waiting.get(item);
      this.finish(item, "");
      cards.forEach((card) => this.fillCard(card, clipping));
    }

    fillCard({ child, url }, clipping) {
      const { childBlocks } = child.block;
      const isHost = valueOf(child, "source") === hostOf(url);
      FIELDS.forEach((name) => {
        const isEmpty = !valueOf(child, name) || (name === "source" && isHost);
        if (isEmpty && clipping[name]) childBlocks[name].setState(clipping[name]);
      });
      if (valueOf(child, "url") === url) {
        this.asked.set(child, clipping.url);
        childBlocks.url.setState(clipping.url);
      }
      if (!childBlocks.countries.getState().length) childBlocks.countries.setState(clipping.countries);
      child.element.dispatchEvent(new Event("input", { bubbles: true })); // for autosave and the bar
      this.element.textContent = `Clipping ${child.index + 1} is filled in.`;
    }

    finish(item, words) {
      const cards = this.waiting.get(item);
      this.waiting.delete(item);
      cards.forEach(({ child }) => this.say(child, words));
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

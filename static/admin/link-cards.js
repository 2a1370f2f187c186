/* A clipping that is no more than a link fills itself in: the server has the page read by its worker, and what it knows
   goes into the fields that are empty. It is asked every two seconds at first, and in the end every minute, until it
   knows. What a person typed stays, and a card takes nothing of an address that it has no longer. */

(() => {
  const FIRST_PAUSE = 2000; // milliseconds until the server is asked once more, each time half as many again
  const LAST_PAUSE = 60_000;
  const PATIENCE = 60_000; // milliseconds after which a card says that it waits still
  const FIELDS = ["headline", "byline", "source", "date", "excerpt"];

  const hostOf = (url) => url.replace(/^https?:\/\/(www\.)?/i, "").replace(/[/?#].*$/, "");

  const valueOf = (child, name) => (child.block.childBlocks[name].getValue() ?? "").trim();

  class LinkCards extends window.StimulusModule.Controller {
    static values = { url: String, stream: String };

    initialize() {
      this.asked = new WeakMap(); // card, a child of the StreamField → the address that was asked for last
      this.waiting = new Map(); // the item that is being read → its cards: {child, url as it was asked, since}
    }

    /** What was not read when the draft was left is asked for again. */
    connect() {
      this.look();
    }

    disconnect() {
      clearTimeout(this.timer);
    }

    get children() {
      return document.getElementById(this.streamValue)?.rootBlock?.children ?? [];
    }

    /** Somebody has typed or pasted an address into a card. */
    changed({ target }) {
      if (target.name?.startsWith("clippings-") && target.name.endsWith("-url")) this.look();
    }

    look() {
      this.pause = FIRST_PAUSE;
      queueMicrotask(() => this.askForNew()); // the StreamField and its clippings are made by other controllers
    }

    /** Have the pages read of all cards that have an address and no headline. */
    askForNew() {
      const isLink = (child) => /^https?:\/\/[^/]+\/./i.test(valueOf(child, "url"));
      const isNew = (child) => isLink(child) && this.asked.get(child) !== valueOf(child, "url");
      const cards = this.children.filter((child) => isNew(child) && !valueOf(child, "headline"));
      if (cards.length) this.begin(cards.map((child) => ({ child, url: valueOf(child, "url"), since: Date.now() })));
    }

    async begin(cards) {
      const body = new FormData();
      cards.forEach(({ child, url }) => {
        this.drop(child);
        this.asked.set(child, url);
        this.say(child, "Reading …");
        body.append("url", url);
      });
      const links = await this.fetch(this.urlValue, { method: "POST", body });
      this.isUnanswered = !links;
      cards.forEach((card) => this.begun(card, links));
      this.take(links ?? []);
    }

    /** Two cards may have the address of one item. */
    begun(card, links) {
      if (!this.isCurrent(card)) {
        this.forget(card);
        return;
      }
      this.drop(card.child);
      const link = links?.find(({ url }) => url === card.url);
      if (link) this.waiting.set(link.item, [...(this.waiting.get(link.item) ?? []), card]);
      else if (links) this.say(card.child, "It could not be asked for. Fill the card in by hand.");
      else {
        this.asked.delete(card.child);
        this.say(card.child, "The server does not answer. It is asked again.");
      }
    }

    /** Whether the card is in the draft, with the address that was asked for. */
    isCurrent({ child, url }) {
      return this.children.includes(child) && valueOf(child, "url") === url;
    }

    drop(child) {
      this.waiting.forEach((cards, item) => {
        const others = cards.filter((card) => card.child !== child);
        if (others.length) this.waiting.set(item, others);
        else this.waiting.delete(item);
      });
    }

    dropOutdated() {
      const outdated = [...this.waiting.values()].flat().filter((card) => !this.isCurrent(card));
      outdated.forEach((card) => {
        this.drop(card.child);
        this.forget(card);
      });
    }

    /** That an address was asked for, unless the card has another one by now, which was asked for too. */
    forget({ child, url }) {
      if (this.asked.get(child) !== url) return;
      this.asked.delete(child);
      this.say(child, "");
    }

    goOn() {
      this.askForNew();
      if (this.waiting.size) this.ask();
    }

    async ask() {
      const items = [...this.waiting.keys()];
      const query = new URLSearchParams(items.map((item) => ["item", item]));
      const links = await this.fetch(`${this.urlValue}?${query}`);
      this.dropOutdated();
      const isGone = (item) => this.waiting.has(item) && !links.some((link) => link.item === item);
      const gone = links ? items.filter(isGone) : [];
      gone.forEach((item) => this.finish(item, "The same story waits in the inbox: put it in from there."));
      this.take(links ?? []);
    }

    /** The links that the server tells of, or null where it does not answer. */
    async fetch(url, options = {}) {
      const headers = { Accept: "application/json", "X-CSRFToken": window.wagtailConfig.CSRF_TOKEN };
      const response = await fetch(url, { headers, ...options }).catch(() => null);
      return response?.ok ? ((await response.json().catch(() => null))?.links ?? null) : null;
    }

    take(links) {
      this.dropOutdated();
      links.forEach(({ item, reading, clipping, reason }) => {
        if (!this.waiting.has(item)) return;
        if (clipping) this.fill(item, clipping);
        else if (reading) this.sayWhyItWaits(item, reason);
        else this.finish(item, reason || "The page could not be read. Fill the card in by hand.");
      });
      clearTimeout(this.timer);
      if (!this.waiting.size && !this.isUnanswered) return;
      this.timer = setTimeout(() => this.goOn(), this.pause);
      this.pause = Math.min(this.pause * 1.5, LAST_PAUSE);
    }

    sayWhyItWaits(item, reason) {
      this.waiting.get(item).forEach(({ child, since }) => {
        if (reason) this.say(child, `${reason} It is tried again within the hour.`);
        else if (Date.now() - since > PATIENCE) this.say(child, "Not read yet. The card fills itself in once it is.");
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
      this.asked.set(child, clipping.url);
      childBlocks.url.setState(clipping.url);
      if (!childBlocks.countries.getState().length) childBlocks.countries.setState(clipping.countries);
      child.element.dispatchEvent(new Event("input", { bubbles: true })); // for autosave and the bar
      this.element.textContent = `Clipping ${child.index + 1} is filled in.`;
    }

    /** Somebody has put in from the inbox what cards without a headline link to. */
    fillThese({ detail: { cards } }) {
      cards.forEach(({ child, clipping }) => {
        this.drop(child);
        this.say(child, "");
        this.fillCard({ child, url: valueOf(child, "url") }, clipping);
      });
    }

    finish(item, words) {
      const cards = this.waiting.get(item);
      this.waiting.delete(item);
      cards.forEach(({ child }) => this.say(child, words));
    }

    /** Say in the bar of a card how it stands, once. */
    say(child, words) {
      const place = child.element.querySelector(".clipping-bar__reading") ?? document.createElement("span");
      if (place.textContent === words) return;
      place.className = "clipping-bar__reading";
      place.textContent = words;
      child.element.querySelector(".clipping-bar__origin")?.after(place);
      if (words) this.element.textContent = `Clipping ${child.index + 1}: ${words}`;
    }
  }

  window.wagtail.app.register("link-cards", LinkCards);
})();

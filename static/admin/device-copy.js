/* Keeps what was typed and is not saved on the device, encrypted with a key that only its owner's session has, and offers
   it when the page is opened again. One copy for each tab; device-copies.js removes those that have served. */

(() => {
  const PREFIX = "device-copy:"; // device-copy:<user>:<place>:<id>, as device-copies.js knows
  const WAIT = 300; // milliseconds between two writes
  const PLUMBING = /-(id|type|order|deleted|count|(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS|ORDER|DELETE)$/;
  const encoder = new TextEncoder();

  const toBytes = (base64) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

  function toBase64(bytes) {
    let text = "";
    for (let start = 0; start < bytes.length; start += 0x8000) { // more arguments than that overflow the stack
      text += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
    }
    return btoa(text);
  }

  /** What a person can read of a field: the text of rich text, which is JSON; anything else as it is. */
  function readable(value) {
    try {
      return JSON.parse(value).blocks.map((block) => block.text).join("\n");
    } catch {
      return value;
    }
  }

  /** "clippings-0-value-headline" is "clippings 1 headline" for a person. */
  const fieldName = (name) =>
    name.replace(/-(\d+)(?=-)/g, (_, index) => ` ${Number(index) + 1}`).replace(/-value-/g, " ").replace(/[-_]+/g, " ");

  const easternTime = (time) =>
    `${new Intl.DateTimeFormat("en-US", {
      timeZone: "America/New_York", weekday: "short", month: "short", day: "numeric", hour: "numeric", minute: "2-digit",
    }).format(time)} ET`;

  class DeviceCopy extends window.StimulusModule.Controller {
    static targets = ["offer", "dialog", "fields"];

    static values = { place: String };

    connect() {
      this.form = this.element.closest("form");
      this.generation = 0;
      history.replaceState(history.state, "", location.href); // reloading must not send again what a form showed before
      this.report(this.canKeep ? "none" : "impossible");
      this.claimed = this.canKeep ? this.claimId().then(() => this.offerCopies()) : null;
    }

    disconnect() {
      this.release?.();
    }

    /** Encryption needs https; without a place the form is one that autosave does not know, such as a person's. */
    get canKeep() {
      return Boolean(this.placeValue && window.crypto?.subtle && navigator.locks);
    }

    get session() {
      return this.application.getControllerForElementAndIdentifier(this.element, "editor-session");
    }

    get reader() {
      return this.application.getControllerForElementAndIdentifier(this.element, "editor-content");
    }

    get saving() {
      return this.application.getControllerForElementAndIdentifier(this.element, "editor-saving");
    }

    get prefix() {
      return `${PREFIX}${this.session.userValue}:${this.placeValue}:`;
    }

    /** The same id when a tab shows the page again, and its copy; another one in a duplicated tab, as the lock is held.

        Without a copy, what is written now is something else: the next page that is added, not the last one again. */
    async claimId() {
      const remembered = sessionStorage.getItem(PREFIX + this.placeValue);
      const hasCopy = remembered && localStorage.getItem(this.prefix + remembered) !== null;
      this.use((hasCopy && (await this.lock(remembered))) || (await this.lock(crypto.randomUUID())));
    }

    /** Every form that is sent names the copy, so that the server can say that it has served, and knows the tab again. */
    use(id) {
      this.id = id;
      sessionStorage.setItem(PREFIX + this.placeValue, id);
      const input = this.form.elements.namedItem("device_copy") ?? document.createElement("input");
      Object.assign(input, { type: "hidden", name: "device_copy", value: id });
      this.form.append(input);
    }

    lock(id) {
      return new Promise((resolve) => {
        navigator.locks.request(PREFIX + id, { ifAvailable: true }, (lock) => {
          resolve(lock && id);
          return lock && new Promise((release) => { this.release = release; }); // held as long as the tab is open
        });
      });
    }

    /** The form was sent; when it is saved, the copy goes, which must not hold what is typed after that. */
    sent({ target }) {
      if (target === this.form) this.sentId = this.id;
    }

    /** A page that was being added has been saved for the first time. */
    moveTo(place) {
      if (!this.canKeep || place === this.placeValue) return;
      this.placeValue = place;
      sessionStorage.setItem(PREFIX + place, this.id);
    }

    /** Keep the content that editor-content.js has read; resolves when it is written. While one is written, the last waits. */
    keep(content) {
      if (!this.canKeep) return Promise.resolve();
      if (this.id && this.id === this.sentId) this.startAnother();
      this.pending = content;
      this.report("behind");
      this.writing ??= this.write().finally(() => { this.writing = null; });
      return this.writing;
    }

    async write() {
      await this.claimed;
      while (this.pending) {
        await new Promise((resolve) => { setTimeout(resolve, (this.writtenAt ?? 0) + WAIT - Date.now()); });
        const { generation, pending } = this;
        this.pending = null;
        if (!pending) continue; // saved meanwhile
        this.writtenAt = Date.now();
        const name = this.prefix + this.id;
        try {
          const entry = await this.encrypt(name, pending);
          if (generation !== this.generation) continue;
          localStorage.setItem(name, entry);
          if (this.written && this.written !== name) localStorage.removeItem(this.written);
          this.written = name;
          if (!this.pending) this.report("kept");
        } catch {
          this.report("impossible"); // no room, or no key
        }
      }
    }

    /** The server has it. */
    remove() {
      this.generation += 1;
      this.pending = null;
      if (this.written) localStorage.removeItem(this.written);
      this.written = null;
      if (this.canKeep) this.report("none");
    }

    report(state) {
      if (this.form.dataset.deviceCopy === state) return;
      this.form.dataset.deviceCopy = state;
      this.dispatch("kept", { detail: { state } });
    }

    async getKey() {
      const key = await this.session.key;
      return crypto.subtle.importKey("raw", toBytes(key), "AES-GCM", false, ["encrypt", "decrypt"]);
    }

    async encrypt(name, content) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const revision = this.form.elements.namedItem("loaded_revision_id")?.value;
      const text = encoder.encode(JSON.stringify({ content, revision }));
      const options = { name: "AES-GCM", iv, additionalData: encoder.encode(name) };
      const data = await crypto.subtle.encrypt(options, await this.getKey(), text);
      return JSON.stringify({ time: Date.now(), iv: toBase64(iv), data: toBase64(new Uint8Array(data)) });
    }

    async decrypt(name) {
      const { time, iv, data } = JSON.parse(localStorage.getItem(name));
      const options = { name: "AES-GCM", iv: toBytes(iv), additionalData: encoder.encode(name) };
      const text = await crypto.subtle.decrypt(options, await this.getKey(), toBytes(data));
      const { content, revision } = JSON.parse(new TextDecoder().decode(text));
      return { content, revision, name, time, id: name.slice(this.prefix.length), pairs: JSON.parse(content) };
    }

    /** Show a bar for each copy that the server does not have, and no other open tab is writing. */
    async offerCopies() {
      const locks = (await navigator.locks.query()).held.map((lock) => lock.name);
      const names = Object.keys(localStorage).filter((name) => name.startsWith(this.prefix));
      for (const name of names) {
        const id = name.slice(this.prefix.length);
        if (id === this.id && this.saving.isForced) {
          this.written = name; // the form shows it: it was sent, and came back with errors, or was restored
        } else if (id === this.id || !locks.includes(PREFIX + id)) {
          const copy = await this.decrypt(name).catch(() => null); // one of an older key
          if (copy?.content === this.reader.read()) localStorage.removeItem(name);
          else if (copy) this.offer(copy);
        }
      }
    }

    offer(copy) {
      if (copy.id === this.id) this.startAnother();
      const bar = this.offerTarget.content.firstElementChild.cloneNode(true);
      const revision = this.form.elements.namedItem("loaded_revision_id")?.value;
      const since = copy.revision === revision ? "" : " The page was saved since then; restoring replaces what it says now.";
      bar.querySelector("p").textContent = `This device has text from ${easternTime(copy.time)} that was not saved.${since}`;
      bar.addEventListener("click", ({ target }) => {
        const { choice } = target.dataset;
        if (choice) this[choice](copy, bar);
      });
      this.form.prepend(bar);
    }

    /** What is typed now must not take the place of the copy that is offered. */
    startAnother() {
      this.use(crypto.randomUUID());
      this.lock(this.id);
    }

    /** The server shows the form again with the copy's fields: every widget as the person left it, and nothing saved. */
    async restore(copy, bar) {
      const [answer] = await Promise.all([this.session.ask(), this.writing]); // this tab's own copy is offered next
      if (answer.state !== "signed-in") {
        const words = bar.querySelector("strong") ?? bar.querySelector("p").appendChild(document.createElement("strong"));
        words.textContent = ` Not restored yet. ${this.saving.reasonFor(answer.state)}`;
        return;
      }
      const form = document.createElement("form");
      Object.assign(form, { method: "post", action: this.form.action, hidden: true });
      const kept = [...new FormData(this.form)].filter(([name]) => !this.reader.isContent(name));
      [...kept, ...copy.pairs, ["restore_device_copy", "1"]].forEach(([name, value]) => {
        const input = document.createElement("textarea"); // an input would lose line breaks
        Object.assign(input, { name, value });
        form.append(input);
      });
      sessionStorage.setItem(PREFIX + this.placeValue, copy.id);
      this.saving.isLeaving = true;
      document.body.append(form);
      form.submit();
    }

    /** Show what differs from the form as it is now. */
    look(copy) {
      const key = ([name, value]) => `${name} ${readable(value)}`; // blocks of rich text may have new keys each time
      const shown = new Set(JSON.parse(this.reader.read()).map(key));
      const texts = copy.pairs.filter((pair) => !PLUMBING.test(pair[0]) && !shown.has(key(pair)));
      this.fieldsTarget.replaceChildren(...texts.flatMap(([name, value]) => {
        const [term, text] = [document.createElement("dt"), document.createElement("dd")];
        term.textContent = fieldName(name);
        text.textContent = readable(value);
        return text.textContent ? [term, text] : [];
      }));
      this.dialogTarget.showModal();
    }

    closeLook() {
      this.dialogTarget.close();
    }

    discard(copy, bar) {
      if (!window.confirm("Discard this text for good?")) return;
      localStorage.removeItem(copy.name);
      bar.remove();
    }
  }

  window.wagtail.app.register("device-copy", DeviceCopy);
})();

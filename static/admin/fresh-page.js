/* A page that asks by itself how it would look now, ever more seldom; nothing is reloaded. Controllers of such pages extend
   this one, and have show(fresh), the element that the server shows in place of theirs, and longestPause, in milliseconds:
   0 where nothing is asked any more. */

(() => {
  const FIRST_PAUSE = 2000; // milliseconds; each is half as long again

  window.FreshPage = class extends window.StimulusModule.Controller {
    connect() {
      this.asked = 0;
      this.askLater(FIRST_PAUSE);
    }

    disconnect() {
      clearTimeout(this.timer);
    }

    askLater(pause) {
      if (!this.longestPause) return;
      const wait = Math.min(pause, this.longestPause);
      this.timer = setTimeout(() => this.ask(wait), wait);
    }

    async ask(pause) {
      this.asked += 1;
      const headers = { "X-Automatic": "1" }; // so it keeps nobody signed in
      const response = await fetch(window.location.href, { headers }).catch(() => null);
      if (response?.redirected) return; // signed out, or what the page shows is no longer kept: the link leads there
      const html = response?.ok ? await response.text().catch(() => "") : "";
      if (!this.element.isConnected) return;
      const fresh = new DOMParser().parseFromString(html, "text/html").querySelector(`[data-controller="${this.identifier}"]`);
      if (fresh) this.show(fresh);
      this.askLater(pause * 1.5);
    }
  };
})();

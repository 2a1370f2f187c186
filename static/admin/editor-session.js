/* Whether the editor's owner is still signed in, for every editor of the admin. A sign-in changes the CSRF token, which
   is renewed here, so that an editor that was open before it can go on. */

(() => {
  const PATIENCE = 8000; // milliseconds until the server counts as silent

  class EditorSession extends window.StimulusModule.Controller {
    static targets = ["banner", "heading", "text", "signIn", "other"];

    static values = { url: String, user: String };

    connect() {
      this.channel = new BroadcastChannel("admin-session");
      this.channel.onmessage = () => this.askAgain();
      this.key = this.ask().then((answer) => (answer.state === "signed-in" ? answer.key : null)); // not another's
    }

    disconnect() {
      this.channel.close();
    }

    /** {state: "signed-in" | "signed-out" | "other-user" | "offline" | "fault", key}; shows what the person must know. */
    async ask() {
      const answer = await this.fetchAnswer();
      if (answer.state === "signed-in") {
        const wasOut = this.isOut;
        this.key = Promise.resolve(answer.key);
        this.useToken(answer.token);
        this.hide();
        if (wasOut) this.dispatch("renewed");
      }
      if (answer.state === "signed-out") this.showSignedOut();
      if (answer.state === "other-user") this.showOther(answer);
      return answer;
    }

    async fetchAnswer() {
      try {
        const response = await fetch(this.urlValue, {
          headers: { Accept: "application/json" },
          cache: "no-store",
          signal: AbortSignal.timeout(PATIENCE),
        });
        if (response.status === 401) return { state: "signed-out" };
        if (!response.ok) return { state: "fault" };
        const answer = await response.json();
        return { ...answer, state: answer.user === this.userValue ? "signed-in" : "other-user" };
      } catch {
        return { state: "offline" };
      }
    }

    /** Somebody may have signed in in another tab: only an editor that was signed out asks. */
    askAgain() {
      if (this.isOut && document.visibilityState !== "hidden") this.ask();
    }

    get isOut() {
      return this.bannerTarget.matches(":popover-open");
    }

    get isOther() {
      return this.isOut && this.other !== undefined;
    }

    /** Wagtail's own requests read the token from its configuration, forms from their field. */
    useToken(token) {
      window.wagtailConfig.CSRF_TOKEN = token;
      document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((input) => {
        input.value = token;
      });
    }

    showSignedOut() {
      this.other = undefined;
      this.show(
        "You were signed out.",
        "What you typed is still here. Sign in in another tab, and this editor goes on by itself.",
      );
    }

    showOther(answer) {
      this.other = answer;
      this.otherTargets.at(-1).textContent = `Save as ${answer.name}`;
      this.show(
        `${answer.name} is signed in in this browser now.`,
        "You began as somebody else, so nothing is saved under this name unless you say so.",
      );
    }

    show(heading, text) {
      this.headingTarget.textContent = heading;
      this.textTarget.textContent = text;
      this.signInTarget.hidden = this.other !== undefined;
      this.otherTargets.forEach((element) => {
        element.hidden = this.other === undefined;
      });
      if (!this.isOut) this.bannerTarget.showPopover(); // above Wagtail's header and footer
    }

    hide() {
      if (this.isOut) this.bannerTarget.hidePopover();
    }

    /** The person's answer to the question: what is here is theirs from now on, its copy on the device too. */
    goOnAsOther() {
      this.userValue = this.other.user;
      this.key = Promise.resolve(this.other.key);
      this.useToken(this.other.token);
      this.other = undefined;
      this.hide();
      this.dispatch("renewed");
    }
  }

  window.wagtail.app.register("editor-session", EditorSession);
})();

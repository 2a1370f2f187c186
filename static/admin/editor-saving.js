/* Where saving stands, for every editor of the admin: what counts as unsaved, from the first keystroke; when it is saved,
   also while somebody types on; what becomes of a failure; the warning on leaving.

   Wagtail's w-unsaved looks at the form two seconds after it was opened, and tells of changes when somebody pauses; its
   w-autosave gives up after some failures. Both stay: this asks w-autosave to save, and hears what becomes of it.

   For others: form[data-saving-state] is saved, unsaved, saving, failed or signed-out, form[data-device-copy] is none,
   behind, kept or impossible; the event editor-saving:state tells of changes; [data-saving-words] shows them. */

(() => {
  const LOOK = 500, PAUSE = 500, LONGEST_WAIT = 3000, ANSWER_WAIT = 30000; // all times in milliseconds
  const RETRIES = [4000, 8000, 16000, 30000, 60000];
  const FIRST_TOUCHES = ["keydown", "pointerdown", "focusin", "beforeinput", "paste", "drop"]; // before a change
  const CHANGES = ["input", "change"];
  const WORDS = { saved: "Saved", unsaved: "Not saved yet", saving: "Saving…", failed: "Not saved", "signed-out": "Not saved" };
  const REASONS = {
    offline: "There is no connection to the site.",
    fault: "The site had a fault.",
    validation_error: "Something in the form is not right yet; press Save to see what.",
    invalid_revision: "This page was saved in another window, by you or a colleague. Save asks which version to keep.",
    "signed-out": "You were signed out.",
    "other-user": "Somebody else is signed in now.",
  };
  // Trying again without a change would lead to the same answer.
  const WAIT_FOR_EDIT = new Set(["validation_error", "invalid_revision", "permission_denied", "gone", "refused", "too_large"]);

  class EditorSaving extends window.StimulusModule.Controller {
    static targets = ["problem"];

    static values = { autosave: Boolean };

    connect() {
      this.form = this.element.closest("form");
      this.isForced = this.form.dataset.wUnsavedForceValue === "true"; // it came back with errors, or was restored
      this.touch = this.touch.bind(this);
      [...FIRST_TOUCHES, ...CHANGES].forEach((type) => document.addEventListener(type, this.touch, { capture: true }));
      this.retries = this.renewals = 0;
      this.interval = setInterval(() => this.look(), LOOK);
      this.look();
    }

    disconnect() {
      clearInterval(this.interval);
      clearTimeout(this.awaited);
    }

    get reader() {
      return this.application.getControllerForElementAndIdentifier(this.element, "editor-content");
    }

    get session() {
      return this.application.getControllerForElementAndIdentifier(this.element, "editor-session");
    }

    get copy() {
      return this.application.getControllerForElementAndIdentifier(this.element, "device-copy");
    }

    /** Until now what changed was the widgets' own work, however long it took; from now on every change is the person's. */
    touch({ type, target }) {
      const isChange = CHANGES.includes(type); // without a touch before it, as assistive software makes it
      if (isChange && document.readyState !== "complete") return;
      if ((isChange || type === "focusin") && !this.form.contains(target)) return;
      if (!isChange) this.look();
      this.isTouched = true;
      [...FIRST_TOUCHES, ...CHANGES].forEach((each) => {
        document.removeEventListener(each, this.touch, { capture: true });
      });
    }

    /** Before w-autosave saves: what was typed last goes along, and what w-unsaved took for an edit and is none does not. */
    prepare(event) {
      if (event.target !== this.form) return;
      const isEdited = this.isForced || (this.isTouched && this.reader.read() !== this.saved);
      if (!isEdited && !this.reader.hasNewComments) event.stopPropagation();
    }

    /** Draftail knows a little later what was typed. */
    lookSoon() {
      this.soon ??= setTimeout(() => { this.soon = null; this.look(); }, 50);
    }

    /** Compare the form with what the server has; keep what it does not have on the device, and save it when it is time. */
    look() {
      const content = this.reader.read();
      const now = Date.now();
      if (!this.isTouched && !this.isForced) this.saved = content;
      if (content !== this.content) {
        this.content = content;
        this.changedAt = now;
        if (this.isUnsaved) this.copy?.keep(content);
      }
      if (this.isUnsaved) {
        this.unsavedSince ??= now;
        if (this.isTimeToSave(now)) this.save();
      } else {
        this.unsavedSince = null;
        this.copy?.remove();
      }
      this.show();
    }

    get isUnsaved() {
      return this.content !== this.saved || this.isSending;
    }

    /** Since Save or Publish was pressed, until the answer is there or none comes. */
    get isSubmitting() {
      return this.isChecking || this.isLeaving;
    }

    isTimeToSave(now) {
      if (!this.autosaveValue || this.isStopped || this.isSending || this.isSubmitting) return false;
      const isNew = this.changedAt > (this.failedAt ?? 0);
      if (!isNew) return now >= this.retryAt;
      return now - this.changedAt >= PAUSE || now - Math.max(this.unsavedSince, this.failedAt ?? 0) >= LONGEST_WAIT;
    }

    save() {
      this.dispatch("add", { target: this.form, prefix: "w-unsaved", detail: { type: "edits" } });
    }

    /** The connection is back, or somebody signed in again. */
    tryAgain() {
      this.refusal = "";
      if (!this.autosaveValue) this.failure = null;
      this.retryAt = 0;
      this.look();
    }

    /** Wagtail's autosave is about to send `formData`. */
    sending(event) {
      if (event.target !== this.form) return;
      // Not under somebody else's name; nor beside Save or Publish, whose answer would then show an older version.
      if (this.session.isOther || this.isSubmitting) {
        event.preventDefault();
        return;
      }
      this.sent = this.reader.pairsOf(event.detail.formData);
      this.isSending = true;
      this.show();
    }

    succeeded({ target, detail: { response } }) {
      if (target !== this.form || !this.sent) return;
      const updates = response.field_updates ?? {}; // ids of rows that are new
      this.saved = JSON.stringify(this.sent.map(([name, value]) => [name, String(updates[name] ?? value)]));
      Object.assign(this, { isSending: false, isForced: false, isTouched: true, failure: null, failedAt: null });
      Object.assign(this, { retries: 0, renewals: 0, unsavedSince: null });
      this.copy?.moveTo(`page-${response.pk}`);
      this.look();
      if (!this.isUnsaved) this.dispatch("clear", { target: this.form, prefix: "w-unsaved", cancelable: false });
    }

    async failed({ target, detail: { response, type } }) {
      if (target !== this.form) return;
      this.isSending = false;
      const isHydration = response?.success; // saved, but Wagtail could not fetch what changes around the form
      if (isHydration) this.form.dataset.wAutosaveActiveValue = "true";
      const code = response?.error_code ?? (type === "network_error" ? "offline" : "fault");
      this.isStopped = code === "invalid_revision"; // so does Wagtail's autosave
      this.fail(code, REASONS[code] ?? response?.error_message ?? REASONS.fault);
      if (code === "already_added") { // the answer to the first save was lost
        this.form.action = response.url;
        window.history.replaceState(null, "", response.url);
        this.copy?.moveTo(`page-${response.pk}`);
        this.tryAgain();
      }
      if (code === "signed_out" || code === "csrf") {
        const answer = await this.session.ask();
        if (answer.state !== "signed-in") this.fail(answer.state);
        else if (this.renewals++ < 2) this.tryAgain(); // with the new token; how often it failed before does not matter
      }
    }

    fail(code, reason = REASONS[code] ?? REASONS.fault) {
      this.failure = { code, reason };
      this.failedAt = Date.now();
      const wait = RETRIES[Math.min(this.retries, RETRIES.length - 1)];
      this.retryAt = WAIT_FOR_EDIT.has(code) ? Infinity : this.failedAt + wait;
      this.retries += 1;
      this.show();
    }

    get state() {
      if (this.isSending) return "saving";
      if (!this.isUnsaved) return "saved";
      if (this.session?.isOut) return "signed-out";
      return this.failure ? "failed" : "unsaved";
    }

    show() {
      if (!this.interval) return; // the copy on the device reports before this is connected
      const { state } = this;
      const problem = state === "failed" || state === "signed-out" ? this.sentence : (this.refusal ?? "");
      if (this.problemTarget.textContent !== problem && state !== "saving") {
        this.problemTarget.textContent = problem;
        this.problemTarget.hidden = !problem;
      }
      if (this.form.dataset.savingState === state) return;
      this.form.dataset.savingState = state;
      const isNew = !this.isTouched && !this.form.elements.namedItem("loaded_revision_id");
      document.querySelectorAll("[data-saving-words]").forEach((element) => {
        element.textContent = isNew ? "" : WORDS[state];
      });
      this.dispatch("state", { target: this.form, detail: { state } });
    }

    /** What stands in the way, in words; `state` is of editor-session. */
    reasonFor(state) {
      return REASONS[state] ?? REASONS.fault;
    }

    get sentence() {
      const kept = this.form.dataset.deviceCopy === "kept"
        ? "What you typed is kept on this device." : "Keep this window open: what you typed is only here.";
      const isTriedAgain = this.autosaveValue && !this.session.isOut && this.retryAt < Infinity;
      const again = isTriedAgain ? "Saving is tried again by itself." : "";
      return ["Not saved yet.", this.failure?.reason ?? REASONS["signed-out"], kept, again].join(" ").trim();
    }

    /** Wagtail's own warning knows less than warn(). */
    leaveWarningToUs(event) {
      event.preventDefault();
    }

    warn(event) {
      if (this.isUnloading) { // by the form itself; whoever leaves while its answer is awaited, or has stopped it, is asked
        this.isUnloading = false;
        return;
      }
      this.look();
      if (this.isUnsaved) event.preventDefault();
      if (this.isUnsaved && this.autosaveValue && !this.failure) this.save(); // for whoever stays
    }

    /** From the browser's cache of pages, as it was when the form was sent. */
    comeBack({ persisted }) {
      if (persisted) this.stopLeaving();
    }

    /** No answer came: the network failed or somebody pressed the browser's Stop, which no browser tells of reliably. */
    stopLeaving() {
      clearTimeout(this.awaited);
      this.button?.remove();
      this.isLeaving = this.isUnloading = false;
    }

    /** Save and Publish leave the page, so ask first whether the server would take it; the text stays if not. */
    async checkFirst(event) {
      if (event.target !== this.form) return;
      if (this.isAdmitted) {
        Object.assign(this, { isAdmitted: false, isLeaving: true, isUnloading: true });
        clearTimeout(this.awaited);
        this.awaited = setTimeout(() => this.stopLeaving(), ANSWER_WAIT); // as long as w-progress keeps the button
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      if (this.isChecking) return;
      this.isChecking = true;
      this.look();
      const { submitter } = event;
      // A page that is being added has an address of its own once the first autosave has been answered.
      const sent = this.application.getControllerForElementAndIdentifier(this.form, "w-autosave")?.submitPromise;
      const [{ state }] = await Promise.all([this.session.ask(), this.isUnsaved && this.copy?.writing, sent]);
      this.isChecking = false;
      const progress = submitter && this.application.getControllerForElementAndIdentifier(submitter, "w-progress");
      if (state !== "signed-in") {
        progress?.deactivate();
        submitter?.removeAttribute("disabled"); // which a button of a menu, closed meanwhile, would keep
        this.refusal = `Not sent. ${REASONS[state]}`; // what is not unsaved, but was not published either
        this.fail(state);
        return;
      }
      this.refusal = "";
      this.isAdmitted = true;
      this.nameButton(submitter);
      this.form.requestSubmit();
    }

    /** The button that was pressed is disabled by now, and its menu perhaps closed, so it would not be sent. */
    nameButton(submitter) {
      this.button ??= Object.assign(document.createElement("input"), { type: "hidden" });
      this.button.remove();
      if (!submitter?.name) return;
      Object.assign(this.button, { name: submitter.name, value: submitter.value });
      this.form.append(this.button);
    }
  }

  window.wagtail.app.register("editor-saving", EditorSaving);
})();

/* Preflight in the editor of a weekly update: fetches the findings after each save of the draft, counts them together
   with what Wagtail's checker finds on the page, and focuses the field of a finding. The checks are in Python. */

(() => {
  const FOCUSABLE = 'input:not([type="hidden"]), textarea, select, [contenteditable="true"], button';

  /* Fields, tabs, collapsed panels and the side panel are Wagtail's, and are found by its attributes. */

  function findField(path) {
    const steps = path.split(".");
    for (; steps.length; steps.pop()) { // if the block has been deleted meanwhile, its StreamField
      const found = document.querySelector(steps.map((step) => `[data-contentpath="${CSS.escape(step)}"]`).join(" "));
      if (found) return found;
    }
    return null;
  }

  function reveal(element) {
    for (let part = element; part; part = part.parentElement) {
      if (part.id && part.hasAttribute("hidden")) {
        const id = CSS.escape(part.id);
        document.querySelector(`[aria-controls="${id}"], [role="tab"][href="#${id}"]`)?.click();
      }
    }
  }

  function summarize(counts) {
    const parts = Object.entries(counts).filter(([, count]) => count);
    return parts.map(([level, count]) => `${count} ${level}${count === 1 ? "" : "s"}`).join(", ") || "Nothing to mend";
  }

  const isVisible = (element) => element.checkVisibility({ visibilityProperty: true });

  /** Scroll to the field with that path, and focus it; false where there is none. */
  function showField(path) {
    const field = findField(path);
    if (!field) return false;
    reveal(field.querySelector("[data-field-input]") ?? field);
    if (matchMedia("(max-width: 49.9em)").matches) { // on a phone the panel covers the form
      document.querySelector("[data-form-side-close-button]")?.click();
    }
    field.scrollIntoView({ block: "center" });
    [...field.querySelectorAll(FOCUSABLE)].find(isVisible)?.focus({ preventScroll: true });
    return true;
  }

  class Preflight extends window.StimulusModule.Controller {
    static targets = ["report", "summary", "finding", "bar"];

    static values = { url: String };

    initialize() {
      this.requests = 0;
      this.button = document.querySelector('[data-side-panel-toggle="checks"]');
      this.badge = document.createElement("span");
      this.badge.className = "preflight-badge";
      this.pageCount = document.querySelector('[data-side-panel="checks"] [data-content-checker-count]');
      this.pageCountObserver = new MutationObserver(() => this.showCounts());
    }

    connect() {
      this.bar = document.querySelector(".friday-bar");
      this.bar?.addEventListener("click", this.followStep);
      this.button?.append(this.badge);
      if (this.pageCount) this.pageCountObserver.observe(this.pageCount, { childList: true });
    }

    disconnect() {
      this.badge.remove();
      this.bar?.removeEventListener("click", this.followStep);
      this.pageCountObserver.disconnect();
    }

    /** Each new report has a summary with the number of findings. */
    summaryTargetConnected() {
      this.showCounts();
    }

    /** A new report brings the bar above the form along. Whoever is in it with the keyboard stays where they are. */
    barTargetConnected(template) {
      const current = document.activeElement?.closest("[data-step]")?.dataset.step;
      this.bar?.replaceChildren(template.content);
      if (current) this.bar?.querySelector(`[data-step="${current}"] :is(a, button)`)?.focus();
      template.remove();
      this.showCounts();
    }

    /** A step of the bar leads to its field or opens its side panel. */
    followStep = (event) => {
      const { stepPath, stepPanel } = event.target.closest("[data-step-path], [data-step-panel]")?.dataset ?? {};
      if (stepPath && showField(stepPath)) event.preventDefault();
      if (stepPanel) {
        const toggle = document.querySelector(`[data-side-panel-toggle="${stepPanel}"]`);
        if (toggle?.getAttribute("aria-expanded") !== "true") toggle?.click();
      }
    };

    /** One number for both: what Wagtail's checker finds counts as warnings. */
    showCounts() {
      const { error, warning, note } = this.summaryTarget.dataset;
      const onPage = Number(this.pageCount?.textContent ?? 0);
      const counts = { error: Number(error), warning: Number(warning) + onPage, note: Number(note) };
      const total = counts.error + counts.warning + counts.note;
      document.querySelectorAll("[data-findings-summary]").forEach((place) => { place.textContent = summarize(counts); });
      this.badge.hidden = !total;
      this.badge.textContent = total;
      this.badge.dataset.worst = Object.keys(counts).find((level) => counts[level]) ?? "";
      this.button?.setAttribute("aria-label", `Toggle checks (${summarize(counts)})`);
      const section = this.pageCount?.closest(".preflight-page");
      if (section) section.hidden = !onPage;
    }

    /** Fetch the findings of the page that was saved; `detail.response` is from Wagtail's autosave event. */
    async refresh({ detail }) {
      const pk = detail?.response?.pk;
      if (!pk) return;
      const request = ++this.requests;
      const response = await fetch(this.urlValue.replace("/0/", `/${pk}/`));
      const html = response.ok && !response.redirected ? await response.text() : "";
      if (!html || request !== this.requests) return; // a newer request was sent meanwhile
      const path = this.findingTargets.find((link) => link === document.activeElement)?.dataset.preflightPathParam;
      this.reportTarget.innerHTML = html;
      if (path) this.findingTargets.find((link) => link.dataset.preflightPathParam === path)?.focus();
    }

    focusField(event) {
      if (showField(event.params.path)) event.preventDefault();
    }
  }

  window.wagtail.app.register("preflight", Preflight);
})();

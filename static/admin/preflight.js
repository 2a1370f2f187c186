/* Preflight in the editor of a weekly update: fetches the findings after each save of the draft, shows their number on
   the button of the checks panel, and focuses the field of a finding. The checks themselves are in Python. */

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

  const isVisible = (element) => element.checkVisibility({ visibilityProperty: true });

  class Preflight extends window.StimulusModule.Controller {
    static targets = ["report", "summary", "finding"];

    static values = { url: String };

    initialize() {
      this.requests = 0;
      this.button = document.querySelector('[data-side-panel-toggle="checks"]');
      this.badge = document.createElement("span");
      this.badge.className = "preflight-badge";
    }

    connect() {
      this.button?.append(this.badge);
    }

    disconnect() {
      this.badge.remove();
    }

    /** Each new report has a summary with the number of findings. */
    summaryTargetConnected({ dataset: { count, worst } }) {
      this.badge.hidden = count === "0";
      this.badge.textContent = count;
      this.badge.dataset.worst = worst;
      this.button?.setAttribute("aria-label", `Toggle checks (preflight: ${count})`);
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
      const field = findField(event.params.path);
      if (!field) return;
      event.preventDefault();
      reveal(field.querySelector("[data-field-input]") ?? field);
      if (matchMedia("(max-width: 49.9em)").matches) { // on a phone the panel covers the form
        document.querySelector("[data-form-side-close-button]")?.click();
      }
      field.scrollIntoView({ block: "center" });
      [...field.querySelectorAll(FOCUSABLE)].find(isVisible)?.focus({ preventScroll: true });
    }
  }

  window.wagtail.app.register("preflight", Preflight);
})();

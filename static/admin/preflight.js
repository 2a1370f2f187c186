/* Preflight in the editor of a weekly update: fetches the findings again when the draft has been saved, shows their
   number on the panel's button, and leads to the field of a finding. What is found is decided in Python. */

(() => {
  const section = document.querySelector("[data-preflight]");
  if (!section) return;
  const report = section.querySelector("[data-preflight-report]");
  const button = document.querySelector('[data-side-panel-toggle="checks"]');
  const badge = document.createElement("span");
  badge.className = "preflight-badge";
  button?.append(badge);

  const showNumber = () => {
    const { preflightCount: count, preflightWorst: worst } = report.querySelector("[data-preflight-count]").dataset;
    badge.hidden = count === "0";
    badge.textContent = count;
    badge.dataset.worst = worst;
    button?.setAttribute("aria-label", `Toggle checks (preflight: ${count})`);
  };

  let asked = 0;
  const refresh = async (pk) => {
    const number = ++asked;
    const response = await fetch(section.dataset.url.replace("/0/", `/${pk}/`));
    const html = response.ok && !response.redirected ? await response.text() : "";
    if (!html || number !== asked) return; // an answer that a later one has overtaken is old
    const focused = document.activeElement?.dataset?.preflightJump;
    report.innerHTML = html;
    showNumber();
    if (focused) report.querySelector(`[data-preflight-jump="${CSS.escape(focused)}"]`)?.focus();
  };

  const find = (path) => {
    const steps = path.split(".");
    for (; steps.length; steps.pop()) { // of a block that was deleted meanwhile, the list it stood in
      const found = document.querySelector(steps.map((step) => `[data-contentpath="${CSS.escape(step)}"]`).join(" "));
      if (found) return found;
    }
    return null;
  };

  const uncover = (element) => {
    for (let part = element; part; part = part.parentElement) {
      if (part.id && part.hasAttribute("hidden")) {
        document.querySelector(`[aria-controls="${CSS.escape(part.id)}"], [role="tab"][href="#${CSS.escape(part.id)}"]`)?.click();
      }
    }
  };

  const isVisible = (element) => element.checkVisibility({ visibilityProperty: true });

  const lead = (path) => {
    const field = find(path);
    if (!field) return false;
    const FOCUSABLE = 'input:not([type="hidden"]), textarea, select, [contenteditable="true"], button';
    uncover(field.querySelector("[data-field-input]") ?? field);
    if (matchMedia("(max-width: 49.9em)").matches) { // on a phone the panel lies over the form
      document.querySelector("[data-form-side-close-button]")?.click();
    }
    field.scrollIntoView({ block: "center" });
    [...field.querySelectorAll(FOCUSABLE)].find(isVisible)?.focus({ preventScroll: true });
    return true;
  };

  section.addEventListener("click", (event) => {
    const link = event.target.closest("[data-preflight-jump]");
    if (link && lead(link.dataset.preflightJump)) event.preventDefault();
  });
  document.addEventListener("w-autosave:success", (event) => {
    const pk = event.detail?.response?.pk;
    if (pk) refresh(pk);
  });
  showNumber();
})();

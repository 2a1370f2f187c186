/* What is typed while a draft saves itself is saved too. Wagtail takes the form as it stands when the response comes for
   what it has sent, so the last words before would wait, without a warning, for somebody to type on. */

(() => {
  const CHANGED_BY_SAVING = ["overwrite_revision_id", "loaded_revision_id", "loaded_revision_created_at"];

  class AutosavePendingEdits extends window.StimulusModule.Controller {
    /** The page form is in Wagtail's template, so the controller adds itself to it. The script is deferred for this. */
    static afterLoad(identifier) {
      const form = document.querySelector("#page-edit-form");
      if (!form) return;
      form.dataset.action += ` w-autosave:save->${identifier}#remember w-autosave:success->${identifier}#saveLater`;
      form.dataset.controller += ` ${identifier}`;
    }

    get typed() {
      const data = new FormData(this.element);
      CHANGED_BY_SAVING.forEach((name) => data.delete(name));
      return JSON.stringify([...data].filter(([name]) => !name.startsWith("comments-")));
    }

    remember() {
      this.sent = this.typed;
    }

    /** Runs after Wagtail's w-unsaved#clear, which listens to the same event. */
    saveLater() {
      if (this.typed !== this.sent) this.dispatch("add", { prefix: "w-unsaved", detail: { type: "edits" } });
    }
  }

  window.wagtail.app.register("autosave-pending-edits", AutosavePendingEdits);
})();

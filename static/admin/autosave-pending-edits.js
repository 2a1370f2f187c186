/* Autosaves what was typed during an autosave. Wagtail takes the form's state at the time of the response for the saved
   one, so edits made after the request was sent would stay unsaved, and without a warning, until the next edit. */

(() => {
  const CHANGED_BY_SAVING = ["overwrite_revision_id", "loaded_revision_id", "loaded_revision_created_at"];

  class AutosavePendingEdits extends window.StimulusModule.Controller {
    /** The form is in Wagtail's template, so the controller is attached here; the script is deferred for this. */
    static afterLoad(identifier) {
      const form = document.querySelector("#page-edit-form");
      if (!form) return;
      form.dataset.action += ` w-autosave:save->${identifier}#remember w-autosave:success->${identifier}#saveLater`;
      form.dataset.controller += ` ${identifier}`;
    }

    get formState() {
      const data = new FormData(this.element);
      CHANGED_BY_SAVING.forEach((name) => data.delete(name));
      return JSON.stringify([...data].filter(([name]) => !name.startsWith("comments-")));
    }

    remember() {
      this.sentState = this.formState;
    }

    /** Runs after Wagtail's w-unsaved#clear, which handles the same event. */
    saveLater() {
      if (this.formState !== this.sentState) this.dispatch("add", { prefix: "w-unsaved", detail: { type: "edits" } });
    }
  }

  window.wagtail.app.register("autosave-pending-edits", AutosavePendingEdits);
})();

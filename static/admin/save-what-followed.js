/* What is typed while a draft saves itself is saved too. Wagtail takes the form as it stands when the answer comes for
   what it has sent, so the last words before would wait, without a warning, for somebody to type on. */

(() => {
  const CHANGED_BY_SAVING = ["overwrite_revision_id", "loaded_revision_id", "loaded_revision_created_at"];

  const typed = (data) => {
    CHANGED_BY_SAVING.forEach((name) => data.delete(name));
    return JSON.stringify([...data].filter(([name]) => !name.startsWith("comments-")));
  };

  let sent;
  document.addEventListener("w-autosave:save", (event) => {
    sent = typed(new FormData(event.target));
  });
  document.addEventListener("w-autosave:success", ({ target }) => {
    if (typed(new FormData(target)) === sent) return;
    target.dispatchEvent(new CustomEvent("w-unsaved:add", { bubbles: true, cancelable: true, detail: { type: "edits" } }));
  });
})();

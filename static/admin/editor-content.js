/* What is edited in an editor's form, as one text that can be compared: editor-saving.js and device-copy.js ask for it. */

(() => {
  const NOT_CONTENT = new Set([
    "csrfmiddlewaretoken", "next", "loaded_revision_id", "loaded_revision_created_at", "overwrite_revision_id", "device_copy",
  ]);
  const COMMENT_STYLE = /^(COMMENT-|STYLE_RERENDER)/;

  class EditorContent extends window.StimulusModule.Controller {
    connect() {
      this.form = this.element.closest("form");
      this.richText = new WeakMap(); // field → the content of its editor that was written into it
    }

    isContent(name) {
      return !NOT_CONTENT.has(name) && !/^(comments|action)-/.test(name);
    }

    /** [name, value] pairs of what is edited; a file stands as its name and size. */
    pairsOf(formData) {
      return [...formData]
        .filter(([name]) => this.isContent(name))
        .map(([name, value]) => [name, typeof value === "string" ? value : `${value.name} ${value.size}`]);
    }

    read() {
      this.writeRichText();
      return JSON.stringify(this.pairsOf(new FormData(this.form)));
    }

    /** Comments are saved with the form and are no part of its content; Wagtail asks in the same way. */
    get hasNewComments() {
      const { commentApp } = window.comments ?? {};
      return Boolean(commentApp?.selectors.selectIsDirty(commentApp.store.getState()));
    }

    /** Draftail copies what is typed into the form's field with a delay; this does it now. */
    writeRichText() {
      this.form.querySelectorAll("[data-draftail-input]").forEach((field) => {
        const editor = field.draftailEditor;
        const content = editor?.getEditorState().getCurrentContent();
        if (!editor || this.richText.get(field) === content) return;
        this.richText.set(field, content);
        const onSave = (raw) => {
          raw?.blocks.forEach((block) => {
            block.inlineStyleRanges = block.inlineStyleRanges.filter(({ style }) => !COMMENT_STYLE.test(style));
          });
          field.rawContentState = raw;
          field.value = JSON.stringify(raw);
        };
        const { saveState } = Object.getPrototypeOf(editor); // serializes as Draftail does
        saveState.call({ props: { onSave }, getEditorState: () => editor.getEditorState() });
      });
    }
  }

  window.wagtail.app.register("editor-content", EditorContent);
})();

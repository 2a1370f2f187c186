/* "Language" in the rich text editor: a select that sets the language of the selection, or of what is typed next. It is
   below the text, because Draftail's floating toolbar closes as soon as the select takes the focus. */

(() => {
  const { EditorState, Modifier } = window.DraftJS;
  const element = window.React.createElement;
  const isLanguage = (style) => style.startsWith("LANGUAGE-");

  /** [style, name] pairs, from the server. */
  const languages = JSON.parse(document.currentScript.dataset.languages);

  /** The editor state with a language span around the selection; `chosen` is a style, or "" for the page's language. */
  function setLanguage(editorState, chosen) {
    const selection = editorState.getSelection();
    if (selection.isCollapsed()) {
      const others = editorState.getCurrentInlineStyle().filterNot(isLanguage);
      const state = EditorState.forceSelection(editorState, selection);
      return EditorState.setInlineStyleOverride(state, chosen ? others.add(chosen) : others);
    }
    let content = languages.reduce(
      (text, [style]) => Modifier.removeInlineStyle(text, selection, style),
      editorState.getCurrentContent(),
    );
    if (chosen) content = Modifier.applyInlineStyle(content, selection, chosen);
    const state = EditorState.push(editorState, content, "change-inline-style");
    return EditorState.forceSelection(state, selection);
  }

  function LanguageControl({ getEditorState, onChange }) {
    const current = getEditorState().getCurrentInlineStyle().find(isLanguage) || "";
    const options = [["", "English"], ...languages];
    return element(
      "label",
      { className: "span-language" },
      "Language of the selection ",
      element(
        "select",
        { value: current, onChange: (event) => onChange(setLanguage(getEditorState(), event.target.value)) },
        options.map(([style, name]) => element("option", { key: style, value: style }, name)),
      ),
    );
  }

  window.draftail.registerPlugin({ type: "language", meta: LanguageControl }, "controls");
})();

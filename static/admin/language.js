/* "Language" in the rich text editor: one list for the passage that is selected, or for what is typed next. It stands
   below the text, because the toolbar above a selection goes away as soon as the list takes the focus. */

(() => {
  const { EditorState, Modifier } = window.DraftJS;
  const element = window.React.createElement;
  const isLanguage = (style) => style.startsWith("LANGUAGE-");

  /** The languages, as the server knows them: [style, name] pairs. */
  const languages = JSON.parse(document.currentScript.dataset.languages);

  /** The text with the selection in one language, "" for the page's own. */
  function inLanguage(editorState, chosen) {
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
      { className: "passage-language" },
      "Language of the selection ",
      element(
        "select",
        { value: current, onChange: (event) => onChange(inLanguage(getEditorState(), event.target.value)) },
        options.map(([style, name]) => element("option", { key: style, value: style }, name)),
      ),
    );
  }

  window.draftail.registerPlugin({ type: "language", meta: LanguageControl }, "controls");
})();

/* What the buttons above the clippings share: the StreamField of the form, and the way to the server and back. */

window.clippingsForm = {
  /** The clippings' StreamField, as Wagtail's w-block controller leaves it on the page. */
  stream: () => document.getElementById("clippings-root").rootBlock,

  /** The editor's autosave and its warning about unsaved changes listen to input events. */
  changed: (stream) => stream.container[0].dispatchEvent(new Event("input", { bubbles: true })),

  /** The answer's JSON. Throws an error whose message is for the editor. */
  async ask(url, body) {
    const token = document.querySelector("input[name=csrfmiddlewaretoken]").value;
    const response = await fetch(url, { method: "POST", body, headers: { "X-CSRFToken": token } }).catch(() => null);
    const answer = await response?.json().catch(() => null);
    if (!response?.ok || !answer) throw new Error(answer?.error || "The server did not answer. Nothing is lost: try again.");
    return answer;
  },
};

// Prints or copies the recovery codes: on a telephone, neither is easy by hand.

const keep = document.getElementById("keep-codes");

const WAYS = {
  print: async () => window.print(),
  async copy() {
    const codes = [...document.querySelectorAll("#recovery-codes code")].map((code) => code.textContent);
    await navigator.clipboard.writeText(codes.join("\n"));
    return "Copied. Paste them where you keep important papers.";
  },
};

keep.hidden = false;
keep.addEventListener("click", async ({ target }) => {
  const way = WAYS[target.value];
  if (!way) return;
  const said = keep.querySelector("[role=status]");
  try {
    said.textContent = (await way()) ?? "";
  } catch {
    said.textContent = "This browser does not let the site copy. Select the codes and copy them by hand.";
  }
});

/* The page of the inbox: rows whose pages are being read are shown as they are read, and one box ticks all rows. */

(() => {
  const LONGEST_PAUSE = 60_000; // milliseconds
  const MAX_ASKED = 20; // in a quarter of an hour; by then "Read again" helps

  class InboxList extends window.FreshPage {
    static targets = ["row", "tick", "all", "status"];

    get unread() {
      return this.rowTargets.filter((row) => "reading" in row.dataset);
    }

    get longestPause() {
      return this.unread.length && this.asked < MAX_ASKED ? LONGEST_PAUSE : 0;
    }

    /** Rows are renewed in their places, so that a tick and the order stay. fresh: what the server shows now. */
    show(fresh) {
      let count = 0;
      for (const row of this.rowTargets) {
        const renewed = fresh.querySelector(`[data-item="${row.dataset.item}"]`);
        if (renewed) count += renew(row, renewed) ? 1 : 0;
        else if ("reading" in row.dataset) row.remove(); // it is one with another row, or a colleague took it away
      }
      if (count) this.statusTarget.textContent = count === 1 ? "One article was read." : `${count} articles were read.`;
      this.showAll();
    }

    tickAll() {
      for (const tick of this.tickTargets) tick.checked = this.allTarget.checked;
    }

    /** The box for all tells how the others stand. */
    showAll() {
      if (!this.hasAllTarget) return;
      const ticked = this.tickTargets.filter((tick) => tick.checked).length;
      this.allTarget.checked = ticked > 0 && ticked === this.tickTargets.length;
      this.allTarget.indeterminate = ticked > 0 && ticked < this.tickTargets.length;
    }
  }

  /** Whether its page was read meanwhile. What has the focus stays: a link or button, which does the same afterwards. */
  function renew(row, renewed) {
    const isRead = "reading" in row.dataset && !("reading" in renewed.dataset);
    if (isRead) delete row.dataset.reading;
    for (const name of isRead ? ["what", "actions"] : ["what"]) {
      const [part, other] = [row, renewed].map((each) => each.querySelector(`[data-part="${name}"]`));
      if (!part.isEqualNode(other) && !part.contains(document.activeElement)) part.replaceChildren(...other.childNodes);
    }
    return isRead;
  }

  window.wagtail.app.register("inbox-list", InboxList);
})();

/* On every page of the admin, and where one signs in: removes copies of unsaved text that have served (device-copy.js).
   The server says so by a cookie: a form was saved, or somebody signed out. After seven days a copy goes in any case. */

(() => {
  const PREFIX = "device-copy:"; // device-copy:<user>:<place>:<id>
  const MAX_AGE = 7 * 24 * 3600 * 1000; // milliseconds

  const entries = () => Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));

  function isOld(name) {
    try {
      return !(Date.now() - JSON.parse(localStorage.getItem(name)).time < MAX_AGE);
    } catch {
      return true; // not one that device-copy.js can read
    }
  }

  function served() {
    return document.cookie.split("; ").flatMap((cookie) => {
      const [, cookieName, kind, id] = cookie.match(/^(discard_(cop(?:y|ies))_([\w-]+))=/) ?? [];
      if (!cookieName) return [];
      document.cookie = `${cookieName}=; path=/; max-age=0`;
      return entries().filter((name) => (kind === "copy" ? name.endsWith(`:${id}`) : name.startsWith(`${PREFIX}${id}:`)));
    });
  }

  try {
    [...served(), ...entries().filter(isOld)].forEach((name) => localStorage.removeItem(name));
  } catch {
    // This browser lets the site store nothing, so there is nothing to remove.
  }

  /** Who signs out on purpose is asked, since signing out removes what was not saved. */
  function askBeforeSigningOut(event) {
    const user = document.querySelector("meta[name=user]")?.content;
    const isSignOut = event.target.getAttribute("action")?.endsWith("/logout/");
    if (!isSignOut || !entries().some((name) => name.startsWith(`${PREFIX}${user}:`))) return;
    const question = "This device has text of yours that was not saved. Signing out removes it. Sign out?";
    if (window.confirm(question)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  document.addEventListener("submit", askBeforeSigningOut, { capture: true });

  new BroadcastChannel("admin-session").postMessage("opened"); // an editor that was signed out asks again
})();

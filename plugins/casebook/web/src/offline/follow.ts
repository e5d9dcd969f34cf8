// Over http(s): visited pages open again without a network, the site can be installed, and a page that stays open is told of a
// new build. Opened from a folder there is nothing to do: all of it is there, and browsers allow none of this.

/** A phone's browser keeps a page for days: whoever comes back to it is told when the site was renewed meanwhile. */
const NOTICE = "网站有了新内容。";

/** `base`: the site's root, with a slash. */
export function followBuilds(base: string): void {
  if (!/^https?:$/.test(location.protocol)) return;
  // The page comes first.
  window.addEventListener("load", () => {
    offerToInstall(base);
    if (!("serviceWorker" in navigator)) return; // http:// on an intranet: no browser allows one there
    follow(base).catch(() => undefined); // private windows refuse
  });
}

/** Not in the page itself: opened from a folder, browsers refuse to read it and complain. */
function offerToInstall(base: string): void {
  const link = document.createElement("link");
  link.rel = "manifest";
  link.href = `${base}app.webmanifest`;
  document.head.append(link);
}

async function follow(base: string): Promise<void> {
  const mine = await buildOf(base).catch(() => ""); // without a network, and never there before
  const workers = navigator.serviceWorker;
  const registration = await workers.register(`${base}sw.js`, { updateViaCache: "none" });
  const check = async (): Promise<void> => {
    if ((await buildOf(base)) !== mine) tell();
  };
  registration.addEventListener("updatefound", () => void check().catch(() => undefined));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") registration.update().catch(() => undefined);
  });
  const here = [location.href, ...performance.getEntriesByType("resource").map((entry) => entry.name)];
  (await workers.ready).active?.postMessage(here);
}

/** What tells one build from another; without a network the last one that was heard of. */
async function buildOf(base: string): Promise<string> {
  return (await fetch(`${base}sw.js`, { cache: "no-cache" })).text();
}

function button(text: string, then: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "cb-news__button";
  made.textContent = text;
  made.addEventListener("click", then);
  return made;
}

/** At the foot of the window, never in the way of what is being read; said to screen readers too. */
function tell(): void {
  if (document.querySelector(".cb-news") !== null) return;
  const box = document.createElement("div");
  box.className = "cb-news";
  box.setAttribute("role", "status");
  document.body.append(box);
  const words = document.createElement("span");
  words.textContent = NOTICE;
  // After the box itself: what comes with its words already in is not read out.
  window.setTimeout(() => box.append(words, button("刷新", () => location.reload()), button("以后再说", () => box.remove())));
}

// The service worker: what was opened once opens again without a network. The network comes first, always: after a new build
// nobody sees the old one as long as there is a connection. Bundled to assets/worker.js; sw.js at the site's root names the build.

/** What this file uses of the worker's world; the DOM library, which all else is checked against, does not know it. */
interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetched extends Extendable {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Told extends Extendable {
  readonly data: unknown;
}
interface World {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", listener: (event: Extendable) => void): void;
  addEventListener(type: "fetch", listener: (event: Fetched) => void): void;
  addEventListener(type: "message", listener: (event: Told) => void): void;
}
const world = self as unknown as World;

const STORE = "casebook-1";
/** Pages and what they are made of; not the downloads. */
const KEPT = /(?:\/|\.(?:html|css|js|svg|png|jpe?g|webp|xml|webmanifest))$/;
/** The theme's own files bear a digest of their bytes in their names: such a name never gets other bytes. */
const FIXED = /\.[0-9a-f]{8}\.min\.(?:css|js)$/;
/** What a reader without a network asks for first, whether it was opened before or not. */
const FIRST = ["index.html", "search.html", "assets/search.js", "search/index.js", "search/fold.js"];

const root = new URL(world.registration.scope);
const isOurs = (url: URL): boolean => url.origin === root.origin && url.pathname.startsWith(root.pathname);
const isFixed = (key: string): boolean => FIXED.test(key);

/** A file of the search index but the first, asked for by the version of its build: another one must never stand in for it. */
function isPart(url: URL): boolean {
  return url.pathname.startsWith(`${root.pathname}search/`) && url.search !== "" && !url.pathname.endsWith("/index.js");
}

/** Under which name an address is kept: queries choose no page here, they are read by its scripts. A folder is its index.html. */
function keyOf(url: URL): string {
  return url.origin + url.pathname.replace(/\/$/, "/index.html") + (isPart(url) ? url.search : "");
}

/** Kept when it is whole and ours. A redirected one would be refused as the answer to a navigation. */
async function keep(key: string, answer: Response): Promise<void> {
  const store = await caches.open(STORE);
  if (answer.status === 200 && (answer.type === "basic" || answer.type === "default") && !answer.redirected) await store.put(key, answer);
  else if (answer.status === 404 || answer.status === 410) await store.delete(key);
}

/** Without the server's leave to show it for an hour: the browser would do so without asking here. */
function askedEachTime(answer: Response): Response {
  if (answer.type !== "basic" || answer.redirected || answer.status !== 200) return answer;
  const headers = new Headers(answer.headers);
  headers.set("Cache-Control", "no-cache");
  return new Response(answer.body, { status: 200, headers });
}

async function fetchAnew(url: string): Promise<void> {
  const key = keyOf(new URL(url));
  if (isFixed(key) && (await kept(key)) !== undefined) return;
  await keep(key, isFixed(key) ? await fetch(url) : askedEachTime(await fetch(url, { cache: "no-cache" })));
}

/** Each by itself: one that fails keeps no other from being kept. */
async function fetchAll(urls: readonly string[]): Promise<void> {
  for (const url of urls) await fetchAnew(url).catch(() => undefined);
}

async function kept(key: string): Promise<Response | undefined> {
  return (await caches.open(STORE)).match(key);
}

async function answerTo(event: Fetched): Promise<Response> {
  const { request } = event;
  const key = keyOf(new URL(request.url));
  if (isFixed(key)) {
    const known = await kept(key);
    if (known !== undefined) return known;
  }
  try {
    const answer = isFixed(key) ? await fetch(request) : askedEachTime(await fetch(request, { cache: "no-cache" }));
    event.waitUntil(keep(key, answer.clone()));
    return answer;
  } catch (error) {
    const known = await kept(key);
    if (known !== undefined) return known;
    if (request.mode === "navigate") return sorry();
    throw error;
  }
}

function sorry(): Response {
  const page =
    '<!doctype html><html lang="zh"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">' +
    "<title>没有网络</title><style>:root{color-scheme:light dark}body{max-width:30em;margin:12vh auto 0;padding:0 1.2em;" +
    'font:1.1em/1.8 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}</style>' +
    "<h1>没有网络，这一页还没有看过</h1><p>看过的网页没有网络也能打开。" +
    `可以<a href="${root.href}search.html">搜索</a>，或者回到<a href="${root.href}index.html">首页</a>。</p></html>`;
  return new Response(page, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}

/** After a new build: the parts of the search index that are kept are fetched again, as parts of the new one. */
async function renewSearch(): Promise<void> {
  const index = await (await kept(`${root.href}search/index.js`))?.text();
  const version = /"version":"(\w+)"/.exec(index ?? "")?.[1];
  const store = await caches.open(STORE);
  const old = (await store.keys()).map((request) => new URL(request.url)).filter((url) => isPart(url) && url.search !== `?${version}`);
  await Promise.all(old.map((url) => store.delete(url.href)));
  await fetchAll(old.map((url) => `${url.origin}${url.pathname}?${version}`));
}

world.addEventListener("install", (event) => {
  event.waitUntil(fetchAll(FIRST.map((path) => root.href + path)).then(() => world.skipWaiting()));
});

world.addEventListener("activate", (event) => {
  event.waitUntil(renewSearch().then(() => world.clients.claim()));
});

world.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  const isSilent = event.request.headers.get("accept") === "text/event-stream";
  if (event.request.method !== "GET" || isSilent || !isOurs(url) || !KEPT.test(url.pathname)) return;
  event.respondWith(answerTo(event));
});

// The first page of all was loaded before there was a worker: it tells what it is made of.
world.addEventListener("message", (event) => {
  const urls = Array.isArray(event.data) ? event.data.filter((url): url is string => typeof url === "string") : [];
  event.waitUntil(fetchAll(urls.filter((url) => isOurs(new URL(url)) && KEPT.test(new URL(url).pathname))));
});

export {};

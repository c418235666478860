// The shop's service worker: a page of our own when the network is away, and the alarms that
// shoppers asked for. It keeps that page and its files alone, which are the same for everybody;
// nothing that the shop answers a person ever gets into its cache.

/** Where the page is, by language; a path begins with the language, or with none. */
const OFFLINE = { ko: "/offline", en: "/en/offline" };
const CACHE = "sunchak-offline";
/** A page that is older, in milliseconds, is read again when the network is there. */
const OLD_MS = 86_400_000;
const BUILT_FILES = "/_next/static/";

const prefixOf = (language) => OFFLINE[language].replace(/\/offline$/, "");
const languageOf = (path) =>
  Object.keys(OFFLINE).find((one) => path === `/${one}` || path.startsWith(`/${one}/`)) ?? "ko";

/** Stores the pages and the files that they name, all or none, and drops those of older ones. */
async function keepPages() {
  const files = new Set();
  const pages = await Promise.all(
    Object.values(OFFLINE).map(async (path) => {
      // Without cookies: the answer is nobody's.
      const page = await fetch(path, { credentials: "omit", cache: "no-store" });
      if (!page.ok || page.redirected) throw new Error(`${path}: ${page.status}`);
      const text = await page.clone().text();
      for (const [file] of text.matchAll(/\/_next\/static\/[\w./~-]+\.(?:css|js)/g)) files.add(file);
      return [path, page];
    }),
  );
  const cache = await caches.open(CACHE);
  await cache.addAll([...files]);
  await Promise.all(pages.map(([path, page]) => cache.put(path, page)));
  const wanted = new Set([...files, ...Object.values(OFFLINE)]);
  for (const request of await cache.keys()) {
    if (!wanted.has(new URL(request.url).pathname)) await cache.delete(request);
  }
}

const findKept = (path) => caches.match(path, { cacheName: CACHE, ignoreVary: true });

async function renewPages() {
  const page = await findKept(OFFLINE.ko);
  const made = Date.parse(page?.headers.get("date") ?? "");
  if (!(Date.now() - made < OLD_MS)) await keepPages();
}

async function visit(event) {
  const { request } = event;
  try {
    const answer = (await event.preloadResponse) ?? (await fetch(request));
    // Renewing is a kindness: when it fails, the pages from before stay.
    event.waitUntil(renewPages().catch(() => {}));
    return answer;
  } catch (error) {
    const { pathname } = new URL(request.url);
    const page = await findKept(OFFLINE[languageOf(pathname)]);
    if (!page) throw error;
    return page;
  }
}

async function readBuiltFile(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const file = await findKept(new URL(request.url).pathname);
    if (!file) throw error;
    return file;
  }
}

self.addEventListener("install", (event) => {
  // Calls of the shop never wait for a worker that has to wake up first, above all at a drop.
  const toNetwork = { condition: { urlPattern: "/api/*" }, source: "network" };
  event.waitUntil(
    Promise.all([keepPages(), event.addRoutes?.(toNetwork)]).then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    Promise.all([self.registration.navigationPreload?.enable(), self.clients.claim()]),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(visit(event));
  else if (pathname.startsWith(BUILT_FILES)) event.respondWith(readBuiltFile(request));
});

self.addEventListener("push", (event) => {
  const { title, body, path, language, tag } = event.data.json();
  const url = prefixOf(language) + path;
  event.waitUntil(
    // A repeat has the same tag, and takes the place of the first.
    self.registration.showNotification(title, {
      body,
      tag,
      lang: language,
      icon: "/icons/icon-192.png",
      data: { url },
    }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { href } = new URL(event.notification.data.url, self.location.origin);
  event.waitUntil(
    self.clients.matchAll({ type: "window", includeUncontrolled: true }).then((windows) => {
      const there = windows.find(({ url }) => url === href);
      return there ? there.focus() : self.clients.openWindow(href);
    }),
  );
});

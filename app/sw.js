// Guatu's service worker: the shell of the app is there without a network.
//
// Only the files of the app, never what the interface says: the records, and what a person did, are
// the app's own to keep. The build tool writes the list of files in; their names hold a hash of
// their content, so another list is another version.

const FILES = {{files}};
const SHELL = "/";
const CACHE = "guatu-{{version}}";
/** A server that has not sent the page by then is not waited for. */
const PATIENCE_MS = 2_000;

self.addEventListener("install", (event) => {
  const fill = async () => {
    const cache = await caches.open(CACHE);
    // The page itself has no hash in its name: past the browser's own cache.
    await cache.addAll([new Request(SHELL, { cache: "reload" }), ...FILES]);
    // Open pages have all their files already; the next start gets the new ones.
    await self.skipWaiting();
  };
  event.waitUntil(fill());
});

self.addEventListener("activate", (event) => {
  const takeOver = async () => {
    const names = await caches.keys();
    const old = names.filter((name) => name.startsWith("guatu-") && name !== CACHE);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
    // Pages of an earlier version say so, and leave it to the person when to load anew.
    for (const client of await self.clients.matchAll()) client.postMessage({ files: FILES });
  };
  event.waitUntil(takeOver());
});

/** The page: from the server, unless it does not answer in time. */
async function page(event) {
  const kept = async () => (await caches.match(SHELL, { cacheName: CACHE })) ?? Response.error();
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  // No preloading of navigations: the browser would ask for sign-in links twice, and they work once.
  const sent = fetch(event.request);
  // What comes too late is heard out all the same.
  event.waitUntil(sent.catch(() => {}));
  try {
    const response = await Promise.race([sent, late]);
    if (response && response.status < 500) return response;
  } catch {
    // The network failed.
  }
  return kept();
}

async function file(request) {
  return (await caches.match(request, { cacheName: CACHE })) ?? fetch(request);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (pathname === SHELL || pathname.startsWith("/r/")) event.respondWith(page(event));
  } else if (FILES.includes(pathname)) {
    event.respondWith(file(request));
  }
});

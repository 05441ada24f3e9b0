
// The service worker, which starts the app without a network. Registered only now, when the app
// runs: filling its cache must not take the line from the first start.
if ("serviceWorker" in navigator) {
  const HOUR_MS = 3_600_000;
  const workers = navigator.serviceWorker;
  const own = [...document.querySelectorAll("head [href^='/assets/'], head [src^='/assets/']")].map(
    (element) => new URL(element.href ?? element.src).pathname,
  );
  // The worker of another version tells its files; this page goes on with its own.
  workers.addEventListener("message", ({ data }) => {
    if (own.some((file) => !data.files.includes(file))) {
      document.documentElement.dataset.update = "waiting";
      window.dispatchEvent(new Event("guatu-update"));
    }
  });
  workers
    .register("/sw.js")
    .then((registration) => {
      // A page on a wall stays open for weeks.
      setInterval(() => registration.update().catch(() => {}), HOUR_MS);
    })
    // Without it (storage forbidden) the app needs the network to start, as any page.
    .catch((cause) => console.warn(`no service worker: ${cause}`));
}

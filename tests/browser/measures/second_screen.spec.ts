// How long a drop takes to be painted on this screen and on another: `cargo xtask test --only measures`.
// Prints figures; judges nothing.

import { type Page } from "@playwright/test";
import { drag, stands, synced, test } from "../support/story";

const DROPS = 40;

declare global {
  interface Window {
    released: number;
    painted: number;
  }
}

/** Notes when the pointer is let go, and when the card of the task next stands in another cell and
 * the frame that shows it is done. Both by the one clock of this machine. */
async function watch(page: Page, no: number): Promise<void> {
  await page.evaluate((no) => {
    const clock = () => performance.timeOrigin + performance.now();
    const cellOf = () =>
      [...document.querySelectorAll(".board .card")]
        .find((card) => card.querySelector(".card-no")?.textContent === String(no))
        ?.closest("[data-cell]");
    const before = cellOf();
    window.released = 0;
    window.painted = 0;
    addEventListener("pointerup", () => (window.released = clock()), { capture: true, once: true });
    const observer = new MutationObserver(() => {
      if (cellOf() === before || cellOf() === undefined) return;
      observer.disconnect();
      // The frame after next begins when this one has been painted.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => (window.painted = clock());
        port2.postMessage(null);
      });
    });
    observer.observe(document.querySelector(".board")!, { childList: true, subtree: true });
  }, no);
}

const painted = (page: Page) =>
  page.waitForFunction(() => window.painted > 0).then(() => page.evaluate(() => window.painted));

test("a drop, on this screen and on the second one", async ({ open }) => {
  test.setTimeout(180_000);
  const [one, two] = [await open("甲"), await open("乙")];
  const here: number[] = [];
  const there: number[] = [];
  for (let drop = 0; drop < DROPS; drop += 1) {
    const no = 24;
    if (drop % 2 === 1) {
      // Undo instead of a second drag: the card is back where it was.
      await one.keyboard.press("Control+z");
      await stands(one, no, "not_started");
      await stands(two, no, "not_started");
      await synced(one);
      continue;
    }
    await watch(one, no);
    await watch(two, no);
    await drag(one, no, 3, "in_progress");
    const released = await one.evaluate(() => window.released);
    here.push((await painted(one)) - released);
    there.push((await painted(two)) - released);
    await synced(one);
  }
  for (const [name, values] of Object.entries({ "this screen": here, "second screen": there })) {
    values.sort((a, b) => a - b);
    const at = (share: number) => values[Math.min(values.length - 1, Math.floor(values.length * share))].toFixed(1);
    console.log(`drop to paint, ${name}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${at(1)} ms (${values.length} drops)`);
  }
});

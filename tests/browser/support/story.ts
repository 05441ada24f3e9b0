// What every story starts from: a server, and desks at it.

import { type BrowserContextOptions, type Page, test as base, expect } from "@playwright/test";
import { Server } from "./server";

type Open = (name: string, options?: BrowserContextOptions) => Promise<Page>;

export const test = base.extend<{ server: Server; open: Open }>({
  server: async ({}, use) => {
    const server = new Server();
    await server.start();
    await use(server);
    await server.dispose();
  },

  /** Signs someone in on a device of their own and waits for the board. Whatever the page complains
   * of, except for a connection that a story breaks on purpose, fails the story. */
  open: async ({ browser, server }, use) => {
    const complaints: string[] = [];
    await use(async (name, options) => {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      page.on("pageerror", (error) => complaints.push(`${name}: ${error.message}`));
      page.on("console", (message) => {
        const text = message.text();
        const broken = /WebSocket|ERR_CONNECTION|Failed to load resource/.test(text);
        if (message.type() === "error" && !broken) complaints.push(`${name}: ${text}`);
      });
      await page.goto(server.link(name));
      await ready(page);
      return page;
    });
    expect(complaints).toEqual([]);
  },
});

export { expect };

/** Waits until the board is there and in step with the server. */
export async function ready(page: Page): Promise<void> {
  await page.waitForSelector("html[data-ready=true]");
  await synced(page);
}

/** Waits until nothing is left to send; `timeout` in milliseconds, where it may take long. */
export async function synced(page: Page, timeout?: number): Promise<void> {
  await expect(page.locator("[data-sync=synced][data-pending='0']")).toBeVisible({ timeout });
}

/** Waits until nothing moves on the page any more. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
}

/** The card of the task with this number. */
export function card(page: Page, no: number) {
  return page.locator(".board .card").filter({ has: page.locator(`.card-no:text-is("${no}")`) });
}

/** The column the task's card stands in, by its key. */
export async function column(page: Page, no: number): Promise<string | null> {
  return card(page, no).locator("xpath=ancestor::*[@data-cell]").getAttribute("data-column");
}

/** Waits until the task's card stands in the column. */
export async function stands(page: Page, no: number, key: string): Promise<void> {
  await expect.poll(() => column(page, no), { message: `task ${no}` }).toBe(key);
}

/** The cell of a lane and a column. */
export function cell(page: Page, lane: number, key: string) {
  return page.locator(`[data-cell][data-lane="${lane}"][data-column="${key}"]`);
}

/** The middle of what a person would aim at. */
export async function middle(locator: ReturnType<Page["locator"]>) {
  const box = await locator.boundingBox();
  if (!box) throw new Error("not on the screen");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Brings the task's card to the middle of the screen, clear of what sticks to the edges. */
export async function show(page: Page, no: number): Promise<void> {
  await card(page, no).evaluate((element) => element.scrollIntoView({ block: "center" }));
}

/** Where the card of a task is, and the place beside it in another column of its lane. */
export async function way(page: Page, no: number, lane: number, key: string) {
  await show(page, no);
  const from = await middle(card(page, no));
  const { x } = await middle(cell(page, lane, key));
  return { from, to: { x, y: from.y } };
}

/** Drags the task's card by mouse to another column of its lane. */
export async function drag(page: Page, no: number, lane: number, key: string): Promise<void> {
  const { from, to } = await way(page, no, lane, key);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 8, from.y + 4);
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
}

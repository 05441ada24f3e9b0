// Several tabs of one account are one device with one queue.

import { type Page } from "@playwright/test";
import { card, drag, expect, ready, stands, synced, test } from "../support/story";

/** Longer than a page ever waits before it tries the line again. */
const LONGEST_WAIT = 20_000;

/** Another tab at the same address. */
async function tab(page: Page): Promise<Page> {
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.waitForSelector("html[data-ready=true]");
  return other;
}

async function explain(page: Page, no: number, text: string): Promise<void> {
  await card(page, no).click();
  await page.getByRole("complementary").locator(".editable").click();
  await page.getByRole("textbox", { name: "说明" }).fill(text);
  await page.keyboard.press("Control+Enter");
  await expect(page.locator(".panel .editable")).toHaveText(text);
  await page.keyboard.press("Escape");
}

const pending = (page: Page, count: number) =>
  expect(page.locator(`.pill[data-pending='${count}']`)).toBeVisible();

test("what one tab does shows in the other, also without a server", async ({ open, server }) => {
  const first = await open("甲");
  const second = await tab(first);
  await synced(second);
  await drag(second, 23, 3, "in_progress");
  await stands(first, 23, "in_progress");
  await synced(first);
  await synced(second);

  await server.kill();
  await expect(second.locator("[data-sync=offline]")).toBeVisible();
  await drag(first, 24, 3, "in_progress");
  await stands(second, 24, "in_progress");
  await drag(second, 25, 3, "in_progress");
  await stands(first, 25, "in_progress");
  for (const page of [first, second]) await pending(page, 2);

  await server.start();
  for (const page of [first, second]) await synced(page, LONGEST_WAIT);
  const other = await open("乙");
  for (const no of [23, 24, 25]) await stands(other, no, "in_progress");
});

test("when the tab that leads is closed the next one goes on", async ({ open }) => {
  const first = await open("甲");
  const second = await tab(first);
  await synced(second);
  await first.close();
  await drag(second, 24, 3, "in_progress");
  await synced(second);
  const other = await open("乙");
  await stands(other, 24, "in_progress");
  await drag(other, 25, 3, "in_progress");
  await stands(second, 25, "in_progress");
});

test("a tab that stops in the background gives the lead to the one that is looked at", async ({ open }) => {
  const first = await open("甲");
  const second = await tab(first);
  await synced(second);
  // Stops the page as a tablet does: it holds the lock and answers nothing.
  const client = await first.context().newCDPSession(first);
  await client.send("Page.setWebLifecycleState", { state: "frozen" });
  await drag(second, 24, 3, "in_progress");
  await synced(second, LONGEST_WAIT);
  const other = await open("乙");
  await stands(other, 24, "in_progress");
  await client.send("Page.setWebLifecycleState", { state: "active" });
  await stands(first, 24, "in_progress");
  await drag(first, 25, 3, "in_progress");
  await stands(other, 25, "in_progress");
});

test("two tabs and another desk work offline, are closed, and agree afterwards", async ({ open, server }) => {
  const first = await open("甲");
  const second = await tab(first);
  await synced(second);
  const other = await open("乙");
  await server.kill();
  await explain(first, 23, "甲:枝江 1 个项目未开工");
  await drag(second, 24, 3, "in_progress");
  await explain(other, 23, "乙:已全部开工");
  await drag(other, 25, 3, "in_progress");
  await pending(second, 2);
  await pending(other, 2);

  const [ours, theirs] = [first.context(), other.context()];
  const address = new URL("/r/yichang-2020", first.url()).href;
  for (const page of [first, second, other]) await page.close();
  await server.start();
  const one = await ours.newPage();
  await one.goto(address);
  await ready(one);
  const two = await theirs.newPage();
  await two.goto(address);
  await ready(two);

  for (const page of [one, two]) {
    await stands(page, 24, "in_progress");
    await stands(page, 25, "in_progress");
  }
  // Who came last has not seen what the other one wrote: both are told, and one tap brings it back.
  await expect(two.locator(".toast")).toContainText("甲:枝江 1 个项目未开工");
  const told = one.locator(".toast").filter({ hasText: "甲:枝江 1 个项目未开工" });
  await expect(told).toContainText("乙");
  await told.getByRole("button", { name: "恢复原值" }).click();
  for (const page of [one, two]) {
    await card(page, 23).click();
    await expect(page.locator(".panel .editable")).toHaveText("甲:枝江 1 个项目未开工");
  }
});

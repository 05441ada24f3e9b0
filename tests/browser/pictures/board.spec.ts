// The pictures of the README and the documents: `cargo xtask test --only pictures`.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Page } from "@playwright/test";
import { card, drag, expect, settled, stands, synced, test, way } from "../support/story";

const folder = process.env.GUATU_PICTURES ?? "pictures-out";
mkdirSync(folder, { recursive: true });

async function picture(page: Page, name: string): Promise<void> {
  await settled(page);
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** A room in the middle of its work, as an office sees it in July. */
async function work(page: Page): Promise<void> {
  for (const [no, lane] of [
    ...[[3, 1], [4, 1], [8, 1], [11, 1], [13, 2], [17, 2], [21, 2], [23, 3], [24, 3], [26, 3]],
    ...[[31, 3], [36, 4], [44, 4], [46, 5], [50, 6], [53, 6]],
  ]) {
    await drag(page, no, lane, "in_progress");
    await stands(page, no, "in_progress");
  }
  for (const [no, lane] of [[21, 2], [50, 6]]) {
    await drag(page, no, lane, "closure_requested");
    await page.getByLabel("办结依据").fill("方案已印发并报备,文号见附件。");
    await page.locator(".sheet").getByRole("button", { name: "申请办结" }).click();
    await stands(page, no, "closure_requested");
  }
  await drag(page, 50, 6, "closed");
  await synced(page);
  await page.locator(".board").evaluate((board) => board.scrollTo(0, 0));
  await expect(page.locator(".toast")).toHaveCount(0);
}

test("the board at a desk, dragged and with a record open", async ({ open }) => {
  test.setTimeout(120_000);
  const page = await open("领导小组办公室", { viewport: { width: 1440, height: 900 } });
  await work(page);
  await picture(page, "board");

  const { from, to } = await way(page, 24, 3, "closure_requested");
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await page.screenshot({ path: join(folder, "drag.png") });
  await page.keyboard.press("Escape");
  await page.mouse.up();

  await card(page, 23).click();
  await expect(page.locator(".panel .history-entry").first()).toBeVisible();
  await page.locator(".board").evaluate((board) => board.scrollTo(0, 0));
  await picture(page, "record");
});

// The board of the notice, and moving its cards by every means there is.

import { type Page } from "@playwright/test";
import { card, cell, drag, expect, middle, ready, show, stands, synced, test, way } from "../support/story";

test("shows the 56 tasks of the notice in six lanes", async ({ open }) => {
  const page = await open("办公室");
  await expect(page.locator(".board .card")).toHaveCount(56);
  await expect(page.locator(".lane")).toHaveCount(6);
  await expect(page.locator(".day-value")).toContainText("2020-07-01");
  await expect(card(page, 23).locator(".card-text")).toHaveText(
    "2019年以来中央预算内投资未开工项目,2020年6月底前必须全部开工。",
  );
  await expect(card(page, 23).locator(".light")).toContainText("逾期 1 天");
});

test("a card dragged by mouse moves on the second screen", async ({ open }) => {
  const [one, two] = [await open("甲"), await open("乙")];
  await drag(one, 24, 3, "in_progress");
  await stands(one, 24, "in_progress");
  await stands(two, 24, "in_progress");
  await synced(one);
  await expect(card(two, 24)).toHaveAttribute("data-flash", "");
});

test("a drop between two cards keeps its place on both screens", async ({ open }) => {
  const [one, two] = [await open("甲"), await open("乙")];
  await show(one, 28);
  const from = await middle(card(one, 28));
  const before = (await card(one, 24).boundingBox())!;
  await one.mouse.move(from.x, from.y);
  await one.mouse.down();
  await one.mouse.move(from.x + 10, from.y);
  await one.mouse.move(before.x + 6, before.y + before.height / 2, { steps: 6 });
  await expect(one.locator(".drop-gap")).toBeVisible();
  await one.mouse.up();
  for (const page of [one, two]) {
    const order = () => cell(page, 3, "not_started").locator(".card-no").allTextContents();
    await expect.poll(async () => (await order()).slice(0, 3)).toEqual(["23", "28", "24"]);
  }
});

test("a column that is not allowed says why, and the card flies home", async ({ open }) => {
  const page = await open("办公室");
  const { from, to } = await way(page, 24, 3, "closed");
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 10, from.y);
  await page.mouse.move(to.x, to.y, { steps: 5 });
  const closed = cell(page, 3, "closed");
  await expect(closed).toHaveAttribute("data-drop", "illegal");
  await expect(closed.locator(".drop-reason")).toHaveText("「未启动」不能直接到「办结」,须先启动");
  await page.mouse.up();
  await expect(page.locator(".drag-layer")).toHaveCount(0);
  await stands(page, 24, "not_started");
});

test("Escape cancels a drag", async ({ open }) => {
  const page = await open("办公室");
  const { from, to } = await way(page, 24, 3, "in_progress");
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 5 });
  await page.keyboard.press("Escape");
  await expect(page.locator(".drag-layer")).toHaveCount(0);
  await page.mouse.up();
  await stands(page, 24, "not_started");
});

test("a card is moved by keyboard, every step announced", async ({ open }) => {
  const page = await open("办公室");
  await card(page, 24).focus();
  await page.keyboard.press("Space");
  await expect(page.locator(".hint-bar")).toContainText("正在移动 任务 24");
  await page.keyboard.press("ArrowRight");
  await expect(page.locator("[aria-live]")).toContainText("推进中");
  await page.keyboard.press("Space");
  await stands(page, 24, "in_progress");
  await expect(card(page, 24)).toBeFocused();
});

test("a card is moved by its menu", async ({ open }) => {
  const page = await open("办公室");
  await card(page, 5).getByRole("button", { name: "任务 5:移动到…" }).click();
  await page.getByRole("menuitem", { name: "推进中" }).click();
  await stands(page, 5, "in_progress");
});

test("a drop that needs evidence asks for it there, and cancelling puts the card back", async ({ open }) => {
  const page = await open("办公室");
  await drag(page, 24, 3, "in_progress");
  await synced(page);
  await drag(page, 24, 3, "closure_requested");
  const sheet = page.getByRole("dialog", { name: "申请办结 · 任务 24" });
  await expect(sheet).toBeVisible();
  await stands(page, 24, "closure_requested");
  await page.keyboard.press("Escape");
  await stands(page, 24, "in_progress");

  await drag(page, 24, 3, "closure_requested");
  await sheet.getByRole("button", { name: "申请办结" }).click();
  await expect(sheet.getByRole("alert")).toHaveText("请填写");
  await sheet.getByLabel("办结依据").fill("27 个项目已全部开工,许可证号见台账。");
  await sheet.getByRole("button", { name: "申请办结" }).click();
  await synced(page);
  await stands(page, 24, "closure_requested");
  await expect(card(page, 24).locator(".light")).toContainText("待审");
});

test("what is written for one card never shows on another", async ({ open }) => {
  const page = await open("办公室");
  for (const no of [25, 26]) await drag(page, no, 3, "in_progress");
  await drag(page, 25, 3, "closure_requested");
  await page.getByLabel("办结依据").fill("第 25 项的依据");
  await drag(page, 26, 3, "closure_requested");
  await expect(page.getByRole("dialog", { name: "申请办结 · 任务 26" })).toBeVisible();
  await expect(page.getByLabel("办结依据")).toHaveValue("");
});

test("what was written stays when the task has changed meanwhile", async ({ open }) => {
  const [one, two] = [await open("甲"), await open("乙")];
  await drag(one, 24, 3, "in_progress");
  await stands(two, 24, "in_progress");
  await drag(one, 24, 3, "closure_requested");
  await one.getByLabel("办结依据").fill("27 个项目已全部开工");
  await card(two, 24).getByRole("button").click();
  await two.getByRole("menuitem", { name: "暂缓" }).click();
  await two.getByLabel("原因").fill("等待资金");
  await two.locator(".sheet").getByRole("button", { name: "暂缓" }).click();
  await stands(two, 24, "suspended");
  await expect(card(one, 24)).toHaveAttribute("data-flash", "");
  await one.locator(".sheet").getByRole("button", { name: "申请办结" }).click();
  await expect(one.locator(".sheet").getByRole("alert")).toContainText("已被他人修改");
  await expect(one.getByLabel("办结依据")).toHaveValue("27 个项目已全部开工");
});

test("a move is undone and done again", async ({ open }) => {
  const page = await open("办公室");
  await drag(page, 24, 3, "in_progress");
  await expect(page.locator(".toast")).toContainText("任务 24 已移到「推进中」");
  await page.keyboard.press("Control+z");
  await stands(page, 24, "not_started");
  await page.keyboard.press("Control+y");
  await stands(page, 24, "in_progress");
  await synced(page);
  await page.getByRole("button", { name: "撤销", exact: true }).first().click();
  await stands(page, 24, "not_started");
});

test("two people move the same card: the second one is told", async ({ open }) => {
  const [one, two] = [await open("甲"), await open("乙")];
  await two.context().setOffline(true);
  await drag(one, 24, 3, "in_progress");
  await synced(one);
  await drag(two, 24, 3, "in_progress");
  await two.context().setOffline(false);
  await stands(two, 24, "in_progress");
  await stands(one, 24, "in_progress");
});

async function touch(page: Page) {
  const client = await page.context().newCDPSession(page);
  const send = (type: string, points: { x: number; y: number }[]) =>
    client.send("Input.dispatchTouchEvent", {
      type: type as "touchStart",
      touchPoints: points.map((point, id) => ({ ...point, id })),
    });
  return {
    start: (x: number, y: number) => send("touchStart", [{ x, y }]),
    move: (x: number, y: number) => send("touchMove", [{ x, y }]),
    end: () => send("touchEnd", []),
  };
}

const tablet = { viewport: { width: 1024, height: 768 }, hasTouch: true, isMobile: true };

test("a finger scrolls the board, and a long press moves a card", async ({ open }) => {
  const page = await open("现场", tablet);
  const finger = await touch(page);
  const start = await middle(card(page, 6));
  await finger.start(start.x, start.y);
  for (let step = 1; step <= 10; step += 1) await finger.move(start.x, start.y - step * 20);
  await finger.end();
  // A finger that catches a board still rolling takes over its scrolling; wait until it rests.
  let last = 0;
  await expect.poll(async () => {
    const now = await page.locator(".board").evaluate((board) => board.scrollTop);
    const rests = now > 50 && now === last;
    last = now;
    return rests;
  }).toBe(true);
  await expect(page.locator(".drag-layer")).toHaveCount(0);

  const target = cell(page, 2, "in_progress");
  const { from, to } = await way(page, 13, 2, "in_progress");
  await finger.start(from.x, from.y);
  await expect(page.locator(".drag-card")).toBeVisible();
  for (let step = 1; step <= 8; step += 1) {
    await finger.move(from.x + ((to.x - from.x) * step) / 8, from.y + ((to.y - from.y) * step) / 8);
  }
  await expect(target).toHaveAttribute("data-drop", "legal");
  await finger.end();
  await stands(page, 13, "in_progress");
});

test("what was done is there after a reload", async ({ open }) => {
  const page = await open("办公室");
  await drag(page, 24, 3, "in_progress");
  await synced(page);
  await page.reload();
  await ready(page);
  await stands(page, 24, "in_progress");
});

test("a page that stays open reconnects when the server comes back", async ({ open, server }) => {
  const page = await open("办公室");
  await server.kill();
  await expect(page.locator("[data-sync=offline]")).toBeVisible();
  await drag(page, 24, 3, "in_progress");
  await expect(page.locator("[data-sync=offline][data-pending='1']")).toBeVisible();
  await stands(page, 24, "in_progress");
  await server.start();
  await synced(page);
  const other = await open("另一台");
  await stands(other, 24, "in_progress");
});

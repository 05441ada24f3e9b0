// What the page looks at: the address, filters, the day, the record, languages and themes.

import AxeBuilder from "@axe-core/playwright";
import { type Page } from "@playwright/test";
import { card, drag, expect, ready, settled, synced, test } from "../support/story";

/** Longer than a page ever waits before it tries the line again. */
const LONGEST_WAIT = 20_000;

const cards = (page: Page) => page.locator(".board .card");

test("the view is in the address", async ({ open }) => {
  const page = await open("办公室");
  await page.getByRole("button", { name: "单位 全部" }).click();
  await page.getByRole("textbox", { name: "输入单位名称或简称" }).fill("宜都");
  await page.keyboard.press("Enter");
  await expect(cards(page)).toHaveCount(51);
  await page.locator(".summary-light[data-light=red]").click();
  await expect(page).toHaveURL(/unit=420581&lights=red$/);
  const count = await cards(page).count();
  expect(count).toBeGreaterThan(0);
  expect(count).toBeLessThan(51);
  await page.reload();
  await ready(page);
  await expect(cards(page)).toHaveCount(count);
  await page.getByRole("button", { name: "清除筛选" }).click();
  await expect(cards(page)).toHaveCount(56);
});

test("no match says so and offers the way back", async ({ open }) => {
  const page = await open("办公室");
  await page.goto(`${page.url()}?lights=blue`);
  await expect(page.getByRole("heading", { name: "没有符合条件的任务" })).toBeVisible();
  await page.locator(".empty").getByRole("button", { name: "清除筛选" }).click();
  await expect(cards(page)).toHaveCount(56);
});

test("lights follow the day, and the day can be set for everyone", async ({ open }) => {
  const [one, two] = [await open("甲"), await open("乙")];
  // The bureau's ledger report of task 24 was due on 30 June, the projects' start on 15 August.
  await expect(card(one, 24).locator(".light")).toContainText("逾期 1 天");
  await one.locator(".day-date").fill("2020-06-20");
  await expect(card(one, 24).locator(".light")).toContainText("正常");
  await expect(one).toHaveURL(/day=2020-06-20/);
  await expect(card(two, 24).locator(".light")).toContainText("逾期 1 天");
  await one.getByRole("button", { name: "设为作战日" }).click();
  await expect(card(two, 24).locator(".light")).toContainText("正常");
  await expect(two.locator(".day-value")).toContainText("2020-06-20");
});

test("the record shows the notice's words, units, actions with reasons, and history", async ({ open }) => {
  const page = await open("办公室");
  await card(page, 8).click();
  const panel = page.getByRole("complementary", { name: "任务 8" });
  await expect(panel.locator(".notice-text")).toContainText("聚焦社会民生领域");
  await expect(panel.locator(".chip[data-kind=lead]")).toContainText("市人社局");
  await expect(panel.locator(".chip-list .chip")).toHaveCount(20);
  await expect(panel.getByText("市人社局局长")).toBeVisible();
  await expect(panel.getByText("向军", { exact: true })).toBeVisible();
  await expect(panel).toContainText("2020年6月15日 前");
  await panel.getByText("现在不能办理的").click();
  await expect(panel.getByText("只有「申请办结」的可以确认办结,现为「未启动」")).toBeVisible();
  await panel.getByRole("button", { name: "启动", exact: true }).click();
  await synced(page);
  await expect(panel.locator(".chip[data-kind=state]")).toHaveText("推进中");
  const latest = panel.locator(".history-entry").filter({ hasText: "状态" }).first();
  await expect(latest).toContainText("办公室");
  await expect(latest).toContainText("未启动");
  await panel.getByLabel("写一条备注").fill("已与县里对接");
  await page.keyboard.press("Enter");
  await expect(panel.locator(".history-entry").filter({ hasText: "已与县里对接" }).first()).toBeVisible();
  // The first Escape leaves the field, the second the record; going back opens it again.
  await page.keyboard.press("Escape");
  await expect(panel).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(panel).toHaveCount(0);
  await page.goBack();
  await expect(panel).toBeVisible();
});

test("the remark of the record is edited in place and reaches the other desk", async ({ open }) => {
  const [one, two] = [await open("甲"), await open("乙")];
  for (const page of [one, two]) await card(page, 23).click();
  const remark = one.getByRole("complementary").locator(".editable");
  await remark.click();
  await one.getByRole("textbox", { name: "说明" }).fill("枝江 1 个项目因征地未开工");
  await one.keyboard.press("Control+Enter");
  await expect(two.locator(".panel .editable")).toHaveText("枝江 1 个项目因征地未开工");
});

test("every string is in English as well", async ({ open }) => {
  const page = await open("办公室");
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.locator(".column-name").first()).toHaveText("Not started");
  await card(page, 24).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  // The names of bureaus, people and the notice's own words stay as they are; an English sentence
  // quotes them.
  const rest = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    while (walker.nextNode()) {
      const text = (walker.currentNode.textContent ?? "").replace(/“[^”]*”/g, "");
      const element = walker.currentNode.parentElement!;
      const exempt = element.closest("noscript, [lang='zh-CN'], .bar-room, .bar-lang, .history, .editable, .menu-item-word");
      if (/\p{Script=Han}/u.test(text) && !exempt) found.push(text);
    }
    return found;
  });
  expect(rest).toEqual([]);
});

test("an odd day in the address does no harm", async ({ open }) => {
  const page = await open("办公室");
  for (const day of ["9999-12-31", "0000-01-01", "2020-02-31", "x"]) {
    await page.goto(`${new URL(page.url()).origin}/r/yichang-2020?day=${day}`);
    await ready(page);
    await expect(page.locator(".day-value")).toContainText("2020-07-01");
  }
});

test("someone else's sign-in in the same browser is noticed", async ({ open, server }) => {
  const page = await open("甲");
  const other = await page.context().newPage();
  await other.goto(server.link("乙"));
  await ready(other);
  await server.kill();
  await drag(page, 24, 3, "in_progress");
  await server.start();
  // Not when the page would try again by itself: how long it waits grows with every attempt.
  await page.getByRole("button", { name: "立即重连" }).click();
  await expect(page.locator(".banner")).toContainText("已换人登录");
  await expect(page.locator("[data-sync=offline][data-pending='1']")).toBeVisible();
  await other.goto(server.link("甲"));
  await ready(other);
  // The page tries again by itself, at the latest after the longest wait.
  await synced(page, LONGEST_WAIT);
});

test("the address of the server alone leads to the board", async ({ open, server }) => {
  const page = await open("办公室");
  await page.goto(server.origin);
  await expect(page).toHaveURL(/\/r\/yichang-2020$/);
  await ready(page);
  await expect(cards(page)).toHaveCount(56);
});

test("a one-time link works once", async ({ browser, server }) => {
  const link = server.link("甲");
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(link);
  await ready(page);
  const stranger = await (await browser.newContext()).newPage();
  const again = await stranger.goto(link);
  expect(again?.status()).toBe(410);
  await stranger.goto(server.origin);
  await expect(stranger.getByRole("heading", { name: "请使用登录链接" })).toBeVisible();
});

test("a reader sees everything and is told why nothing moves", async ({ browser, server }) => {
  const token = server.token("--reader");
  const context = await browser.newContext({ extraHTTPHeaders: { authorization: `Bearer ${token}` } });
  const page = await context.newPage();
  await page.goto(`${server.origin}/r/yichang-2020`);
  await page.waitForSelector("html[data-ready=true]");
  await card(page, 8).click();
  await page.getByText("现在不能办理的").click();
  await expect(page.getByText("您的权限是只读,不能修改").first()).toBeVisible();
  await context.close();
});

for (const theme of ["day", "wall"]) {
  test(`axe finds nothing on the board and the record (${theme})`, async ({ open }) => {
    const page = await open("办公室");
    if (theme === "wall") await page.getByRole("button", { name: "大屏主题" }).click();
    await drag(page, 24, 3, "in_progress");
    await card(page, 24).click();
    await expect(page.locator(".panel .history-entry").first()).toBeVisible();
    await settled(page);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0].html])).toEqual([]);
  });
}

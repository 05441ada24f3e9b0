import { defineConfig } from "@playwright/test";

// The installed chromium; Playwright never downloads one.
const chromium = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

export default defineConfig({
  projects: [
    { name: "stories", testDir: "stories" },
    { name: "pictures", testDir: "pictures" },
    { name: "measures", testDir: "measures" },
  ],
  outputDir: "test-results",
  // Two cores: a server and a browser beside the runner are enough.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    viewport: { width: 1280, height: 800 },
    locale: "zh-CN",
    trace: "off",
    launchOptions: {
      executablePath: chromium,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});

// A server of the test's own: the real binary, a fresh folder, a free port.

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the tests with \`cargo xtask test\``);
  return value;
}

/** One server process over one data folder; it can be stopped and started again. */
export class Server {
  private readonly data = mkdtempSync(join(tmpdir(), "guatu-browser-"));
  private child: ChildProcess | undefined;
  private port = 0;

  /** Starts the process and waits for its sign-in link. A later start keeps the port. */
  async start(): Promise<void> {
    const child = spawn(
      required("GUATU_BIN"),
      [
        ...["serve", "--listen", `127.0.0.1:${this.port}`, "--data", this.data],
        ...["--app", required("GUATU_APP_DIR"), "--sample", "notice"],
      ],
      { stdio: ["ignore", "pipe", "ignore"] },
    );
    this.child = child;
    for await (const line of createInterface({ input: child.stdout! })) {
      const link = /^http:\/\/127\.0\.0\.1:(\d+)\/enter\/\S+$/.exec(line);
      if (link) {
        this.port = Number(link[1]);
        return;
      }
    }
    throw new Error("the server ended before it printed a sign-in link");
  }

  /** Ends the process as a failing machine would. */
  async kill(): Promise<void> {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
  }

  /** Ends the process and removes its data. */
  async dispose(): Promise<void> {
    await this.kill();
    rmSync(this.data, { recursive: true, force: true });
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** A sign-in link for someone of this name. */
  link(name: string): string {
    return this.command("link", "--name", name, "--listen", `127.0.0.1:${this.port}`);
  }

  /** A token for the interface. */
  token(...flags: string[]): string {
    return this.command("token", "--name", "接口", ...flags);
  }

  private command(name: string, ...flags: string[]): string {
    const args = [name, "--data", this.data, ...flags];
    const printed = execFileSync(required("GUATU_BIN"), args, {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    return printed.trim().split("\n").at(-1)!;
  }
}

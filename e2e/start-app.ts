import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { freePort } from "@sunchak/testing";

export interface RunningApp {
  url: string;
  child: ChildProcess;
  /** All its output so far. */
  printed(): string;
  /** Ends it in good order. */
  stop(): Promise<void>;
  /** Kills it at once. */
  kill(): Promise<void>;
}

/** Signs the tokens and cookies of every app that these tests start. */
export const authSecret = "a-secret-of-the-journeys-alone-0123456789";

/**
 * Starts a built app with this configuration alone, without the environment's, and waits until it
 * listens. Without a PORT it takes a free one.
 */
export async function startApp(
  app: "storefront" | "admin",
  configuration: Record<string, string>,
): Promise<RunningApp> {
  const bundle = fileURLToPath(new URL(`../apps/${app}/dist/server.js`, import.meta.url));
  const child = spawn(process.execPath, [bundle], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "production",
      BETTER_AUTH_SECRET: authSecret,
      RATE_LIMIT: "off",
      LOG_LEVEL: "warn",
      // Chosen first, because the app's public origin contains it.
      PORT: String(await freePort()),
      ...configuration,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      printed += chunk;
    });
  }
  child.stderr.pipe(process.stderr, { end: false });
  const exited = once(child, "exit");
  // A test process that ends early, as by a time-out, leaves no server behind.
  const abandon = () => child.kill("SIGKILL");
  process.once("exit", abandon);
  child.once("exit", () => process.off("exit", abandon));
  const end = (signal: "SIGTERM" | "SIGKILL") => async () => {
    child.kill(signal);
    await exited;
  };
  return {
    url: await listeningUrl(app, child, () => printed),
    child,
    printed: () => printed,
    stop: end("SIGTERM"),
    kill: end("SIGKILL"),
  };
}

function listeningUrl(app: string, child: ChildProcess, printed: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout?.on("data", () => {
      const url = /^(?:Storefront|Admin): (http:\/\/localhost:\d+)$/m.exec(printed())?.[1];
      if (url) resolve(url);
    });
    child.once("exit", () => reject(new Error(`the ${app} did not start: ${printed()}`)));
  });
}

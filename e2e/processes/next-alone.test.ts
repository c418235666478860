import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { createTestDatabase, freePort } from "@sunchak/testing";
import { expect, onTestFinished, test } from "vitest";
import { authSecret } from "../start-app.ts";

/** Starts the storefront like a serverless platform: Next's build without our server. */
async function startNext(databaseUrl: string): Promise<string> {
  const folder = fileURLToPath(new URL("../../apps/storefront/", import.meta.url));
  const next = createRequire(`${folder}package.json`).resolve("next/dist/bin/next");
  const port = String(await freePort());
  const child = spawn(process.execPath, [next, "start", "--port", port], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "production",
      DATABASE_URL: databaseUrl,
      BETTER_AUTH_SECRET: authSecret,
      LOG_LEVEL: "error",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await once(child, "exit");
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (chunk) => String(chunk).includes("Ready") && resolve());
    child.once("exit", () => reject(new Error("Next did not start")));
  });
  return `http://localhost:${port}`;
}

test("a refusal has its status under Next alone, whichever copy of the code made the runtime", async () => {
  const database = await createTestDatabase("postgresql");
  onTestFinished(() => database.drop());
  const url = await startNext(database.url);
  // The pages' copy of the code makes the runtime, and the routes' copy uses it, with its limits.
  expect((await fetch(`${url}/products`)).status).toBe(200);
  const signIn = () =>
    fetch(`${url}/api/auth/sign-in/email`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: "someone@example.com", password: "a guess" }),
    });
  for (let i = 0; i < 10; i++) expect((await signIn()).status).toBe(401);
  const refused = await signIn();
  expect([refused.status, await refused.json()]).toEqual([
    429,
    expect.objectContaining({ code: "RATE_LIMITED" }),
  ]);
  const picture = await fetch(`${url}/_next/image?url=%2Ffavicon.svg&w=64&q=75`);
  expect(picture.status).toBe(404);
});

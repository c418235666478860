import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readEnv } from "@sunchak/env";
import { afterEach, expect, test } from "vitest";
import { makeSecrets } from "./make-secrets.mjs";

const folder = mkdtempSync(join(tmpdir(), "sunchak-secrets-"));
const file = join(folder, "secrets.env");
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("secrets are made once, fit the configuration, and are readable by their user alone", () => {
  const made = makeSecrets(folder);
  expect(readEnv("storefront", made)).toMatchObject({
    authSecret: made.BETTER_AUTH_SECRET,
    vapidPrivateKey: made.VAPID_PRIVATE_KEY,
  });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(["secrets.env"]);
  expect({ ...makeSecrets(folder) }).toEqual(made);
});

test("a secret that an older version made stays, and the missing one joins it", () => {
  const old = makeSecrets(folder).BETTER_AUTH_SECRET;
  for (const text of [
    `BETTER_AUTH_SECRET=${old}\n`,
    `BETTER_AUTH_SECRET=${old}\nVAPID_PRIVATE_KEY=\n`,
  ]) {
    writeFileSync(file, text);
    const made = makeSecrets(folder);
    expect(made.BETTER_AUTH_SECRET).toBe(old);
    expect(readFileSync(file, "utf8")).toBe(
      `BETTER_AUTH_SECRET=${old}\nVAPID_PRIVATE_KEY=${made.VAPID_PRIVATE_KEY}\n`,
    );
  }
});

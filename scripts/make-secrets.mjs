import { generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";

const make = {
  BETTER_AUTH_SECRET: () => randomBytes(32).toString("base64url"),
  VAPID_PRIVATE_KEY: () =>
    generateKeyPairSync("ec", { namedCurve: "prime256v1" }).privateKey.export({ format: "jwk" }).d,
};

/**
 * The secrets of a shop to which nobody gives any: made once into the folder's `secrets.env`, and
 * read from there ever after. One that an older version has not made yet joins them.
 */
export function makeSecrets(folder) {
  const file = join(folder, "secrets.env");
  const secrets = existsSync(file) ? parseEnv(readFileSync(file, "utf8")) : {};
  const missing = Object.keys(make).filter((name) => !secrets[name]);
  if (missing.length === 0) return secrets;
  for (const name of missing) secrets[name] = make[name]();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Renamed once it is complete: a full disk, or a kill, must not leave an empty file for good.
  const draft = `${file}.new`;
  const lines = Object.entries(secrets).map(([name, secret]) => `${name}=${secret}\n`);
  writeFileSync(draft, lines.join(""), { mode: 0o600 });
  renameSync(draft, file);
  return secrets;
}

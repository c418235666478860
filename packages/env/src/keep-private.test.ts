import { execFileSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "sunchak-test-"));
  writeFileSync(join(root, "turbo.json"), "{}");
});
afterEach(() => rmSync(root, { recursive: true }));

/** Calls keepPrivate in a new process with this umask, which then writes `later` and a folder. */
function run(umask: string, databaseUrl: string, before = ""): string[] {
  const module = new URL("./keep-private.ts", import.meta.url).href;
  const script = `
    import { mkdirSync, writeFileSync } from "node:fs";
    import { keepPrivate } from ${JSON.stringify(module)};
    ${before}
    const left = keepPrivate(${JSON.stringify(databaseUrl)});
    mkdirSync("data/new/inner", { recursive: true });
    writeFileSync("data/new/inner/later", "");
    console.log(JSON.stringify(left));`;
  const command = `umask ${umask}; exec "$0" --import "$1" --input-type=module --eval "$2"`;
  const tsx = import.meta.resolve("tsx");
  const output = execFileSync("sh", ["-c", command, process.execPath, tsx, script], { cwd: root });
  return JSON.parse(output.toString());
}

const modeOf = (path: string) => (statSync(join(root, path)).mode & 0o777).toString(8);
const modes = () =>
  Object.fromEntries(
    ["data", ...readdirSync(join(root, "data"), { recursive: true }).map((one) => `data/${one}`)]
      .sort()
      .map((path) => [path, modeOf(path)]),
  );

function wideOpen(path: string, folder = false) {
  if (folder) mkdirSync(join(root, path));
  else writeFileSync(join(root, path), "");
  chmodSync(join(root, path), folder ? 0o777 : 0o666);
}

test.each(["000", "022", "077"])("nobody else can read what is stored, with umask %s", (umask) => {
  wideOpen("data", true);
  wideOpen("data/uploads", true);
  for (const name of ["exports.ndjson", "secrets.env", "shop.db", "shop.db-wal", "uploads/a.webp"])
    wideOpen(`data/${name}`);
  wideOpen("elsewhere");
  symlinkSync(join(root, "elsewhere"), join(root, "data/link"));
  expect(run(umask, "postgresql://shop@localhost/shop")).toEqual([]);
  rmSync(join(root, "data/link"));
  expect(modes()).toEqual({
    data: "700",
    "data/exports.ndjson": "600",
    "data/new": "700",
    "data/new/inner": "700",
    "data/new/inner/later": "600",
    "data/secrets.env": "600",
    "data/shop.db": "600",
    "data/shop.db-wal": "600",
    "data/uploads": "700",
    "data/uploads/a.webp": "600",
  });
  expect(modeOf("elsewhere")).toBe("666");
});

test("a database outside the shop's folder is made private, and its folder is not changed", () => {
  wideOpen("shared", true);
  for (const name of ["shop.db", "shop.db-wal", "shop.db-shm", "other"]) wideOpen(`shared/${name}`);
  expect(run("022", `file:${join(root, "shared/shop.db")}`)).toEqual([]);
  expect(
    ["", "/shop.db", "/shop.db-wal", "/shop.db-shm", "/other"].map((one) => modeOf(`shared${one}`)),
  ).toEqual(["777", "600", "600", "600", "666"]);
});

// Only root can become another user.
test.runIf(process.getuid?.() === 0)("the files that belong to another user are named", () => {
  chmodSync(root, 0o755);
  wideOpen("data", true);
  wideOpen("data/theirs");
  const left = run("022", "postgresql://shop@localhost/shop", "process.setuid(65534);");
  expect(left).toEqual([join(root, "data"), join(root, "data/theirs")]);
});

// node scripts/collect-runtime.mjs storefront /runtime
// Copies what a built app runs, and the operator's commands, into a folder of the same layout, for
// its image. A production install by npm is four times as large: it has whole packages.
import { cpSync, existsSync, lstatSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, normalize } from "node:path";
import { transformSync } from "esbuild";
import { root } from "./processes.mjs";

const [name, target] = process.argv.slice(2);
const app = join("apps", name ?? "");
if (!target || !existsSync(join(root, app, ".next", "BUILD_ID"))) {
  console.error(
    "Name the built app and the target folder: collect-runtime.mjs storefront /runtime",
  );
  process.exit(1);
}

/** More means that something came along that the app does not load. */
const MAX_MEGABYTES = 250;

/** In TypeScript, which the image's Node runs directly. */
const commands = [
  "packages/db/scripts/deploy.ts",
  "scripts/create-admin.ts",
  "scripts/invariants.ts",
];

/** Files that the code finds by name at run time, which the tracer cannot see. */
const named = [
  "turbo.json",
  "package.json",
  ...filesBelow("prisma", /\.(prisma|sql|toml)$/),
  join(app, "package.json"),
  join(app, "dist/server.js"),
  join(app, "dist/scalar.js"),
  join(app, "public"),
];

/** What a build leaves behind for the next build, for editors and for inspection. */
const leftovers = ["cache", "dev", "diagnostics", "types", "trace", "trace-build", "turbopack"];

function filesBelow(folder, pattern) {
  return readdirSync(join(root, folder), { recursive: true })
    .filter((path) => pattern.test(path))
    .map((path) => join(folder, path));
}

/** The packages that Next's server and each page need, from the lists that its build wrote. */
function packagesOfPages() {
  const lists = filesBelow(join(app, ".next"), /^(server\/.*|next-server\.js)\.nft\.json$/);
  return lists.flatMap((list) =>
    JSON.parse(readFileSync(join(root, list), "utf8"))
      .files.map((file) => normalize(join(dirname(list), file)))
      .filter((file) => file.includes("node_modules") && !file.startsWith(app)),
  );
}

/** What only development and builds load, and what {@link named} already lists. */
const notTraced = [
  "**/*.{dev,development}.js",
  "node_modules/next/dist/{build/{babel,swc,webpack},compiled/{@babel,@mswjs,babel,webpack}}/**",
  "node_modules/next/dist/{docs,lib/upgrade,server/{dev,typescript}}/**",
  "node_modules/next/dist/build/webpack-config.js",
  "node_modules/next/dist/server/lib/router-utils/setup-dev-bundler.js",
  "prisma/**",
];

/** What the server's bundle and the commands import. */
async function importsOfServer() {
  // Next contains the tracer that made its lists; ours use the same one.
  const { nodeFileTrace } = createRequire(import.meta.url)("next/dist/compiled/@vercel/nft");
  const entries = [join(app, "dist/main.js"), ...commands];
  const { fileList } = await nodeFileTrace(
    entries.map((file) => join(root, file)),
    { base: root, ignore: notTraced, readFile },
  );
  return [...fileList];
}

/** As the tracer needs it: JavaScript, and null for anything that is not a file. */
function readFile(path) {
  try {
    const source = readFileSync(path, "utf8");
    return path.endsWith(".ts") ? transformSync(source, { loader: "ts" }).code : source;
  } catch (error) {
    if (["ENOENT", "ENOTDIR", "EISDIR"].includes(error.code)) return null;
    throw error;
  }
}

const copy = (path, filter) =>
  cpSync(join(root, path), join(target, path), { recursive: true, verbatimSymlinks: true, filter });

for (const path of new Set([...named, ...packagesOfPages(), ...(await importsOfServer())])) {
  copy(path);
}
copy(join(app, ".next"), (path) => {
  const isTop = basename(dirname(path)) === ".next";
  return !(isTop && leftovers.includes(basename(path))) && !path.endsWith(".nft.json");
});

const bytes = readdirSync(target, { recursive: true })
  .map((path) => lstatSync(join(target, path)).size)
  .reduce((sum, size) => sum + size, 0);
const megabytes = Math.round(bytes / 1_000_000);
console.log(`${target} holds ${megabytes} MB.`);
if (megabytes > MAX_MEGABYTES) {
  console.error(`At most ${MAX_MEGABYTES} MB were expected: docs/decisions/0012.`);
  process.exitCode = 1;
}

// Bundles server.ts of the app whose folder it runs in, and puts Scalar's script beside it.
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire, isBuiltin } from "node:module";
import { dirname, join, relative } from "node:path";
import { build } from "esbuild";

const app = process.cwd();
const dist = join(app, "dist");

/** Node does not run TypeScript, so our own packages are bundled; all others stay external. */
const bundleOurs = {
  name: "bundle-ours",
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^[^./]/ }, async ({ path, kind, resolveDir, pluginData }) => {
      if (kind === "entry-point" || path.startsWith("@sunchak/") || pluginData === bundleOurs) {
        return undefined;
      }
      if (isBuiltin(path)) return { path, external: true };
      // npm puts some packages below the workspace that uses them, where the app does not look.
      const [meant, found] = await Promise.all(
        [resolveDir, app].map((from) =>
          resolve(path, { kind, resolveDir: from, pluginData: bundleOurs }),
        ),
      );
      if (found.path === meant.path) return { path, external: true };
      return { path: relative(dist, meant.path).replaceAll("\\", "/"), external: true };
    });
  },
};

await build({
  entryPoints: [join(app, "server.ts")],
  outfile: join(dist, "main.js"),
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  sourcemap: true,
  logLevel: "warning",
  plugins: [bundleOurs],
});

mkdirSync(dist, { recursive: true });
// The page at /api/docs needs one file of a package that has 300 MB of dependencies.
const require = createRequire(import.meta.url);
const scalar = join(dirname(require.resolve("@scalar/api-reference")), "browser/standalone.js");
copyFileSync(scalar, join(dist, "scalar.js"));
writeFileSync(
  join(dist, "server.js"),
  `import { readFileSync } from "node:fs";
// React and Next choose their production code when they are loaded, so this is set before.
process.env.NODE_ENV = "production";
process.env.NEXT_TELEMETRY_DISABLED = "1";
// Without the built configuration Next would compile next.config.ts again, and need its compiler.
const built = new URL("../.next/required-server-files.json", import.meta.url);
const { config } = JSON.parse(readFileSync(built, "utf8"));
process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(config);
await import("./main.js");
`,
);

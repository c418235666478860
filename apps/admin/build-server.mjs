import { mkdirSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join, relative } from "node:path";
import { build } from "esbuild";

const dist = join(import.meta.dirname, "dist");

/** Node runs no TypeScript, so everything of ours is bundled; other packages stay outside. */
const bundleOurs = {
  name: "bundle-ours",
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^[^./]/ }, async ({ path, kind, resolveDir, pluginData }) => {
      if (kind === "entry-point" || path.startsWith("@sunchak/") || pluginData === bundleOurs) {
        return undefined;
      }
      if (isBuiltin(path) || isInstalledHere(path)) return { path, external: true };
      // npm keeps some packages below the workspace that uses them, where this app does not look.
      const found = await resolve(path, { kind, resolveDir, pluginData: bundleOurs });
      return { path: relative(dist, found.path).replaceAll("\\", "/"), external: true };
    });
  },
};

function isInstalledHere(path) {
  try {
    import.meta.resolve(path);
    return true;
  } catch {
    return false;
  }
}

await build({
  entryPoints: [join(import.meta.dirname, "server.ts")],
  outfile: join(dist, "main.js"),
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  sourcemap: true,
  logLevel: "warning",
  plugins: [bundleOurs],
});

// React and Next choose their production code when they are loaded, so this comes before.
mkdirSync(dist, { recursive: true });
writeFileSync(
  join(dist, "server.js"),
  'process.env.NODE_ENV = "production";\nprocess.env.NEXT_TELEMETRY_DISABLED = "1";\nawait import("./main.js");\n',
);

import { mkdirSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

// Node runs no TypeScript, so everything of ours is bundled; other packages stay outside.
await build({
  entryPoints: ["server.ts"],
  outfile: "dist/main.js",
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  sourcemap: true,
  logLevel: "warning",
  plugins: [
    {
      name: "only-ours",
      setup({ onResolve }) {
        onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
          kind === "entry-point" || path.startsWith("@sunchak/")
            ? undefined
            : { path, external: true },
        );
      },
    },
  ],
});

// React and Next choose their production code when they are loaded, so this comes before.
mkdirSync("dist", { recursive: true });
writeFileSync(
  "dist/server.js",
  'process.env.NODE_ENV = "production";\nawait import("./main.js");\n',
);

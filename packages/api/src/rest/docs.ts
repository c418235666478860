import { createReadStream, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { repositoryRoot } from "@sunchak/env";
import type { Hono } from "hono";
import type { ApiEnv } from "../respond.ts";

// Scalar works without inline scripts, but not without inline styles.
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

// Everything that would call a server other than ours is off.
const configuration = {
  url: "/api/v1/openapi.json",
  withDefaultFonts: false,
  telemetry: false,
  agent: { disabled: true, hideAddApi: true },
  mcp: { disabled: true },
  hideClientButton: true,
  showDeveloperTools: "never",
  documentDownloadType: "direct",
  persistAuth: false,
};

// Scalar reads storage while it loads, and that throws when the browser blocks site data.
const storage = `for (const name of ["localStorage", "sessionStorage"]) {
  try {
    window[name].length;
  } catch {
    const kept = new Map();
    const value = {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, item) => void kept.set(key, String(item)),
      removeItem: (key) => void kept.delete(key),
    };
    Object.defineProperty(window, name, { value });
  }
}`;

const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Sunchak API</title></head>
<body><div id="app"></div><script src="/api/docs/storage.js"></script><script src="/api/docs/scalar.js"></script><script src="/api/docs/start.js"></script></body>
</html>`;

const javascript = { "Content-Type": "text/javascript; charset=utf-8" };

/**
 * The page at /api/docs that shows the OpenAPI document, by Scalar.
 */
export function mountDocs(app: Hono<ApiEnv>): void {
  app.get("/api/docs", (c) => {
    c.header("Content-Security-Policy", policy);
    return c.html(page);
  });
  app.get("/api/docs/storage.js", (c) => c.body(storage, 200, javascript));
  app.get("/api/docs/start.js", (c) =>
    c.body(`Scalar.createApiReference("#app", ${JSON.stringify(configuration)});`, 200, javascript),
  );
  app.get("/api/docs/scalar.js", (c) =>
    c.body(Readable.toWeb(createReadStream(scalarFile())) as ReadableStream, 200, {
      ...javascript,
      "Cache-Control": "public, max-age=86400",
    }),
  );
}

/** Beside the bundled server, where the build puts it, or in the package, which development has. */
function scalarFile(): string {
  const built = join(dirname(fileURLToPath(import.meta.url)), "scalar.js");
  if (existsSync(built)) return built;
  const require = createRequire(join(repositoryRoot(), "package.json"));
  // The package exports no path to the file, so it is found beside the main entry.
  return join(dirname(require.resolve("@scalar/api-reference")), "browser/standalone.js");
}

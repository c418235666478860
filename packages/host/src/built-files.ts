import { readdirSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, relative, sep } from "node:path";
import { type Content, etagOf, sendContent } from "./content.ts";

/** What Next's builds consist of; fonts and pictures are compressed already. */
const kinds: Record<string, { type: string; dense?: true }> = {
  ".css": { type: "text/css; charset=utf-8" },
  ".js": { type: "text/javascript; charset=utf-8" },
  ".json": { type: "application/json" },
  ".png": { type: "image/png", dense: true },
  ".svg": { type: "image/svg+xml" },
  ".txt": { type: "text/plain; charset=utf-8" },
  ".woff2": { type: "font/woff2", dense: true },
};

/** @returns whether there is such a file; otherwise nothing has been answered. */
export type BuiltFiles = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/**
 * Answers the files that Next built from memory. Their names hold their hashes, so they never
 * change. Next reads and compresses them for each browser, which costs several times as much, and
 * each shopper of a drop loads a dozen.
 * @param folder of the built files: only what it holds now is answered.
 * @throws when a file is of a kind that {@link kinds} does not name.
 */
export function createBuiltFiles(folder: string): BuiltFiles {
  const files = new Map<string, Content>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const kind = kinds[extname(entry.name)];
    if (!kind) throw new Error(`${path} is of a kind that built-files.ts does not name.`);
    const body = readFileSync(path);
    files.set(`/_next/static/${relative(folder, path).split(sep).join("/")}`, {
      status: 200,
      headers: {
        "content-type": kind.type,
        "cache-control": "public, max-age=31536000, immutable",
        ...(!kind.dense && { vary: "Accept-Encoding" }),
      },
      body,
      etag: etagOf(body),
      encoded: {},
      dense: kind.dense,
    });
  }

  return async (request, response) => {
    const [path = ""] = (request.url ?? "").split("?", 1);
    const file = files.get(decodeURIComponent(path));
    if (!file) return false;
    await sendContent(request, response, file);
    return true;
  };
}

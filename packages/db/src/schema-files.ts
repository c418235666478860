import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Provider } from "./provider.ts";

export const prismaFolder = fileURLToPath(new URL("../../../prisma/", import.meta.url));

/** The whole Prisma schema of one database: its header and the models, which both share. */
export function schemaFiles(provider: Provider): { path: string; content: string }[] {
  const models = readdirSync(`${prismaFolder}models`)
    .filter((name) => name.endsWith(".prisma"))
    .sort()
    .map((name) => `models/${name}`);
  return [`${provider}.prisma`, ...models].map((path) => ({
    path,
    content: readFileSync(`${prismaFolder}${path}`, "utf8"),
  }));
}

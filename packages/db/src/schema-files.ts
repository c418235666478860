import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Provider } from "./provider.ts";

const prismaFolder = fileURLToPath(new URL("../../../prisma/", import.meta.url));

export const migrationsFolder = (provider: Provider) => `${prismaFolder}migrations/${provider}`;

export interface Migration {
  name: string;
  sql: string;
}

/** The committed migrations of one database, in their order. */
export const migrations = (provider: Provider): Migration[] =>
  readdirSync(migrationsFolder(provider), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map((name) => ({
      name,
      sql: readFileSync(`${migrationsFolder(provider)}/${name}/migration.sql`, "utf8"),
    }));

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

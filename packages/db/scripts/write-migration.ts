// npm run db:migration -- name: writes what the models have and the migrations lack, for both
// databases. CHECK constraints and partial indexes are then added to the SQL by hand, and named in
// src/constraints.ts.
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgresql } from "@sunchak/testing";
import { missingMigration } from "../src/missing-migration.ts";
import { migrationsFolder } from "../src/schema-files.ts";

const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error("Give the migration a name in snake_case: npm run db:migration -- add_reviews");
  process.exit(1);
}

const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
const server = await startPostgresql();
try {
  const sqlite = `file:${join(mkdtempSync(join(tmpdir(), "sunchak-")), "shadow.db")}`;
  for (const [provider, url] of [
    ["sqlite", sqlite],
    ["postgresql", server.urlOf("postgres")],
  ] as const) {
    const sql = await missingMigration(url);
    if (sql === "") {
      console.log(`${provider}: nothing to migrate`);
      continue;
    }
    const folder = `${migrationsFolder(provider)}/${stamp}_${name}`;
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}/migration.sql`, sql);
    console.log(`${provider}: ${folder}/migration.sql`);
  }
} finally {
  await server.stop();
}
process.exit(0);

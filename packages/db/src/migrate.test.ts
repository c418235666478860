import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onEachDatabase } from "@sunchak/testing";
import { describe, expect, inject, it } from "vitest";
import { checkConstraints, partialIndexes } from "./constraints.ts";
import { missingMigration } from "./missing-migration.ts";

describe("the migrations", () => {
  it.each(["sqlite", "postgresql"] as const)("agree with the models on %s", async (provider) => {
    const url =
      provider === "sqlite"
        ? `file:${join(mkdtempSync(join(tmpdir(), "sunchak-test-")), "shadow.db")}`
        : `${inject("postgresqlUrl")}postgres`;
    expect(await missingMigration(url)).toBe("");
  });
});

onEachDatabase((database, provider) => {
  const catalogue = async (table: string): Promise<string> => {
    const rows =
      provider === "sqlite"
        ? await database().client.$queryRaw<{ found: string }[]>`
            SELECT sql AS found FROM sqlite_master WHERE tbl_name = ${table} AND sql IS NOT NULL`
        : await database().client.$queryRaw<{ found: string }[]>`
            SELECT '"' || conname || '" ' || pg_get_constraintdef(oid) AS found
            FROM pg_constraint WHERE conrelid = ${table}::regclass
            UNION ALL SELECT '"' || indexname || '" ' || indexdef FROM pg_indexes
            WHERE tablename = ${table}`;
    return rows.map((row) => row.found).join("\n");
  };

  it.each(
    Object.entries(checkConstraints).flatMap(([table, names]) =>
      names.map((name) => [table, name] as const),
    ),
  )("%s keeps %s", async (table, name) => {
    expect(await catalogue(table)).toMatch(new RegExp(`"${name}" CHECK`));
  });

  it.each(
    Object.entries(partialIndexes).flatMap(([table, names]) =>
      names.map((name) => [table, name] as const),
    ),
  )("%s keeps the partial index %s", async (table, name) => {
    expect(await catalogue(table)).toMatch(new RegExp(`"${name}".* WHERE `));
  });
});

import { readFileSync } from "node:fs";
import { createTestDatabase } from "@sunchak/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { statementFiles, statementsModule } from "./statement-files.ts";

const files = statementFiles();
const textOf = (file: string) => files.find(({ name }) => name === file)?.text ?? expect.fail();

it("the generated module is up to date with the .sql files (npm run generate)", () => {
  const generated = new URL("../generated/statements.ts", import.meta.url);
  expect(readFileSync(generated, "utf8")).toBe(statementsModule());
});

it("the statements of order and payment store answers by the same text", () => {
  const kept = (name: string) => /kept AS \((.*?)\n\)/s.exec(textOf(name))?.[1] ?? expect.fail();
  expect(kept("order/place")).toBe(kept("payment/pay"));
});

describe("each statement", () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  beforeAll(async () => {
    database = await createTestDatabase("postgresql");
  });
  afterAll(() => database.drop());

  it.each(files)("$name can be prepared and run as its first lines say", async ({ text }) => {
    const [, types] = /^-- PREPARE statement (\(.*\)) AS …;$/m.exec(text) ?? expect.fail();
    const [, example] = /^-- (EXECUTE statement .*);$/m.exec(text) ?? expect.fail();
    const rows = await database.db.transaction(async (tx) => {
      await tx.$executeRawUnsafe(`PREPARE statement ${types} AS ${text}`);
      const found = await tx.$queryRawUnsafe(example ?? "");
      await tx.$executeRawUnsafe("DEALLOCATE statement");
      return found;
    });
    expect(rows).toEqual([]);
  });
});

import { onEachDatabase, testDeps } from "@sunchak/testing";
import { expect, test } from "vitest";
import { listAdminProducts } from "./product/list-admin-products.ts";
import { listAdminProductsInput, listUsersInput } from "./schema.ts";
import { listUsers } from "./user/list-users.ts";

const cursorOf = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

onEachDatabase((database) => {
  test.each([
    ["0000-01-01T00:00:00Z", "x"],
    ["9999-12-31T23:59:59Z", "x"],
    ["2026-02-29T00:00:00Z", "x"],
    [9_007_199_254_740_991, "x"],
    [-9_007_199_254_740_991, "x"],
    [1e300, "x"],
    [1.5, "x"],
    [null, null],
    ["2026-11-22T00:00:00Z", "x\u0000"],
    ["2026-11-22T00:00:00Z"],
    [],
    {},
    null,
  ])("an invented cursor is never an error: %j", async (...value) => {
    const deps = testDeps(database());
    const cursor = cursorOf(value.length === 1 ? value[0] : value);
    const lists = ["newest", "priceAsc", "stockAsc", "bestSelling"].map((sort) =>
      listAdminProducts(deps, listAdminProductsInput.parse({ cursor, sort })),
    );
    const pages = await Promise.all([...lists, listUsers(deps, listUsersInput.parse({ cursor }))]);
    for (const { nextCursor } of pages) expect(nextCursor).toBeNull();
  });
});

import { adjustStock, importProducts, payOrder, planImport } from "@sunchak/core";
import { makeOrder, makeProduct, makeShopper } from "@sunchak/testing";
import { describe, expect, test } from "vitest";
import { cell, textOf } from "../csv.ts";
import { type AdminApi, adminApiForTest } from "./admin.fixture.ts";
import { readProducts } from "./products-csv.ts";

/** Texts that spreadsheets and parsers stumble over. */
const nasty = ["=1+1", "'=1", "''=1", "'plain", "-3", "@x", 'a "b", c', "둘\n줄", "a,b", "+82"];

const bytes = (text: string) => new TextEncoder().encode(text);

async function shop(provider: "sqlite" | "postgresql" = "sqlite") {
  const api = await adminApiForTest({}, provider);
  const { deps } = api.runtime;
  const data = { slug: "kitchen", name: "주방", nameEn: "Kitchen", createdAt: deps.clock.now() };
  await deps.db.client.category.create({ data });
  const { token, id: actorId } = await api.person("manager");
  const plan = (body: string, as = token) =>
    api.send("POST", "/api/products/plan", {
      token: as,
      headers: { "content-type": "text/csv" },
      body,
    });
  return { api, deps, token, actorId, plan };
}

const download = async (api: AdminApi, token: string, locale = "ko") =>
  (await api.send("GET", `/api/products.csv?locale=${locale}`, { token })).text();

test.each(nasty)("a cell of %j is never a formula, and its text is found again", (text) => {
  const written = cell(text).replace(/^"(.*)"$/s, (_, inner) => inner.replaceAll('""', '"'));
  expect(written).not.toMatch(/^[=+\-@\t\r]/);
  expect(textOf(written)).toBe(text);
});

describe.each(["sqlite", "postgresql"] as const)("a file of products, on %s", (provider) => {
  test.each(["ko", "en"])("is taken in %s and imports again unchanged", async (locale) => {
    const { api, deps, token, plan } = await shop(provider);
    for (const [n, text] of nasty.entries()) {
      const name = text.replaceAll("\n", " ");
      const sku = /^[\x21-\x7e]+$/.test(text) ? text : undefined;
      const id = await makeProduct(deps, {
        ...{ name, nameEn: name, description: text, descriptionEn: text, archived: n % 3 === 0 },
        ...{ price: n * 1_000, stock: n, ...(sku && { sku }), ...(n % 2 && { lowStock: n }) },
      });
      const images = n % 2 ? [] : ["/products/a.svg", "/products/b.svg"];
      await deps.db.client.product.update({ where: { id }, data: { images, specs: "무게: 1kg" } });
    }
    const file = await download(api, token, locale);
    expect(file.split("\r\n")).toHaveLength(nasty.length + 2);
    const answer = await plan(file);
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { rows: [], unchanged: nasty.length },
    ]);
  });

  test("changes what was edited in it, and nothing else, however much is sold meanwhile", async () => {
    const { api, deps, token, actorId } = await shop(provider);
    const [edited, sold] = [await makeProduct(deps), await makeProduct(deps, { stock: 9 })];
    const file = await download(api, token);
    const userId = await makeShopper(deps, { balance: 100_000 });
    await payOrder(deps, { id: await makeOrder(deps, { userId, productId: edited }), userId });
    await adjustStock(deps, { actorId, id: sold, quantity: 1, reason: "입고" });
    const typed = file.replaceAll(",10000,", ',"11,000원",');
    const { rows } = await planImport(deps, await readProducts(bytes(typed)));
    expect(rows.map(({ changes }) => changes)).toEqual([
      [{ field: "price", before: 10_000, after: 11_000 }],
      [{ field: "price", before: 10_000, after: 11_000 }],
    ]);
    const apply = rows.flatMap((row) => row.apply ?? []);
    const { applied } = await importProducts(deps, { actorId, rows: apply, reason: "봄맞이" });
    expect(applied).toHaveLength(2);
  });
});

describe("a file that is read", () => {
  const read = async (text: string | Uint8Array) =>
    readProducts(typeof text === "string" ? bytes(text) : text).catch(
      ({ code, details }) => ({ code, ...details }) as { code: string; reason: string },
    );

  test("may be in the encoding of Korean spreadsheets, with other columns left out", async () => {
    // "이름,가격\n컵,1" as CP949.
    const file = [0xc0, 0xcc, 0xb8, 0xa7, 0x2c, 0xb0, 0xa1, 0xb0, 0xdd, 0x0a, 0xc4, 0xc5];
    expect(await read(new Uint8Array([...file, 0x2c, 0x31]))).toEqual([
      { line: 2, cells: { name: "컵", price: "1" } },
    ]);
  });

  test("gives each row its line, past blank ones and texts of several lines", async () => {
    const rows = await read(
      '\uFEFFname,description,,\r\n컵,"둘\n줄",,\r\n\r\n,,,\r\n"a ""b""",x\r\n',
    );
    expect(rows).toEqual([
      { line: 3, cells: { name: "컵", description: "둘\n줄" } },
      { line: 6, cells: { name: 'a "b"', description: "x" } },
    ]);
  });

  test.each([
    ["", "EMPTY"],
    ["name,price\n", "EMPTY"],
    ["name,색\n컵,흰색", "UNKNOWN_COLUMN"],
    ["name,이름\n컵,컵", "SECOND_COLUMN"],
    ["price\n1", "NO_COLUMN"],
    ['name\n"컵', "DAMAGED"],
    [`name\n${"컵\n".repeat(10_001)}`, "TOO_MANY_ROWS"],
  ])("is refused with a reason: %.20j", async (text, reason) => {
    expect(await read(text)).toMatchObject({ code: "VALIDATION_FAILED", reason });
  });

  test("holds up to ten thousand rows", async () => {
    expect(await read(`name\n${"컵\n".repeat(10_000)}`)).toHaveLength(10_000);
  });
});

test("a file of products is taken by all of the staff, and planned by managers alone", async () => {
  const { api, plan } = await shop();
  const [viewer, shopper] = [await api.person("viewer"), await api.person("user")];
  const get = async (token?: string) =>
    (await api.send("GET", "/api/products.csv", { token })).status;
  expect([await get(), await get(shopper.token), await get(viewer.token)]).toEqual([401, 403, 200]);
  expect((await plan("name\n컵", viewer.token)).status).toBe(403);
  const long = await plan("x".repeat(16 * 1024 * 1024 + 1));
  expect(long.status).toBe(413);
});

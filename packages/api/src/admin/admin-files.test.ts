import { aggregateRanking, inSeoul, listAccess, payOrder } from "@sunchak/core";
import { searchName } from "@sunchak/db";
import { makeOrder, makeProduct, makeShopper } from "@sunchak/testing";
import { describe, expect, test } from "vitest";
import { cell } from "../csv.ts";
import { ADMIN_ORIGIN, type AdminApi, adminApiForTest, PASSWORD } from "./admin.fixture.ts";

describe("signing in to the admin app", () => {
  const signIn = (api: AdminApi, email: string, password = PASSWORD) =>
    api.send("POST", "/api/auth/sign-in/email", {
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email, password }),
    });

  test("lets an admin in, with a cookie of its own", async () => {
    const api = await adminApiForTest();
    const { email, id } = await api.person("owner");
    const answer = await signIn(api, email);
    expect(answer.status).toBe(200);
    const cookie = answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    expect(cookie).toMatch(/^sunchak-admin\.session_token=/);
    const me = (headers: RequestInit["headers"]) =>
      api.send("GET", "/api/trpc/admin.session.me", { headers });
    expect(await (await me({ cookie })).json()).toMatchObject({ result: { data: { id } } });
    const storefronts = cookie.replace("sunchak-admin", "sunchak");
    expect((await me({ cookie: storefronts })).status).toBe(401);
  });

  test("refuses a shopper, begins no session and does not say who is an admin", async () => {
    const api = await adminApiForTest();
    const { email } = await api.person("user");
    const sessions = () => api.runtime.deps.db.client.session.count();
    const before = await sessions();
    const answer = await signIn(api, email);
    expect([answer.status, await answer.json()]).toMatchObject([403, { code: "FORBIDDEN" }]);
    expect(answer.headers.get("set-auth-token")).toBeNull();
    expect(answer.headers.getSetCookie().join()).not.toMatch(/session_token=[^;]/);
    expect(await sessions()).toBe(before);
    const admin = await api.person("owner");
    const wrong = await Promise.all(
      [email, admin.email, "nobody@example.com"].map(async (one) => {
        const refused = await signIn(api, one, "wrong password");
        return [refused.status, await refused.text()];
      }),
    );
    expect(new Set(wrong.map(String)).size).toBe(1);
    expect(wrong[0]?.[0]).toBe(401);
  });

  test("offers neither sign-up nor the storefront's calls", async () => {
    const api = await adminApiForTest();
    for (const [method, path] of [
      ["POST", "/api/auth/sign-up/email"],
      ["GET", "/api/v1/products"],
      ["GET", "/api/v1/openapi.json"],
      ["GET", "/api/docs"],
      ["GET", "/metrics"],
      ["POST", "/api/inngest"],
      ["POST", "/api/auth/admin/set-role"],
      ["GET", "/api/trpc/product.list"],
    ] as const) {
      expect([path, (await api.send(method, path)).status]).toEqual([path, 404]);
    }
    expect((await api.send("GET", "/api/health")).status).toBe(200);
  });
});

const WHY = encodeURIComponent("세금 신고");

describe("a CSV with personal data", () => {
  test("is logged with who took it, why and from where, before it is sent; without a reason it is refused", async () => {
    const api = await adminApiForTest();
    const { deps } = api.runtime;
    const { id: actorId, token } = await api.person("owner");
    const shopper = await makeShopper(deps, { name: "-오하늘", balance: 10_000 });
    await api.query("admin.user.get", { id: shopper }, token);
    const get = async (name: string, search = `?reason=${WHY}&locale=en`) => {
      const answer = await api.send("GET", `/api/${name}.csv${search}`, { token });
      return { status: answer.status, lines: (await answer.text()).split("\r\n") };
    };
    const entries = async () => (await listAccess(deps, { actorId, size: 50 })).items;
    for (const search of ["", "?reason=", "?reason=%20"]) {
      expect([search, (await get("shoppers", search)).status]).toEqual([search, 400]);
    }
    expect(await entries()).toMatchObject([
      { action: "user.view", subjectId: shopper },
      { action: "session.signIn" },
    ]);
    const shoppers = await get(
      "shoppers",
      `?reason=${WHY}&locale=en&q=${encodeURIComponent("오하늘")}&banned=false`,
    );
    expect(shoppers.lines[0]).toMatch(
      /^\uFEFF?Name,Email,Role,Balance,Joined,Banned,Ban reason,Shopper ID$/,
    );
    expect(shoppers.lines[1]).toMatch(/^'-오하늘,/);
    expect(shoppers.lines).toHaveLength(3);
    const access = await get("access");
    expect(access.lines[0]).toMatch(/Reason,IP address,Entry ID$/);
    // The file holds the entry of its own download.
    expect(access.lines[1]).toContain("access.download");
    expect((await get("audit")).lines[0]).toMatch(/^\uFEFF?Time,Who,Email,Action,/);
    const actions = (await entries()).map(({ action, reason }) => [action, reason]);
    expect(actions.slice(0, 3)).toEqual([
      ["audit.download", "세금 신고"],
      ["access.download", "세금 신고"],
      ["user.download", "세금 신고"],
    ]);
  });

  test("is not sent, nor a shopper shown, when it cannot be logged", async () => {
    const api = await adminApiForTest();
    const { client } = api.runtime.deps.db;
    const { token } = await api.person("owner");
    const id = await makeShopper(api.runtime.deps);
    await client.$executeRawUnsafe("ALTER TABLE access_entries RENAME TO access_entries_away");
    try {
      const file = await api.send("GET", `/api/shoppers.csv?reason=${WHY}`, { token });
      expect(file.status).toBeGreaterThanOrEqual(500);
      for (const name of ["get", "entries", "coupons", "orders"]) {
        const { status } = await api.query(`admin.user.${name}`, { id }, token);
        expect([name, status >= 500]).toEqual([name, true]);
      }
    } finally {
      await client.$executeRawUnsafe("ALTER TABLE access_entries_away RENAME TO access_entries");
    }
  });
});

describe("the CSV of a ranking", () => {
  test("holds the stored list, in the asked language, for admins alone", async () => {
    const api = await adminApiForTest();
    const { deps } = api.runtime;
    const { token } = await api.person("owner");
    const userId = await makeShopper(deps, { balance: 100_000 });
    const productId = await makeProduct(deps, { name: "=컵", nameEn: "Cup", price: 1_500 });
    await payOrder(deps, { id: await makeOrder(deps, { userId, productId, quantity: 2 }), userId });
    api.clock.advance(60_000);
    await aggregateRanking(deps);
    const get = (search: string, as?: string) =>
      api.send("GET", `/api/ranking.csv${search}`, { token: as });
    const answer = await get("?days=7&by=revenue&category=kitchen&locale=en", token);
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment; .*ranking\.csv/);
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(await answer.arrayBuffer());
    expect(text.split("\r\n")).toEqual([
      "\uFEFFRank,Rank before,Product,Product (English),Product ID,Sold,Revenue,Price now,Archived",
      `1,,'=컵,Cup,${productId},2,3000,1500,`,
      "",
    ]);
    expect(await (await get("", token)).text()).toMatch(/^\uFEFF?순위,/);
    for (const search of ["?days=2", "?days=x", "?by=x", "?unknown=1"]) {
      expect([search, (await get(search, token)).status]).toEqual([search, 400]);
    }
    expect((await get("")).status).toBe(401);
    expect((await get("", (await api.person("user")).token)).status).toBe(403);
    expect((await api.send("POST", "/api/ranking.csv", { token })).status).toBe(405);
  });
});

describe("the CSV of a report", () => {
  test("holds the report's rows, in the asked language, for admins alone", async () => {
    const api = await adminApiForTest();
    const { deps } = api.runtime;
    const { token } = await api.person("owner");
    const userId = await makeShopper(deps, { balance: 100_000 });
    const productId = await makeProduct(deps, { name: "=컵", nameEn: "Cup", price: 1_500 });
    await payOrder(deps, { id: await makeOrder(deps, { userId, productId, quantity: 2 }), userId });
    const today = inSeoul(api.clock.now()).slice(0, 10);
    const get = (search: string, as?: string) =>
      api.send("GET", `/api/report.csv${search}`, { token: as });
    const lines = async (show: string) => {
      const answer = await get(`?show=${show}&from=${today}&to=${today}&locale=en`, token);
      expect(answer.headers.get("content-disposition")).toContain(`${show}-${today}-${today}.csv`);
      return (await answer.text()).replace("\uFEFF", "").split("\r\n");
    };
    expect(await lines("products")).toEqual([
      "Name,Name (English),Product ID,Sold,Before discounts,Refunded,Refunded before discounts,Archived",
      `'=컵,Cup,${productId},2,3000,0,0,`,
      "",
    ]);
    expect((await lines("sales"))[1]).toBe(`${today},${today},1,3000,0,3000,0,0,3000`);
    expect((await lines("campaigns"))[1]).toBe(",,,1,3000,0,3000,0,0,3000");
    expect((await lines("shoppers"))[1]).toBe(`${today},${today},1,1,3000,0,0`);
    expect((await lines("balance"))[1]).toBe(`${today},${today},100000,3000,0,0,97000`);
    const ofToday = `&from=${today}&to=${today}`;
    for (const search of [
      "?show=sales",
      `?show=x${ofToday}`,
      `?show=sales${ofToday}&unknown=1`,
      "?show=sales&from=2026-02-01&to=2026-01-01",
      "?show=sales&from=2020-01-01&to=2026-01-01",
    ]) {
      expect([search, (await get(search, token)).status]).toEqual([search, 400]);
    }
    const sales = `?show=sales${ofToday}`;
    expect((await get(sales)).status).toBe(401);
    expect((await get(sales, (await api.person("user")).token)).status).toBe(403);
    expect((await api.send("POST", `/api/report.csv${sales}`, { token })).status).toBe(405);
  });
});

describe("the CSV of orders", () => {
  test("holds the filtered orders, without a cell that a spreadsheet would run", async () => {
    const api = await adminApiForTest();
    const { deps } = api.runtime;
    const { token } = await api.person("owner");
    const userId = await makeShopper(deps, { balance: 100_000 });
    await deps.db.client.user.update({
      where: { id: userId },
      data: { name: '=HYPERLINK("http://evil.example")' },
    });
    const name = '-컵, "큰"';
    const productId = await makeProduct(deps, { name, price: 1_500 });
    expect(searchName(name)).toContain("컵");
    const paid = await makeOrder(deps, { userId, productId, quantity: 2 });
    const { orderNumber, paidAt } = await payOrder(deps, { id: paid, userId });
    await makeOrder(deps, { userId, productId });
    const get = (search: string, as?: string) =>
      api.send("GET", `/api/orders.csv${search}${search ? "&" : "?"}reason=${WHY}`, { token: as });
    const answer = await get("?status=PAID&locale=en", token);
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment/);
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(await answer.arrayBuffer());
    const [heading, row, ...rest] = text.split("\r\n");
    expect(heading).toMatch(/^\uFEFFOrder number,/);
    expect(rest).toEqual([""]);
    const seoul = new Date(Date.parse(paidAt) + 9 * 3_600_000).toISOString().slice(0, 19);
    expect(row?.split(",").slice(0, 3)).toEqual([orderNumber, paid, "PAID"]);
    expect(row).toContain(`,${seoul.replace("T", " ")},,`);
    expect(row).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
    expect(row).toContain(`"'-컵, ""큰"" × 2",2,3000,0,3000`);
    expect((await (await get("", token)).text()).split("\r\n")).toHaveLength(4);
    expect((await get("?status=NONSENSE", token)).status).toBe(400);
    expect((await get("?unknown=1", token)).status).toBe(400);
    expect((await get("")).status).toBe(401);
    expect((await get("", (await api.person("user")).token)).status).toBe(403);
  });

  test("is sent in pieces while it is read, and stops when the client stops reading", async () => {
    const api = await adminApiForTest();
    const { deps } = api.runtime;
    const { token } = await api.person("owner");
    const userId = await makeShopper(deps);
    const productId = await makeProduct(deps, { name: "컵".repeat(60) });
    const createdAt = deps.clock.now();
    const ids = Array.from({ length: 1_203 }, (_, i) => `order-${String(i).padStart(4, "0")}`);
    const money = { subtotal: 1, discount: 0, total: 1 };
    await deps.db.client.order.createMany({
      data: ids.map((id) => ({
        id,
        userId,
        status: "CANCELLED",
        ...money,
        createdAt,
        expiresAt: createdAt,
        closedAt: createdAt,
      })),
    });
    const line = { productId, position: 0, name: "컵".repeat(60), nameEn: "", quantity: 1 };
    await deps.db.client.orderLine.createMany({
      data: ids.map((orderId) => ({ orderId, ...line, unitPrice: 1, amount: 1 })),
    });
    const whole = await (await api.send("GET", `/api/orders.csv?reason=${WHY}`, { token })).text();
    const read = whole
      .split("\r\n")
      .slice(1, -1)
      .map((row) => row.split(",")[1]);
    expect(read).toEqual([...ids].reverse());
    const reader = (
      await api.send("GET", `/api/orders.csv?reason=${WHY}`, { token })
    ).body?.getReader();
    const first = await reader?.read();
    expect(first?.value?.byteLength).toBeLessThan(Buffer.byteLength(whole) / 2);
    await reader?.cancel();
  });

  test.each([
    ["=1+1", "'=1+1"],
    ["+82", "'+82"],
    ["-1", "'-1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\tx", "'\tx"],
    ["\rx", `"'\rx"`],
    ['a"b', '"a""b"'],
    ["a,b", '"a,b"'],
    ["a\nb", '"a\nb"'],
    ["a=b", "a=b"],
    [-5, "-5"],
    [null, ""],
  ])("writes %j as %j", (value, written) => {
    expect(cell(value)).toBe(written);
  });
});

test("accepts changes from the admin app's own origin only", async () => {
  const api = await adminApiForTest();
  const { email } = await api.person("owner");
  const from = (origin: string) =>
    api.send("POST", "/api/auth/sign-in/email", {
      headers: { "content-type": "application/json", origin },
      body: JSON.stringify({ email, password: PASSWORD }),
    });
  expect((await from(ADMIN_ORIGIN)).status).toBe(200);
  expect((await from("http://localhost:3000")).status).toBe(403);
});

import type { adminRouter } from "@sunchak/api";
import type pg from "pg";

type AdminProcedures = ReturnType<typeof adminRouter.createCaller>["admin"];

/** Answers the admin's procedures for one request. */
export type Caller = () => AdminProcedures;

export interface AdminCase {
  what: string;
  call(admin: AdminProcedures): Promise<unknown>;
  /** One statement that finds the same rows. */
  bare: string;
}

/** How many rows into a list its deep page begins, from the list's far end. */
const FROM_END = 200;

const cursorOf = (...values: unknown[]) =>
  Buffer.from(JSON.stringify(values)).toString("base64url");
const text = (value: unknown) => `'${String(value).replaceAll("'", "''")}'`;
const time = (value: Date) => `TIMESTAMP ${text(value.toISOString().slice(0, -1))}`;

const ordersOf = (where: string) => `
  SELECT o.*, u.name, u.email, l.lines
  FROM (SELECT * FROM orders o WHERE ${where} ORDER BY id DESC LIMIT 51) o
  JOIN users u ON u.id = o.user_id
  JOIN LATERAL (SELECT json_agg(x ORDER BY position) AS lines FROM order_lines x WHERE x.order_id = o.id) l ON true
  ORDER BY o.id DESC`;
const productsOf = (where: string, order = "created_at DESC, id DESC") =>
  `SELECT * FROM products WHERE ${where} ORDER BY ${order} LIMIT 51`;
const usersOf = (where: string) => `
  SELECT u.*, a.balance FROM users u LEFT JOIN accounts a ON a.user_id = u.id
  WHERE ${where} ORDER BY u.created_at DESC, u.id DESC LIMIT 51`;
const exportsOf = (where: string) => `
  SELECT e.*, o.order_number FROM outbox_events e JOIN orders o ON o.id = e.order_id
  WHERE ${where} ORDER BY e.id DESC LIMIT 51`;
const holdersOf = (where: string) => `
  SELECT c.*, u.name, u.email, o.id AS order_id, o.order_number
  FROM issued_coupons c JOIN users u ON u.id = c.user_id
  LEFT JOIN orders o ON o.issued_coupon_id = c.id AND o.status = 'PAID'
  WHERE ${where} ORDER BY c.id DESC LIMIT 51`;
const auditOf = (where: string) => `
  SELECT a.*, u.name, u.email FROM audit_entries a LEFT JOIN users u ON u.id = a.actor_id
  WHERE ${where} ORDER BY a.id DESC LIMIT 51`;

/** Every list: its first page, a page far in, its filters, searches and orders. */
export async function adminCases(sql: pg.Client): Promise<AdminCase[]> {
  const row = async (statement: string) => (await sql.query(statement)).rows[0] ?? {};
  const deepIn = (table: string, where = "true") =>
    row(`SELECT * FROM ${table} WHERE ${where} ORDER BY id LIMIT 1 OFFSET ${FROM_END}`);
  const deepOrder = await deepIn("orders");
  const deepRefund = await deepIn("orders", "status = 'REFUNDED' OR status = 'EXPIRED'");
  const deepUser = await row(
    `SELECT * FROM users ORDER BY created_at, id LIMIT 1 OFFSET ${FROM_END}`,
  );
  const deepExport = await deepIn("outbox_events");
  const deepAudit = await deepIn("audit_entries");
  const deepRanking = await deepIn("ranking_snapshots");
  const product = (order: string) =>
    row(
      `SELECT * FROM products WHERE archived_at IS NULL ORDER BY ${order} LIMIT 1 OFFSET ${FROM_END}`,
    );
  const [newest, cheapest, dearest, fewest, best] = await Promise.all(
    [
      "created_at, id",
      "price DESC, id DESC",
      "price, id",
      "stock DESC, id DESC",
      "sold_quantity, id",
    ].map(product),
  );
  const paid = await row(
    "SELECT * FROM orders WHERE status = 'PAID' ORDER BY id LIMIT 1 OFFSET 999",
  );
  const bestSeller = await row("SELECT id FROM products ORDER BY sold_quantity DESC LIMIT 1");
  const campaign = await row(
    "SELECT id FROM coupon_campaigns ORDER BY issued_count DESC, id DESC LIMIT 1",
  );
  const deepCoupon = await deepIn("issued_coupons", `campaign_id = ${text(campaign.id)}`);
  const shopper = text(paid.user_id);
  const monthAgo = new Date(Date.now() - 30 * 86_400_000);
  const paidDay = String(paid.order_number).slice(0, 8);
  const active = "archived_at IS NULL";
  const inCampaign = `c.campaign_id = ${text(campaign.id)}`;
  const now = "(now() AT TIME ZONE 'UTC')";

  type Lists = {
    orders: Parameters<AdminProcedures["order"]["list"]>[0];
    products: Parameters<AdminProcedures["product"]["list"]>[0];
    shoppers: Parameters<AdminProcedures["user"]["list"]>[0];
    exports: Parameters<AdminProcedures["export"]["list"]>[0];
    holders: Omit<Parameters<AdminProcedures["campaign"]["holders"]>[0], "id">;
    audit: Parameters<AdminProcedures["audit"]["list"]>[0];
  };
  const orders = (what: string, input: Lists["orders"], where: string): AdminCase => ({
    what: `orders: ${what}`,
    call: (admin) => admin.order.list(input),
    bare: ordersOf(where),
  });
  const products = (
    what: string,
    input: Lists["products"],
    where: string,
    order?: string,
  ): AdminCase => ({
    what: `products: ${what}`,
    call: (admin) => admin.product.list(input),
    bare: productsOf(where, order),
  });
  const shoppers = (what: string, input: Lists["shoppers"], where: string): AdminCase => ({
    what: `shoppers: ${what}`,
    call: (admin) => admin.user.list(input),
    bare: usersOf(where),
  });
  const exports = (what: string, input: Lists["exports"], where: string): AdminCase => ({
    what: `exports: ${what}`,
    call: (admin) => admin.export.list(input),
    bare: exportsOf(where),
  });
  const holders = (what: string, input: Lists["holders"], where: string): AdminCase => ({
    what: `holders: ${what}`,
    call: (admin) => admin.campaign.holders({ ...input, id: campaign.id }),
    bare: holdersOf(`${inCampaign} AND ${where}`),
  });
  const audit = (what: string, input: Lists["audit"], where: string): AdminCase => ({
    what: `audit: ${what}`,
    call: (admin) => admin.audit.list(input),
    bare: auditOf(where),
  });
  const after = (column: string, beyond: string, value: string, id: unknown) =>
    `${active} AND (${column}, id) ${beyond} (${value}, ${text(id)})`;

  return [
    {
      what: "dashboard: summary",
      call: (admin) => admin.dashboard.summary(),
      bare: `SELECT (SELECT SUM(balance) FROM accounts),
        (SELECT SUM(total) FROM orders WHERE paid_at >= date_trunc('day', ${now})),
        (SELECT COUNT(*) FROM outbox_events WHERE status = 'PENDING'),
        (SELECT COUNT(*) FROM outbox_events WHERE status = 'DEAD'),
        (SELECT COUNT(*) FROM users WHERE created_at >= date_trunc('day', ${now}))`,
    },
    ...(["24h", "7d", "30d"] as const).map((range) => ({
      what: `dashboard: sales over ${range}`,
      call: (admin: AdminProcedures) => admin.dashboard.series({ range }),
      bare: `SELECT date_trunc('${range === "24h" ? "hour" : "day"}', hour + interval '9 hours'), SUM(sales), SUM(orders)
        FROM sales_hours WHERE hour >= ${now} - interval '${range.replace("h", " hours").replace("d", " days")}' GROUP BY 1`,
    })),

    orders("first page", {}, "true"),
    orders("deep", { cursor: deepOrder.id }, `id < ${text(deepOrder.id)}`),
    orders("paid", { status: "PAID" }, "status = 'PAID'"),
    orders("pending", { status: "PENDING" }, `status = 'PENDING' AND expires_at > ${now}`),
    orders("cancelled", { status: "CANCELLED" }, "status = 'CANCELLED'"),
    orders(
      "expired, deep",
      { status: "EXPIRED", cursor: deepRefund.id },
      `(status = 'EXPIRED' OR (status = 'PENDING' AND expires_at <= ${now})) AND id < ${text(deepRefund.id)}`,
    ),
    orders(
      "refunded, deep",
      { status: "REFUNDED", cursor: deepRefund.id },
      `status = 'REFUNDED' AND id < ${text(deepRefund.id)}`,
    ),
    orders(
      "placed before a month ago",
      { to: monthAgo.toISOString() },
      `created_at < ${time(monthAgo)}`,
    ),
    orders("of a shopper", { userId: paid.user_id }, `user_id = ${shopper}`),
    orders(
      "of the best seller",
      { productId: bestSeller.id },
      `id IN (SELECT order_id FROM order_lines WHERE product_id = ${text(bestSeller.id)})`,
    ),
    orders(
      "of the best seller, refunded",
      { productId: bestSeller.id, status: "REFUNDED" },
      `status = 'REFUNDED' AND id IN (SELECT order_id FROM order_lines WHERE product_id = ${text(bestSeller.id)})`,
    ),
    orders("by number", { q: paid.order_number }, `order_number = ${text(paid.order_number)}`),
    orders(
      "by the day of a number",
      { q: paidDay },
      `order_number LIKE '${paidDay}%' OR user_id IN (SELECT id FROM users WHERE lower(name) LIKE '%${paidDay}%')`,
    ),
    orders(
      "by an email",
      { q: "shopper777@" },
      "user_id IN (SELECT id FROM users WHERE email LIKE 'shopper777@%')",
    ),
    orders(
      "by a name that many have",
      { q: "김" },
      "user_id IN (SELECT id FROM users WHERE lower(name) LIKE '%김%')",
    ),
    orders(
      "by a product",
      { q: "머그 50" },
      "id IN (SELECT order_id FROM order_lines WHERE product_id IN (SELECT id FROM products WHERE search_name LIKE '%머그 50%'))",
    ),
    orders(
      "by what no one has",
      { q: "zzzzz" },
      "user_id IN (SELECT id FROM users WHERE lower(name) LIKE '%zzzzz%') OR id IN (SELECT order_id FROM order_lines WHERE product_id IN (SELECT id FROM products WHERE search_name LIKE '%zzzzz%'))",
    ),
    {
      what: "orders: one",
      call: (admin) => admin.order.get({ id: paid.id }),
      bare: `SELECT o.*, u.name, p.*, l.lines, e.entries, x.events FROM orders o JOIN users u ON u.id = o.user_id
        LEFT JOIN payments p ON p.order_id = o.id,
        LATERAL (SELECT json_agg(x) AS lines FROM order_lines x WHERE x.order_id = o.id) l,
        LATERAL (SELECT json_agg(x) AS entries FROM ledger_entries x WHERE x.order_id = o.id) e,
        LATERAL (SELECT json_agg(x) AS events FROM outbox_events x WHERE x.order_id = o.id) x
        WHERE o.id = ${text(paid.id)}`,
    },

    products("newest", {}, active),
    products(
      "newest, deep",
      { cursor: cursorOf(newest.created_at.toISOString(), newest.id) },
      after("created_at", "<", time(newest.created_at), newest.id),
    ),
    products("cheapest", { sort: "priceAsc" }, active, "price, id"),
    products(
      "cheapest, deep",
      { sort: "priceAsc", cursor: cursorOf(Number(cheapest.price), cheapest.id) },
      after("price", ">", cheapest.price, cheapest.id),
      "price, id",
    ),
    products(
      "dearest, deep",
      { sort: "priceDesc", cursor: cursorOf(Number(dearest.price), dearest.id) },
      after("price", "<", dearest.price, dearest.id),
      "price DESC, id DESC",
    ),
    products("least stock", { sort: "stockAsc" }, active, "stock, id"),
    products(
      "least stock, deep",
      { sort: "stockAsc", cursor: cursorOf(fewest.stock, fewest.id) },
      after("stock", ">", fewest.stock, fewest.id),
      "stock, id",
    ),
    products("best selling", { sort: "bestSelling" }, active, "sold_quantity DESC, id DESC"),
    products(
      "best selling, deep",
      { sort: "bestSelling", cursor: cursorOf(best.sold_quantity, best.id) },
      after("sold_quantity", "<", best.sold_quantity, best.id),
      "sold_quantity DESC, id DESC",
    ),
    products("of a category", { category: "food" }, `${active} AND category = 'food'`),
    products(
      "of a category, cheapest",
      { category: "food", sort: "priceAsc" },
      `${active} AND category = 'food'`,
      "price, id",
    ),
    products("archived", { status: "archived" }, "archived_at IS NOT NULL"),
    products("sold out", { stock: "out" }, `${active} AND stock = 0`),
    products(
      "low in stock, best selling",
      { stock: "low", sort: "bestSelling" },
      `${active} AND stock BETWEEN 1 AND 9`,
      "sold_quantity DESC, id DESC",
    ),
    products("search", { q: "머그 99" }, `${active} AND search_name LIKE '%머그 99%'`),
    products(
      "search, cheapest",
      { q: "mug 99", sort: "priceAsc" },
      `${active} AND search_name LIKE '%mug 99%'`,
      "price, id",
    ),
    products("search in vain", { q: "zzzzz" }, `${active} AND search_name LIKE '%zzzzz%'`),
    {
      what: "products: categories",
      call: (admin) => admin.product.categories(),
      bare: "SELECT DISTINCT category FROM products WHERE archived_at IS NULL",
    },
    {
      what: "products: stock journal",
      call: (admin) => admin.product.stockJournal({ id: bestSeller.id }),
      bare: `SELECT * FROM stock_adjustments WHERE product_id = ${text(bestSeller.id)} ORDER BY id DESC LIMIT 51`,
    },

    shoppers("first page", {}, "true"),
    shoppers(
      "deep",
      { cursor: cursorOf(deepUser.created_at.toISOString(), deepUser.id) },
      `(u.created_at, u.id) < (${time(deepUser.created_at)}, ${text(deepUser.id)})`,
    ),
    shoppers(
      "by an email",
      { q: "shopper99" },
      "email LIKE 'shopper99%' OR lower(name) LIKE '%shopper99%'",
    ),
    shoppers(
      "by a name",
      { q: "하늘9999" },
      "email LIKE '하늘9999%' OR lower(name) LIKE '%하늘9999%'",
    ),
    shoppers("search in vain", { q: "zzzzz" }, "email LIKE 'zzzzz%' OR lower(name) LIKE '%zzzzz%'"),
    shoppers("admins", { role: "admin" }, "role = 'admin'"),
    shoppers("banned", { banned: true }, "banned"),
    {
      what: "shoppers: one",
      call: (admin) => admin.user.get({ id: paid.user_id }),
      bare: `SELECT u.*, a.*, (SELECT COUNT(*) FROM orders WHERE user_id = u.id),
        (SELECT COUNT(*) FROM issued_coupons WHERE user_id = u.id)
        FROM users u JOIN accounts a ON a.user_id = u.id WHERE u.id = ${shopper}`,
    },
    {
      what: "shoppers: ledger",
      call: (admin) => admin.user.entries({ id: paid.user_id }),
      bare: `SELECT * FROM ledger_entries WHERE user_id = ${shopper} ORDER BY number DESC LIMIT 51`,
    },
    {
      what: "shoppers: coupons",
      call: (admin) => admin.user.coupons({ id: paid.user_id }),
      bare: `SELECT * FROM issued_coupons i JOIN coupon_campaigns c ON c.id = i.campaign_id
        WHERE i.user_id = ${shopper} ORDER BY i.issued_at DESC`,
    },
    {
      what: "shoppers: orders",
      call: (admin) => admin.user.orders({ id: paid.user_id }),
      bare: ordersOf(`user_id = ${shopper}`),
    },

    exports("first page", {}, "true"),
    exports("deep", { cursor: deepExport.id }, `e.id < ${text(deepExport.id)}`),
    exports("waiting", { status: "PENDING" }, "e.status = 'PENDING'"),
    exports("dead", { status: "DEAD" }, "e.status = 'DEAD'"),
    exports("refunds", { type: "order.refunded" }, "e.type = 'order.refunded'"),
    exports(
      "dead refunds",
      { type: "order.refunded", status: "DEAD" },
      "e.type = 'order.refunded' AND e.status = 'DEAD'",
    ),
    exports(
      "by an order's number",
      { q: paid.order_number },
      `o.order_number = ${text(paid.order_number)}`,
    ),
    {
      what: "exports: one",
      call: (admin) => admin.export.get({ id: deepExport.id }),
      bare: `SELECT e.*, o.*, (SELECT json_agg(l) FROM order_lines l WHERE l.order_id = o.id),
        (SELECT json_agg(a) FROM export_attempts a WHERE a.event_id = e.id)
        FROM outbox_events e JOIN orders o ON o.id = e.order_id WHERE e.id = ${text(deepExport.id)}`,
    },
    {
      what: "exports: status",
      call: (admin) => admin.export.status(),
      bare: `SELECT (SELECT COUNT(*) FROM outbox_events WHERE status = 'PENDING'),
        (SELECT MIN(occurred_at) FROM outbox_events WHERE status = 'PENDING'),
        (SELECT COUNT(*) FROM outbox_events WHERE status = 'DEAD')`,
    },

    {
      what: "campaigns: first page",
      call: (admin) => admin.campaign.list({}),
      bare: "SELECT * FROM coupon_campaigns ORDER BY id DESC LIMIT 51",
    },
    {
      what: "campaigns: one, of 100 thousand coupons",
      call: (admin) => admin.campaign.get({ id: campaign.id }),
      bare: `SELECT COUNT(*), COUNT(used_at), COUNT(*) FILTER (WHERE used_at IS NULL AND expires_at <= ${now})
        FROM issued_coupons WHERE campaign_id = ${text(campaign.id)}`,
    },
    holders("first page", {}, "true"),
    holders("deep", { cursor: deepCoupon.id }, `c.id < ${text(deepCoupon.id)}`),
    holders("used", { status: "USED" }, "c.used_at IS NOT NULL"),
    holders("expired", { status: "EXPIRED" }, `c.used_at IS NULL AND c.expires_at <= ${now}`),
    holders(
      "by an email",
      { q: "shopper99999" },
      "(lower(u.name) LIKE '%shopper99999%' OR u.email LIKE 'shopper99999%')",
    ),

    audit("first page", {}, "true"),
    audit("deep", { cursor: deepAudit.id }, `a.id < ${text(deepAudit.id)}`),
    audit(
      "of a subject",
      { subjectType: deepAudit.subject_type, subjectId: deepAudit.subject_id },
      `subject_type = ${text(deepAudit.subject_type)} AND subject_id = ${text(deepAudit.subject_id)}`,
    ),
    audit("of an action", { action: "order.refund" }, "action = 'order.refund'"),
    audit("of an action that never was", { action: "user.ban" }, "action = 'user.ban'"),
    audit("of a kind that never was", { subjectType: "user" }, "subject_type = 'user'"),
    audit("of an admin", { actorId: deepAudit.actor_id }, `actor_id = ${text(deepAudit.actor_id)}`),
    audit("of one who did nothing", { actorId: "nobody" }, "actor_id = 'nobody'"),
    audit("before a month ago", { to: monthAgo.toISOString() }, `at < ${time(monthAgo)}`),

    {
      what: "ranking: current",
      call: (admin) => admin.ranking.current(),
      bare: `SELECT * FROM ranking_snapshots s JOIN ranking_entries e ON e.snapshot_id = s.id
        WHERE s.id = (SELECT id FROM ranking_snapshots ORDER BY window_end DESC LIMIT 1) ORDER BY rank`,
    },
    {
      what: "ranking: history",
      call: (admin) => admin.ranking.history({}),
      bare: `SELECT * FROM (SELECT * FROM ranking_snapshots ORDER BY id DESC LIMIT 51) s
        JOIN ranking_entries e ON e.snapshot_id = s.id ORDER BY s.id DESC, rank`,
    },
    {
      what: "ranking: history, deep",
      call: (admin) => admin.ranking.history({ cursor: deepRanking.id }),
      bare: `SELECT * FROM (SELECT * FROM ranking_snapshots WHERE id < ${text(deepRanking.id)} ORDER BY id DESC LIMIT 51) s
        JOIN ranking_entries e ON e.snapshot_id = s.id ORDER BY s.id DESC, rank`,
    },
    {
      what: "ranking: recount",
      call: (admin) => admin.ranking.recount(),
      bare: `SELECT l.product_id, SUM(l.quantity) AS sold, SUM(l.amount) AS revenue
        FROM orders o JOIN order_lines l ON l.order_id = o.id, (SELECT * FROM ranking_snapshots ORDER BY window_end DESC LIMIT 1) s
        WHERE o.paid_at >= s.window_start AND o.paid_at < s.window_end
          AND (o.refunded_at IS NULL OR o.refunded_at >= s.window_end)
        GROUP BY l.product_id ORDER BY sold DESC, revenue DESC, l.product_id LIMIT 5`,
    },
    {
      what: "ranking: aggregate now",
      call: (admin) => admin.ranking.aggregate(),
      bare: `SELECT l.product_id, SUM(l.quantity) AS sold, SUM(l.amount) AS revenue
        FROM orders o JOIN order_lines l ON l.order_id = o.id
        WHERE o.paid_at >= ${now} - interval '72 hours 30 seconds' AND o.paid_at < ${now} - interval '30 seconds'
          AND (o.refunded_at IS NULL OR o.refunded_at >= ${now} - interval '30 seconds')
        GROUP BY l.product_id ORDER BY sold DESC, revenue DESC, l.product_id LIMIT 5`,
    },
    {
      what: "invariants: last check",
      call: (admin) => admin.invariant.last(),
      bare: "SELECT * FROM settings WHERE key = 'invariants.last'",
    },
  ];
}

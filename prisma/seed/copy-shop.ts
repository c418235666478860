import type { Database, Prisma } from "@sunchak/db";

/** Every table, each after the tables that it refers to. */
const tables = {
  user: true,
  authAccount: true,
  secondFactor: true,
  recoveryCode: true,
  staffLink: true,
  session: true,
  verification: true,
  account: true,
  idempotencyRecord: true,
  savedView: true,
  pushDevice: true,
  category: true,
  product: true,
  searchEntry: true,
  stockAdjustment: true,
  wishedProduct: true,
  couponCampaign: true,
  couponRefusal: true,
  issuedCoupon: true,
  logKey: true,
  order: true,
  orderLine: true,
  ledgerEntry: true,
  payment: true,
  refund: true,
  outboxEvent: true,
  exportAttempt: true,
  exportSample: true,
  rankingSnapshot: true,
  rankingEntry: true,
  rankingList: true,
  rankingSlice: true,
  rankingSum: true,
  companionList: true,
  salesHour: true,
  reportPeriod: true,
  tag: true,
  auditEntry: true,
  accessEntry: true,
  alarm: true,
  message: true,
  alertEpisode: true,
  setting: true,
} satisfies Record<Uncapitalize<Prisma.ModelName>, true>;

type Row = Record<string, unknown>;
interface Rows {
  findMany(): Promise<Row[]>;
  createMany(rows: { data: Row[] }): Promise<unknown>;
}
const rowsIn = (client: object) => client as Record<keyof typeof tables, Rows>;

/** The database to fill already has users or products. */
export class NotEmpty extends Error {}

export async function isEmpty({
  user,
  product,
}: Pick<Prisma.TransactionClient, "user" | "product">) {
  const select = { id: true } as const;
  return !(await user.findFirst({ select })) && !(await product.findFirst({ select }));
}

/**
 * Copies a whole shop into an empty database, of either kind, in one transaction.
 * @throws NotEmpty when another process filled it first.
 */
export async function copyShop(from: Database, to: Database): Promise<void> {
  const names = Object.keys(tables) as (keyof typeof tables)[];
  const contents: [keyof typeof tables, Row[]][] = [];
  for (const name of names) contents.push([name, await rowsIn(from.client)[name].findMany()]);
  await to.transaction(async (tx) => {
    if (to.provider === "postgresql") {
      await tx.$executeRaw`LOCK TABLE users, products IN SHARE ROW EXCLUSIVE MODE`;
    }
    if (!(await isEmpty(tx))) throw new NotEmpty();
    for (const [name, rows] of contents) {
      await rowsIn(tx)[name].createMany({ data: rows.map(withoutNulls) });
    }
  });
}

/** A column is null by default. For a JSON column, Prisma asks which kind of null is meant. */
const withoutNulls = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));

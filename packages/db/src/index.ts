export {
  type AliasableExpression,
  type Expression,
  expressionBuilder,
  type SqlBool,
  sql,
} from "kysely";
export { Prisma, type PrismaClient } from "../generated/sqlite/client.ts";
export * from "./batched.ts";
export { chainCampaign, lockCampaign } from "./chain-coupons.ts";
export * from "./coupon-log.ts";
export * from "./database.ts";
export * from "./fold.ts";
export * from "./hangul.ts";
export { indexProducts } from "./index-products.ts";
export type { Postgresql } from "./postgresql.ts";
export * from "./provider.ts";
export { columnsNamed, type Queries, queriesOn, type Tables } from "./queries.ts";
export * from "./read-rows.ts";
export * from "./retry.ts";
export { searchedNames, storeSearchEntries } from "./search-entry.ts";
export * from "./search-tokens.ts";
export type { Sqlite, SqliteStatements } from "./sqlite.ts";
export * from "./unavailable.ts";

import { Prisma } from "@sunchak/db";

const columns = {
  createdAt: "created_at",
  /** Ids sort by the time at which they were made. */
  id: "id",
  price: "price",
  soldQuantity: "sold_quantity",
  stock: "stock",
} as const;

/** By a column; products with the same value by id, in the same direction. */
export type ProductOrder = readonly [column: keyof typeof columns, direction: "asc" | "desc"];

export const bestSelling: ProductOrder = ["soldQuantity", "desc"];

/** A column of products `p`. */
export const columnOf = ([column]: ProductOrder): Prisma.Sql => Prisma.raw(`p.${columns[column]}`);

/** An order of products `p`, as after ORDER BY. */
export const orderSql = (order: ProductOrder): Prisma.Sql =>
  Prisma.sql`${columnOf(order)} ${Prisma.raw(order[1])}, p.id ${Prisma.raw(order[1])}`;

import {
  type ArgType,
  type ColumnType,
  ColumnTypeEnum,
  type SqlResultSet,
} from "@prisma/driver-adapter-utils";
import type { SqliteRows, SqliteValue } from "./sqlite-connection.ts";

/** The column types that the migrations declare, as Prisma knows them. */
const declared: Partial<Record<string, ColumnType>> = {
  INT: ColumnTypeEnum.Int32,
  INTEGER: ColumnTypeEnum.Int32,
  BIGINT: ColumnTypeEnum.Int64,
  BOOLEAN: ColumnTypeEnum.Boolean,
  REAL: ColumnTypeEnum.Double,
  DATETIME: ColumnTypeEnum.DateTime,
  TEXT: ColumnTypeEnum.Text,
  JSONB: ColumnTypeEnum.Json,
  BLOB: ColumnTypeEnum.Bytes,
};

const typeDeclaredAs = (type: string | null): ColumnType | undefined =>
  declared[type?.toUpperCase() ?? ""];

/** The type of a column that is an expression, by the first value it has. */
function inferredType(value: SqliteValue | undefined): ColumnType {
  switch (typeof value) {
    case "string":
      return ColumnTypeEnum.Text;
    case "bigint":
      return ColumnTypeEnum.Int64;
    case "number":
      return ColumnTypeEnum.Double;
    default:
      return value ? ColumnTypeEnum.Bytes : ColumnTypeEnum.Int32;
  }
}

/** A statement's result in Prisma's form. */
export function resultSetOf({ names, declaredTypes, rows }: SqliteRows): SqlResultSet {
  const columnTypes = declaredTypes.map(
    (type, i) => typeDeclaredAs(type) ?? inferredType(rows.find((row) => row[i] !== null)?.[i]),
  );
  return {
    columnNames: [...names],
    columnTypes,
    rows: rows.map((row) => row.map((value, i) => prismaValueOf(value, columnTypes[i]))),
  };
}

function prismaValueOf(value: SqliteValue, type: ColumnType | undefined): unknown {
  if (typeof value !== "bigint") return value;
  switch (type) {
    case ColumnTypeEnum.Boolean:
      return value !== 0n;
    case ColumnTypeEnum.Int32:
      return Number(value);
    case ColumnTypeEnum.DateTime:
      return new Date(Number(value)).toISOString();
    default:
      return String(value);
  }
}

/** A statement's rows as objects, with values as Prisma's client reads them. */
export function objectsOf({ names, declaredTypes, rows }: SqliteRows): Record<string, unknown>[] {
  const types = declaredTypes.map(typeDeclaredAs);
  return rows.map((row) => {
    const object: Record<string, unknown> = {};
    row.forEach((value, i) => {
      object[names[i] ?? ""] = clientValueOf(value, types[i]);
    });
    return object;
  });
}

function clientValueOf(value: SqliteValue, type: ColumnType | undefined): unknown {
  if (type === ColumnTypeEnum.DateTime && value !== null) {
    return new Date(String(prismaValueOf(value, type)));
  }
  if (type === ColumnTypeEnum.Json && typeof value === "string") return JSON.parse(value);
  if (typeof value !== "bigint") return value;
  if (type === ColumnTypeEnum.Boolean) return value !== 0n;
  return type === ColumnTypeEnum.Int32 ? Number(value) : value;
}

/**
 * Converts a value to the form that SQLite stores.
 * @param type the type that Prisma gives a value of its own.
 */
export function sqliteValueOf(value: unknown, type?: ArgType): SqliteValue {
  if (value instanceof Date) return timeText(value);
  switch (typeof value) {
    case "boolean":
      return value ? 1n : 0n;
    case "number":
      // The driver would store any number as a REAL.
      return Number.isSafeInteger(value) ? BigInt(value) : value;
    case "string":
      if (type?.scalarType === "datetime") return timeText(new Date(value));
      if (type?.scalarType === "bigint") return BigInt(value);
      if (type?.scalarType === "bytes") return Buffer.from(value, "base64");
      return value;
    default:
      return value as SqliteValue;
  }
}

/** Times are text in one form, so that they compare as text; Prisma's adapters write the same. */
const timeText = (time: Date): string => time.toISOString().replace("Z", "+00:00");

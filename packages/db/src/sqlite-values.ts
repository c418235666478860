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
    (type, i) =>
      declared[type?.toUpperCase() ?? ""] ?? inferredType(rows.find((row) => row[i] !== null)?.[i]),
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

/** Converts a value of Prisma's to the form that SQLite stores. */
export function sqliteValueOf(value: unknown, { scalarType }: ArgType): SqliteValue {
  if (value instanceof Date) return timeText(value);
  switch (typeof value) {
    case "boolean":
      return value ? 1n : 0n;
    case "number":
      // The driver would store any number as a REAL.
      return Number.isSafeInteger(value) ? BigInt(value) : value;
    case "string":
      if (scalarType === "datetime") return timeText(new Date(value));
      if (scalarType === "bigint") return BigInt(value);
      if (scalarType === "bytes") return Buffer.from(value, "base64");
      return value;
    default:
      return value as SqliteValue;
  }
}

/** Times are text in one form, so that they compare as text; Prisma's adapters write the same. */
const timeText = (time: Date): string => time.toISOString().replace("Z", "+00:00");

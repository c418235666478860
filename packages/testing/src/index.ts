export * from "./postgresql.ts";

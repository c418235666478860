export * from "./databases.ts";
export * from "./deps.ts";
export * from "./factories.ts";
export * from "./outcomes.ts";
export * from "./postgresql.ts";
export * from "./redis.ts";
export * from "./upstash-bridge.ts";

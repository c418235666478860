export { isCron } from "./cron.ts";
export * from "./env.ts";
export * from "./keep-private.ts";
export * from "./loopback.ts";
export * from "./root.ts";

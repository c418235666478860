export { isCron } from "./cron.ts";
export * from "./env.ts";
export * from "./root.ts";

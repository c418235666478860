export * from "./env.ts";
export * from "./root.ts";

export { Prisma, type PrismaClient } from "../generated/sqlite/client.ts";
export * from "./database.ts";
export * from "./provider.ts";
export * from "./retry.ts";

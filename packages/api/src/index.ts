export { ADMIN_PASSWORD_MIN, PASSWORD_MIN } from "@sunchak/auth";
export { type AdminRouter, adminRouter } from "./admin/admin-router.ts";
export type { ApiErrorCode } from "./api-error.ts";
export { createContext } from "./context.ts";
export { type ApiHandler, createApiHandler } from "./handle-api.ts";
export { createRuntime, getRuntime, type Runtime, setRuntime } from "./runtime.ts";
export { type StorefrontRouter, storefrontRouter } from "./storefront/storefront-router.ts";
export { createCallerFactory } from "./trpc.ts";
export { newReference } from "./watch/watch-requests.ts";

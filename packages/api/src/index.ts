export { type AdminRouter, adminRouter } from "./admin-router.ts";
export { type ApiError, type ApiErrorCode, apiErrorOf } from "./api-error.ts";
export { type Context, createContext } from "./context.ts";
export { type ApiHandler, createApiHandler } from "./handle-api.ts";
export type { RequestInfo } from "./respond.ts";
export { createRuntime, getRuntime, type Runtime, setRuntime } from "./runtime.ts";
export { type StorefrontRouter, storefrontRouter } from "./storefront-router.ts";
export { createCallerFactory } from "./trpc.ts";
export { newReference } from "./watch-requests.ts";

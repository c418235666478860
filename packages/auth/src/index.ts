export * from "./create-auth.ts";
export { type Role, roles, type SessionUser } from "./find-session-user.ts";
export * from "./register-user.ts";
export { carriesBearer } from "./session-token.ts";
export * from "./weak-password.ts";

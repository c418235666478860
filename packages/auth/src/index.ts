export { AuthRefusal } from "./auth-refusal.ts";
export * from "./create-auth.ts";
export { CLIENT_IP_HEADER, PASSWORD_MAX, PASSWORD_MIN } from "./create-library.ts";
export type { Session, SessionUser } from "./find-session.ts";
export * from "./register-user.ts";
export { carriesBearer } from "./session-token.ts";
export * from "./weak-password.ts";

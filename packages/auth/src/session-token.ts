import { createHmac, timingSafeEqual } from "node:crypto";

export interface TokenRules {
  secret: string;
  /** What the app's cookies begin with. */
  cookiePrefix: string;
}

/** Whether the caller sends a bearer token, valid or not. */
export function carriesBearer(headers: Headers): boolean {
  return /^bearer /i.test(headers.get("authorization") ?? "");
}

/**
 * The session token of a request, if its signature is valid, or null. Better Auth signs it as
 * `token.base64(HMAC-SHA256(secret, token))`. A bearer token beats the cookie, and a bad one does
 * not fall back to it, so that no call runs as an unexpected user.
 */
export function readSessionToken(headers: Headers, rules: TokenRules): string | null {
  if (carriesBearer(headers)) {
    return verifySigned(headers.get("authorization")?.slice("bearer ".length).trim(), rules.secret);
  }
  const name = `${rules.cookiePrefix}.session_token`;
  return verifySigned(readCookie(headers.get("cookie") ?? "", name), rules.secret);
}

function verifySigned(encoded: string | undefined, secret: string): string | null {
  const value = encoded === undefined ? null : decode(encoded);
  if (value === null) return null;
  const dot = value.lastIndexOf(".");
  const token = value.slice(0, Math.max(dot, 0));
  if (!/^[A-Za-z0-9]{1,128}$/.test(token)) return null;
  const expected = Buffer.from(createHmac("sha256", secret).update(token).digest("base64"));
  const given = Buffer.from(value.slice(dot + 1));
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null;
}

function decode(value: string): string | null {
  try {
    return decodeURIComponent(value);
  } catch {
    return null;
  }
}

/** The first cookie of that name, as Better Auth reads it. */
function readCookie(header: string, name: string): string | undefined {
  for (const part of header.split(";")) {
    const equals = part.indexOf("=");
    if (equals > 0 && part.slice(0, equals).trim() === name) {
      return part
        .slice(equals + 1)
        .trim()
        .replace(/^"(.*)"$/, "$1");
    }
  }
  return undefined;
}

import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

/**
 * Headers that only Next itself and its caches send, a second policy beside ours, and conditional
 * headers: when their condition fails, Next answers a file's request with 500.
 */
const notForNext = [
  "content-security-policy-report-only",
  "if-match",
  "if-range",
  "if-unmodified-since",
  "range",
  "x-middleware-prefetch",
  "x-middleware-subrequest",
];

/** Removes the request headers that make Next answer differently than it answers a browser. */
export function dropHeaders({ headers }: IncomingMessage): void {
  for (const name of notForNext) delete headers[name];
  // These pages fail on any other kind of prefetch.
  if (headers["next-router-prefetch"]) headers["next-router-prefetch"] = "1";
}

/**
 * Sets the headers that protect every page from injected scripts, framing and sniffing. Each page
 * gets its own nonce. Next reads it from the request's policy and puts it on its scripts.
 */
export function setPageHeaders(
  request: IncomingMessage,
  response: ServerResponse,
  { dev, https }: { dev: boolean; https: boolean },
): void {
  // Overwrites whatever the client sent under this name.
  const policy = contentSecurityPolicy(randomBytes(16).toString("base64"), dev, https);
  request.headers["content-security-policy"] = policy;
  response.setHeader("Content-Security-Policy", policy);
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("X-Frame-Options", "DENY");
  response.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
  response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
  response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  if (https) {
    response.setHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
  }
}

function contentSecurityPolicy(nonce: string, dev: boolean, https: boolean): string {
  return [
    "default-src 'self'",
    // Next's development client evaluates code and inserts styles without a nonce.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}`,
    dev ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    // Images and overlays are placed by style attributes.
    ...(dev ? [] : ["style-src-attr 'unsafe-inline'"]),
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${dev ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(https ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

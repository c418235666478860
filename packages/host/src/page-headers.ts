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

/** Where a process serves pages. */
export interface Served {
  dev: boolean;
  https: boolean;
}

/** The policy's sources of scripts and styles, beside the shop's own files. */
interface Sources {
  scripts: string;
  styles: string;
}

/** Sets the headers that protect every page from injected scripts, framing and sniffing. */
export function setPageHeaders(response: ServerResponse, { https }: Served): void {
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("X-Frame-Options", "DENY");
  response.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
  response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
  response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  if (https) {
    response.setHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
  }
}

/**
 * Gives a page of one visitor a nonce of its own. Next reads it from the request's policy and puts
 * it on its scripts.
 */
export function setNonce(request: IncomingMessage, response: ServerResponse, served: Served): void {
  const nonce = `'nonce-${randomBytes(16).toString("base64")}'`;
  const sources = { scripts: `${nonce} 'strict-dynamic'`, styles: nonce };
  const policy = contentSecurityPolicy(sources, served);
  // Overwrites whatever the client sent under this name.
  request.headers["content-security-policy"] = policy;
  response.setHeader("Content-Security-Policy", policy);
}

/** What a page may load and run. */
export function contentSecurityPolicy(
  { scripts, styles }: Sources,
  { dev, https }: Served,
): string {
  return [
    "default-src 'self'",
    // Next's development client evaluates code and inserts styles without a nonce.
    `script-src 'self' ${scripts}${dev ? " 'unsafe-eval'" : ""}`,
    dev ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' ${styles}`,
    // Images and overlays are placed by style attributes.
    ...(dev ? [] : ["style-src-attr 'unsafe-inline'"]),
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${dev ? " ws:" : ""}`,
    // Without it, the scripts' rule would count, whose nonce no worker can have.
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(https ? ["upgrade-insecure-requests"] : []),
  ]
    .map((directive) => directive.trim())
    .join("; ");
}

import { createHash, randomBytes } from "node:crypto";
import { IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { Duplex } from "node:stream";
import { type KeptKey, urlOf } from "./kept-key.ts";

export type PageHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** What Next rendered for everybody. */
export interface Rendered {
  status: number;
  /** Next's own, without those that we set anew. */
  headers: OutgoingHttpHeaders;
  body: Buffer;
  /** The sources of the policy that allow this render's own inline scripts and styles. */
  scripts: string[];
  styles: string[];
  /**
   * `kept`: everybody may get it. `failed`: it says that something went wrong, so only those get it
   * who wait for it now. `personal`: a redirect or a cookie, which only its visitor may get.
   */
  outcome: "kept" | "failed" | "personal";
  /** Whether it says that there is nothing under its address. */
  missing: boolean;
}

/** Headers of Next's answer that are about its connection, or that the kept answer sets anew. */
const ours = ["cache-control", "connection", "content-length", "transfer-encoding", "vary"];

/**
 * Renders a page as someone of whom the server knows nothing: no cookie, no address, no header of
 * any visitor.
 * @param signal ends a render that nobody waits for any longer.
 */
export async function renderKept(
  handlePage: PageHandler,
  key: KeptKey,
  signal: AbortSignal,
): Promise<Rendered> {
  // Next marks its own inline scripts with it. Nobody who wrote a text on the page could know it.
  const nonce = randomBytes(16).toString("base64");
  const { status, headers, body } = await ask(
    handlePage,
    {
      url: urlOf(key),
      headers: {
        host: "localhost",
        "content-security-policy": `script-src 'nonce-${nonce}'`,
        ...(key.isFlight && { rsc: "1" }),
      },
    },
    signal,
  );
  const text = body.toString();
  return {
    status,
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !ours.includes(name))),
    body,
    scripts: key.isFlight ? [] : hashesOf("script", text, nonce),
    styles: key.isFlight ? [] : hashesOf("style", text, nonce),
    outcome: outcomeOf(status, headers, text),
    missing: status === 404 || text.includes(NOT_FOUND),
  };
}

/** How a soft navigation learns that there is nothing. */
const NOT_FOUND = ':E{"digest":"NEXT_HTTP_ERROR_FALLBACK;404"}';

/** A failure or a redirect that React passes to the browser within a page. */
const passedOn = /:E\{\\*"digest\\*":\\*"(?!NEXT_HTTP_ERROR_FALLBACK;404)(NEXT_REDIRECT)?/;

function outcomeOf(status: number, headers: OutgoingHttpHeaders, text: string) {
  const error = passedOn.exec(text);
  if ((status >= 300 && status < 400) || headers["set-cookie"] || error?.[1]) return "personal";
  return error || (status !== 200 && status !== 404) ? "failed" : "kept";
}

/**
 * The policy's sources of this render's inline elements. Only those with the render's nonce count:
 * an element that got into the page in another way stays forbidden.
 */
function hashesOf(element: "script" | "style", html: string, nonce: string): string[] {
  const opening = `<${element}(?=[^>]*\\snonce="${nonce.replace(/[+]/g, "\\+")}")(?![^>]*\\ssrc=)[^>]*>`;
  const inline = new RegExp(`${opening}(.*?)</${element}>`, "gs");
  const hashes = [...html.matchAll(inline)].map(
    ([, content = ""]) => `'sha256-${createHash("sha256").update(content).digest("base64")}'`,
  );
  return [...new Set(hashes)];
}

/** Asks Next without a connection. It never throws what Next can answer by a page of its own. */
async function ask(
  handlePage: PageHandler,
  asked: { url: string; headers: Record<string, string> },
  signal: AbortSignal,
): Promise<{ status: number; headers: OutgoingHttpHeaders; body: Buffer }> {
  const parts: Buffer[] = [];
  const socket = new Duplex({
    // Only a server's connection tells a response to go on after a pause.
    writableHighWaterMark: Number.MAX_SAFE_INTEGER,
    read() {},
    write(part: Buffer, _encoding, done) {
      parts.push(part);
      done();
    },
  });
  const request = new IncomingMessage(socket as Socket);
  // To a client of HTTP/1.0, Node writes the body as it is, not in chunks.
  Object.assign(request, { ...asked, method: "GET", httpVersionMajor: 1, httpVersionMinor: 0 });
  request.push(null);
  const response = new ServerResponse(request);
  response.assignSocket(socket as Socket);
  try {
    await new Promise<void>((resolve, reject) => {
      response.once("finish", resolve);
      response.once("close", () => reject(new Error("The page was not rendered to its end")));
      const giveUp = () => reject(new Error("The page took too long to render"));
      signal.addEventListener("abort", giveUp, { once: true });
      handlePage(request, response).catch(reject);
    });
  } finally {
    // Tells a render that is still going on that nobody will get it.
    socket.destroy();
  }
  const answer = Buffer.concat(parts);
  return {
    status: response.statusCode,
    headers: response.getHeaders(),
    body: answer.subarray(answer.indexOf("\r\n\r\n") + 4),
  };
}

import type { Dispatcher } from "undici";

/** How much of a response is read before the connection is closed, in bytes. */
const READ_LIMIT = 64 * 1024;

/** How much of its text is kept, in characters. */
const KEPT_LENGTH = 500;

/** Enough raw text to hold that many characters, whatever its white space. */
const RAW_LENGTH = 4 * KEPT_LENGTH;

/** Text, JSON and XML under all their media types; a response without a type counts as text. */
const READABLE = /^(text\/|application\/([\w.-]+\+)?(json|xml)\b)/i;

interface ReadResponse {
  /** The beginning of the response in one line; null when there is none or it is not text. */
  text: string | null;
  /** Why the response could not be read to its end. */
  failure?: unknown;
}

/**
 * Reads a response to its end, so that the connection can be reused, but only up to a limit. Never
 * throws: the part that arrived before a failure is worth keeping.
 */
export async function readResponse({
  headers,
  body,
}: Pick<Dispatcher.ResponseData, "headers" | "body">): Promise<ReadResponse> {
  const isReadable = READABLE.test(String(headers["content-type"] ?? "text/plain"));
  const decoder = new TextDecoder();
  let size = 0;
  let raw = "";
  try {
    for await (const chunk of body) {
      if (isReadable && raw.length < RAW_LENGTH) {
        raw += decoder.decode(chunk.subarray(0, RAW_LENGTH), { stream: true });
      }
      size += chunk.length;
      if (size > READ_LIMIT) break;
    }
    return { text: inOneLine(raw) };
  } catch (failure) {
    return { text: inOneLine(raw), failure };
  }
}

/** Removes control and other invisible characters, which could disguise the text that is shown. */
export function inOneLine(raw: string, length = KEPT_LENGTH): string | null {
  const line = raw.replace(/\s+/gu, " ").replace(/\p{C}/gu, "").trim();
  return [...line].slice(0, length).join("") || null;
}

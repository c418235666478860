import type { Dispatcher } from "undici";

/** How much of an answer is read before the connection is dropped, in bytes. */
const READ_LIMIT = 64 * 1024;

/** How much of its text is kept, in characters. */
const KEPT_LENGTH = 500;

/** Enough of the text to find that many characters in, however they are laid out. */
const RAW_LENGTH = 4 * KEPT_LENGTH;

/** Text, JSON and XML in all their names; what names no type is taken for text. */
const READABLE = /^(text\/|application\/([\w.-]+\+)?(json|xml)\b)/i;

interface ReadAnswer {
  /** The beginning of the answer in one line; null when there is none or it is no text. */
  answer: string | null;
  /** Why it could not be read to its end. */
  failure?: unknown;
}

/**
 * Reads an answer to its end, so that the connection is used again, but not for ever. Never throws:
 * what had come in before a failure is worth keeping.
 */
export async function readAnswer({
  headers,
  body,
}: Pick<Dispatcher.ResponseData, "headers" | "body">): Promise<ReadAnswer> {
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
    return { answer: inOneLine(raw) };
  } catch (failure) {
    return { answer: inOneLine(raw), failure };
  }
}

/** Without control and other invisible characters, which could disguise what is shown. */
function inOneLine(raw: string): string | null {
  const line = raw.replace(/\s+/gu, " ").replace(/\p{C}/gu, "").trim();
  return [...line].slice(0, KEPT_LENGTH).join("") || null;
}

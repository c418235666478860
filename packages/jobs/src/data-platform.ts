import { type FileHandle, mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";
import {
  type DataPlatform,
  DeliveryError,
  destinationOf,
  type ExportBody,
  FILE_DESTINATION,
} from "@sunchak/core";
import { type Env, EnvError } from "@sunchak/env";
import { Webhook } from "standardwebhooks";
import { request } from "undici";
import { readResponse } from "./read-response.ts";

/** How long one try may take, from connecting to the end of the response, in milliseconds. */
const TRY_LIMIT_MS = 10_000;

/**
 * The receiver of exports: DATA_PLATFORM_URL by signed HTTP, or the NDJSON file when there is none.
 * @throws EnvError when the signing secret is not base64.
 */
export function createDataPlatform(
  env: Pick<Env, "dataPlatform" | "exportsFile">,
  { limitMs = TRY_LIMIT_MS }: { limitMs?: number } = {},
): DataPlatform {
  if (!env.dataPlatform) {
    return { destination: FILE_DESTINATION, send: (body) => appendLine(env.exportsFile, body) };
  }
  const { url, secret } = env.dataPlatform;
  const webhook = createWebhook(secret);
  return { destination: destinationOf(url), send: (body) => post(url, webhook, body, limitMs) };
}

/** For a process that leaves exports to others. */
export const noDataPlatform: DataPlatform = {
  destination: null,
  send: () => Promise.reject(new DeliveryError("This process delivers nothing.")),
};

function createWebhook(secret: string): Webhook {
  try {
    return new Webhook(secret);
  } catch {
    throw new EnvError(
      "The configuration is not usable.\n  DATA_PLATFORM_SECRET: must be whsec_ and base64, padded with =",
    );
  }
}

/** Standard Webhooks: one signature covers the id, the time of this try and the body. */
async function post(url: string, webhook: Webhook, body: ExportBody, limitMs: number) {
  const payload = JSON.stringify(body);
  const triedAt = new Date();
  // Not fetch, because Next wraps fetch with traces of its own. Like this, undici follows no
  // redirect: a 3xx is a failure.
  const response = await request(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "user-agent": "sunchak",
      "webhook-id": body.id,
      "webhook-timestamp": String(Math.floor(triedAt.getTime() / 1000)),
      "webhook-signature": webhook.sign(body.id, triedAt, payload),
    },
    body: payload,
    signal: AbortSignal.timeout(limitMs),
  }).catch((error: unknown) => {
    throw new DeliveryError(whyUnreached(error, limitMs));
  });
  const status = response.statusCode;
  const { text, failure } = await readResponse(response);
  if (failure) throw new DeliveryError(whyUnreached(failure, limitMs), status, text);
  if (status < 200 || status > 299) throw new DeliveryError(`It answered ${status}.`, status, text);
  return { status, response: text };
}

/** Uses the error's code: its text may quote the address, and with it a secret. */
function whyUnreached(error: unknown, limitMs: number): string {
  if (error instanceof Error && error.name === "TimeoutError") {
    return `It took longer than ${limitMs / 1000} s.`;
  }
  const code = codeOf(error) ?? codeOf((error as { cause?: unknown }).cause) ?? "unknown";
  return `It could not be reached (${code}).`;
}

const codeOf = (error: unknown): string | undefined => {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === "string" ? code : undefined;
};

/**
 * Appends one line and waits until it is on the disk. When the process is killed, a single write in
 * append mode is whole or absent; lines of other processes go before or after it.
 */
async function appendLine(path: string, body: ExportBody): Promise<{ status: null }> {
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(path, "a+");
    try {
      await file.appendFile(`${(await endsTorn(file)) ? "\n" : ""}${JSON.stringify(body)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    return { status: null };
  } catch (error) {
    throw new DeliveryError(`The file could not be written (${codeOf(error) ?? "unknown"}).`);
  }
}

/** Whether a power cut or a full disk left half a line; the next line must not join it. */
async function endsTorn(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return false;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString() !== "\n";
}

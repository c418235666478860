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
import { codeOf, postSigned } from "./post-signed.ts";

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
  return {
    destination: destinationOf(url),
    send: (body) => postSigned(url, webhook, body, limitMs),
  };
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

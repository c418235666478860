import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type ImageWidth, imageWidths } from "@sunchak/core";
import { TransportError } from "../api-error.ts";
import type { ApiContext } from "../respond.ts";
import { toWidth } from "./to-webp.ts";

/** Where uploaded pictures are kept: this machine's disk, or any store with these two methods. */
export interface ImageStore {
  /** @param bytes of a WebP picture. @returns its public path, the same for the same bytes. */
  put(bytes: Uint8Array): Promise<{ url: string }>;
  /**
   * The bytes of a stored picture, whole or at most so wide; null when there is none of that name.
   */
  get(name: string, width?: ImageWidth): Promise<Uint8Array<ArrayBuffer> | null>;
}

/** Keeps pictures in a folder, each under the SHA-256 of its bytes. */
export function createImageStore(folder: string): ImageStore {
  async function keep(name: string, bytes: Uint8Array) {
    await mkdir(folder, { recursive: true });
    // Renamed once it is complete and on the disk, so that no request ever gets half a file.
    const draft = join(folder, `.${randomUUID()}`);
    try {
      await writeFile(draft, bytes, { flush: true });
      await rename(draft, join(folder, name));
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  }

  async function find(name: string): Promise<Uint8Array<ArrayBuffer> | null> {
    try {
      return new Uint8Array(await readFile(join(folder, name)));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
      throw error;
    }
  }

  async function findNarrow(name: string, narrow: string, width: ImageWidth) {
    const known = await find(narrow);
    if (known) return known;
    const whole = await find(name);
    if (!whole) return null;
    const made = await toWidth(whole, width);
    // It can be made again: a full disk is no reason to show nothing.
    await keep(narrow, made).catch(() => {});
    return made;
  }

  /** The narrow pictures that are being read or made: however many ask, one is made. */
  const underWay = new Map<string, ReturnType<typeof findNarrow>>();

  return {
    async put(bytes) {
      const name = `${createHash("sha256").update(bytes).digest("hex")}.webp`;
      await keep(name, bytes);
      return { url: `/uploads/${name}` };
    },
    async get(name, width) {
      if (!/^[0-9a-f]{64}\.webp$/.test(name)) return null;
      if (!width) return find(name);
      const narrow = name.replace(".", `-${width}.`);
      const found =
        underWay.get(narrow) ??
        findNarrow(name, narrow, width).finally(() => underWay.delete(narrow));
      underWay.set(narrow, found);
      return found;
    },
  };
}

/** Serves a stored picture. Its name is the hash of its content, so caches may keep it for ever. */
export async function sendImage(c: ApiContext, images: ImageStore): Promise<Response> {
  const width = imageWidths.find((one) => String(one) === c.req.query("width"));
  const bytes = await images.get(c.req.param("name") ?? "", width);
  if (!bytes) throw new TransportError("NOT_FOUND", "No such picture.");
  return c.body(bytes, 200, {
    "Content-Type": "image/webp",
    "Cache-Control": "public, max-age=31536000, immutable",
  });
}

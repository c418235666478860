import type { ImageFault, ImageWidth } from "@sunchak/core";
import { TransportError } from "../api-error.ts";

/** The longest side of a stored picture, in pixels. */
const SIDE = 1_600;
/** A picture with more pixels is not decoded. */
const PIXELS = 64_000_000;

const starts = (bytes: Uint8Array, text: string, at = 0) =>
  Buffer.from(bytes.subarray(at, at + text.length)).toString("latin1") === text;

/** Whether the content begins like a JPEG, PNG, WebP or AVIF, whatever its name or type says. */
const looksLikePicture = (bytes: Uint8Array): boolean =>
  starts(bytes, "\xff\xd8\xff") ||
  starts(bytes, "\x89PNG\r\n\x1a\n") ||
  (starts(bytes, "RIFF") && starts(bytes, "WEBP", 8)) ||
  starts(bytes, "ftypavif", 4) ||
  starts(bytes, "ftypavis", 4);

const faults = {
  EMPTY: "The file is empty.",
  UNSUPPORTED: "Send a JPEG, PNG, WebP or AVIF picture.",
  DAMAGED: "The picture is damaged.",
  TOO_MANY_PIXELS: `At most ${PIXELS} pixels.`,
} as const satisfies Record<ImageFault, string>;

function refusal(reason: ImageFault): TransportError {
  const message = faults[reason];
  const fields = [{ path: "file", message }];
  return new TransportError("VALIDATION_FAILED", message, { reason, fields });
}

/**
 * Makes a WebP picture of at most 1600 × 1600 pixels, upright and without the camera's metadata. An
 * animation gives its first frame.
 * @throws TransportError VALIDATION_FAILED, its `details.reason` a {@link ImageFault}.
 */
export async function toWebp(
  bytes: Uint8Array,
): Promise<{ data: Uint8Array; width: number; height: number }> {
  if (bytes.byteLength === 0) throw refusal("EMPTY");
  if (!looksLikePicture(bytes)) throw refusal("UNSUPPORTED");
  // Loaded on first use, because the storefront seldom needs it.
  const { default: sharp } = await import("sharp");
  try {
    // This reads only the beginning of the file.
    const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (width * height > PIXELS) throw refusal("TOO_MANY_PIXELS");
    const { data, info } = await sharp(bytes, { limitInputPixels: PIXELS, failOn: "error" })
      .autoOrient()
      .resize({ width: SIDE, height: SIDE, fit: "inside", withoutEnlargement: true })
      .webp({ quality: 82 })
      .toBuffer({ resolveWithObject: true });
    return { data, width: info.width, height: info.height };
  } catch (error) {
    throw error instanceof TransportError ? error : refusal("DAMAGED");
  }
}

/** A stored picture made at most so many pixels wide. */
export async function toWidth(
  bytes: Uint8Array,
  width: ImageWidth,
): Promise<Uint8Array<ArrayBuffer>> {
  const { default: sharp } = await import("sharp");
  const narrow = sharp(bytes).resize({ width, withoutEnlargement: true });
  return new Uint8Array(await narrow.webp({ quality: 82 }).toBuffer());
}

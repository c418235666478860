import { TransportError } from "./api-error.ts";

/** The longest side of a stored picture, in pixels. */
const SIDE = 1_600;
/** A picture of more pixels is not decoded. */
const PIXELS = 64_000_000;

const starts = (bytes: Uint8Array, text: string, at = 0) =>
  Buffer.from(bytes.subarray(at, at + text.length)).toString("latin1") === text;

/** Whether the content, whatever it is called, begins like a JPEG, PNG, WebP or AVIF. */
const looksLikePicture = (bytes: Uint8Array): boolean =>
  starts(bytes, "\xff\xd8\xff") ||
  starts(bytes, "\x89PNG\r\n\x1a\n") ||
  (starts(bytes, "RIFF") && starts(bytes, "WEBP", 8)) ||
  starts(bytes, "ftypavif", 4) ||
  starts(bytes, "ftypavis", 4);

const refusal = (message: string) =>
  new TransportError("VALIDATION_FAILED", message, { fields: [{ path: "file", message }] });

/**
 * Makes a WebP picture of at most 1600 × 1600 pixels, upright and without the camera's notes.
 * @throws TransportError VALIDATION_FAILED when it is no JPEG, PNG, WebP or AVIF, too many pixels,
 *   or broken.
 */
export async function toWebp(
  bytes: Uint8Array,
): Promise<{ data: Uint8Array; width: number; height: number }> {
  if (!looksLikePicture(bytes)) throw refusal("Send a JPEG, PNG, WebP or AVIF picture.");
  // Loaded when first needed: the storefront never does.
  const { default: sharp } = await import("sharp");
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: PIXELS, failOn: "error" })
      .autoOrient()
      .resize({ width: SIDE, height: SIDE, fit: "inside", withoutEnlargement: true })
      .webp({ quality: 82 })
      .toBuffer({ resolveWithObject: true });
    return { data, width: info.width, height: info.height };
  } catch {
    throw refusal("The picture is broken or has too many pixels.");
  }
}

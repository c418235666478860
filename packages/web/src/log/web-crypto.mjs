/**
 * SHA-256 of a text as hex, and whether an Ed25519 signature over a text is right. Key and signature
 * are base64url; what is no key or no signature is simply not right.
 * @typedef {object} LogCrypto
 * @property {(text: string) => Promise<string>} sha256
 * @property {(publicKey: string, text: string, signature: string) => Promise<boolean>} verify
 */

const encoder = new TextEncoder();
const hexDigits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** @param {Uint8Array} bytes */
export const toHex = (bytes) => Array.from(bytes, (byte) => hexDigits[byte]).join("");

/** @param {string} text in base64url @returns {Uint8Array<ArrayBuffer> | null} null when it is not */
export function bytesOf(text) {
  if (!/^[\w-]+$/.test(text) || text.length % 4 === 1) return null;
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/**
 * WebCrypto, in Node and in browsers.
 * @returns {Promise<LogCrypto | null>} null where it is missing (plain HTTP) or knows no Ed25519.
 */
export async function findWebCrypto() {
  const subtle = globalThis.crypto?.subtle;
  /** @param {Uint8Array<ArrayBuffer>} raw */
  const importKey = (raw) => subtle.importKey("raw", raw, "Ed25519", false, ["verify"]);
  try {
    await importKey(new Uint8Array(32).fill(1, 0, 1));
  } catch {
    return null;
  }
  return {
    async sha256(text) {
      return toHex(new Uint8Array(await subtle.digest("SHA-256", encoder.encode(text))));
    },
    async verify(publicKey, text, signature) {
      const [key, signed] = [bytesOf(publicKey), bytesOf(signature)];
      if (key?.length !== 32 || signed?.length !== 64) return false;
      const imported = await importKey(key).catch(() => null);
      if (!imported) return false;
      return subtle.verify("Ed25519", imported, signed, encoder.encode(text));
    },
  };
}

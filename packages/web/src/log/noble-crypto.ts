import { hashes, verify } from "@noble/ed25519";
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import { bytesOf, type LogCrypto, toHex } from "./web-crypto.mjs";

hashes.sha512 = sha512;
const encoder = new TextEncoder();

/** The same in JavaScript, for a browser whose WebCrypto is missing or knows no Ed25519. */
export const nobleCrypto: LogCrypto = {
  sha256: async (text) => toHex(sha256(encoder.encode(text))),
  async verify(publicKey, text, signature) {
    const [key, signed] = [bytesOf(publicKey), bytesOf(signature)];
    if (key?.length !== 32 || signed?.length !== 64) return false;
    return verify(signed, encoder.encode(text), key, { zip215: false });
  },
};

import { createHash, createPrivateKey, createPublicKey, hkdfSync, sign } from "node:crypto";
import { promisify } from "node:util";

/** Signs receipts and heads of campaigns' logs. */
export interface Signer {
  /** Names the public key. */
  readonly keyId: string;
  /** The raw 32 bytes of an Ed25519 key, base64url. */
  readonly publicKey: string;
  /** Ed25519 over the lines, joined by line feeds: base64url. The same lines give the same one. */
  sign(lines: (string | number)[]): Promise<string>;
}

const signOff = promisify(sign);

/** The 32 bytes of an Ed25519 key follow these in PKCS #8 (RFC 8410). */
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");
const RAW_BYTES = 32;

/**
 * @param given.key 32 bytes in base64 or base64url; without one the key is derived from `secret`.
 */
export function createSigner(given: { key?: string | undefined; secret: string }): Signer {
  const seed = given.key
    ? Buffer.from(given.key, "base64")
    : Buffer.from(hkdfSync("sha256", given.secret, "", "sunchak-log-signing-v1", RAW_BYTES));
  const der = Buffer.concat([PKCS8, seed]);
  const privateKey = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const publicKey = createPublicKey(privateKey)
    .export({ format: "der", type: "spki" })
    .subarray(-RAW_BYTES);
  return {
    keyId: createHash("sha256").update(publicKey).digest("hex").slice(0, 16),
    publicKey: publicKey.toString("base64url"),
    async sign(lines) {
      const signature = await signOff(null, Buffer.from(lines.join("\n")), privateKey);
      return signature.toString("base64url");
    },
  };
}

import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  type ECDH,
  hkdfSync,
  randomBytes,
  verify,
} from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** A message that a device got, in the clear. */
interface Pushed {
  device: string;
  payload: unknown;
  ttl: number;
  urgency: string | undefined;
  topic: string | undefined;
  /** The key that the shop signed with. */
  signedBy: string;
}

interface Answer {
  status: number;
  headers?: Record<string, string>;
}

/**
 * A push service with its devices, as RFC 8030, 8188, 8291 and 8292 say: it takes a message only
 * when the request is right, and its device can read it.
 */
export async function startPushServer() {
  const devices = new Map<string, { ecdh: ECDH; auth: Buffer }>();
  const pushed: Pushed[] = [];
  /** Why requests were refused. */
  const refused: string[] = [];
  let answer = (_device: string): Answer | undefined => undefined;
  const server = createServer(async (request, response) => {
    const id = request.url?.slice(1) ?? "";
    const device = devices.get(id);
    const other = answer(id);
    if (other) return response.writeHead(other.status, other.headers).end();
    if (!device) return response.writeHead(404).end();
    try {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part);
      const { ttl, urgency, topic } = readHeaders(request);
      const signedBy = readSigner(request, origin);
      const payload: unknown = JSON.parse(decrypt(Buffer.concat(parts), device));
      pushed.push({ device: id, payload, ttl, urgency, topic, signedBy });
      response.writeHead(201, { Location: `${origin}/message/${pushed.length}` }).end();
    } catch (error) {
      refused.push(String(error));
      response.writeHead(400).end();
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const origin = `http://${host}`;
  return {
    host,
    pushed,
    refused,
    /** What a browser's subscription says. */
    addDevice() {
      const id = randomBytes(8).toString("hex");
      const ecdh = createECDH("prime256v1");
      ecdh.generateKeys();
      const auth = randomBytes(16);
      devices.set(id, { ecdh, auth });
      const p256dh = ecdh.getPublicKey("base64url");
      return { endpoint: `${origin}/${id}`, p256dh, auth: auth.toString("base64url") };
    },
    /** The device's user took the permission back. */
    forget(endpoint: string) {
      devices.delete(new URL(endpoint).pathname.slice(1));
    },
    /** How it answers instead, by device; undefined: as it should. */
    answerBy(next: typeof answer) {
      answer = next;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function insist(isRight: boolean, what: string): asserts isRight {
  if (!isRight) throw new Error(what);
}

function readHeaders({ method, headers }: IncomingMessage) {
  const { ttl = "", urgency, topic } = headers as Record<string, string | undefined>;
  insist(method === "POST", "the method");
  insist(/^\d+$/.test(ttl), "TTL (RFC 8030, 5.2)");
  insist(/^(very-low|low|normal|high)$/.test(urgency ?? "normal"), "Urgency (5.3)");
  insist(/^[\w-]{1,32}$/.test(topic ?? "none"), "Topic (5.4)");
  insist(headers["content-encoding"] === "aes128gcm", "Content-Encoding (RFC 8291, 4)");
  return { ttl: Number(ttl), urgency, topic };
}

/** The public key that signed the request (RFC 8292). */
function readSigner({ headers }: IncomingMessage, origin: string): string {
  const [, token = "", key = ""] =
    /^vapid t=([\w.-]+), ?k=([\w-]{87})$/.exec(headers.authorization ?? "") ?? [];
  const [head = "", claims = "", signature = ""] = token.split(".");
  const point = Buffer.from(key, "base64url");
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((n) => n.toString("base64url"));
  const publicKey = createPublicKey({ key: { kty: "EC", crv: "P-256", x, y }, format: "jwk" });
  const isSigned = verify(
    "sha256",
    Buffer.from(`${head}.${claims}`),
    { key: publicKey, dsaEncoding: "ieee-p1363" },
    Buffer.from(signature, "base64url"),
  );
  insist(isSigned, "the signature");
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, "base64url").toString());
  const seconds = Date.now() / 1_000;
  insist(aud === origin, "aud");
  insist(exp > seconds && exp <= seconds + 86_400, "exp");
  insist(/^(mailto:.+@.+|https:\/\/.+)$/.test(sub), "sub");
  return key;
}

/** One record (RFC 8188), encrypted for a device (RFC 8291). */
function decrypt(body: Buffer, { ecdh, auth }: { ecdh: ECDH; auth: Buffer }): string {
  insist(body.length <= 4_096, "longer than every push service takes (RFC 8030, 7.2)");
  const salt = body.subarray(0, 16);
  const keyEnd = 21 + body.readUInt8(20);
  const sender = body.subarray(21, keyEnd);
  const derive = (secret: Uint8Array, from: Buffer, info: Buffer, length: number) =>
    new Uint8Array(hkdfSync("sha256", secret, from, info, length));
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), ecdh.getPublicKey(), sender]);
  const secret = derive(ecdh.computeSecret(sender), auth, info, 32);
  const key = derive(secret, salt, Buffer.from("Content-Encoding: aes128gcm\0"), 16);
  const nonce = derive(secret, salt, Buffer.from("Content-Encoding: nonce\0"), 12);
  const decipher = createDecipheriv("aes-128-gcm", key, nonce);
  decipher.setAuthTag(body.subarray(-16));
  const text = Buffer.concat([decipher.update(body.subarray(keyEnd, -16)), decipher.final()]);
  const end = text.lastIndexOf(2);
  insist(end >= 0 && text.subarray(end + 1).every((byte) => byte === 0), "the padding");
  return text.subarray(0, end).toString();
}

import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { PushMessage } from "@sunchak/core";
import { EnvError } from "@sunchak/env";
import { startPushServer } from "@sunchak/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createPushService } from "./push-service.ts";

const newKey = () =>
  generateKeyPairSync("ec", { namedCurve: "prime256v1" }).privateKey.export({ format: "jwk" }).d;

let server: Awaited<ReturnType<typeof startPushServer>>;
beforeAll(async () => {
  server = await startPushServer();
});
beforeEach(() => {
  server.answerBy(() => undefined);
  server.pushed.length = 0;
});
afterAll(() => server.close());

const message: PushMessage = {
  payload: JSON.stringify({ title: "곧 열려요" }),
  ttl: 300,
  topic: "abc",
  isUrgent: true,
};

function makeService(
  pushHosts = [server.host],
  storefrontUrl = "https://shop.example.com",
  limits = {},
) {
  const env = { vapidPrivateKey: newKey(), pushHosts, storefrontUrl };
  const service = createPushService(env, limits);
  if (!service) throw new Error("no service");
  return service;
}

describe("a push service", () => {
  test.each(["https://shop.example.com", "http://localhost:3000"])(
    "takes a message of %s, which the device alone can read, signed by the shop's key",
    async (origin) => {
      const service = makeService([server.host], origin);
      const device = server.addDevice();
      expect(await service.send(device, message)).toEqual({ outcome: "taken" });
      expect(server.refused).toEqual([]);
      expect(server.pushed).toEqual([
        {
          device: new URL(device.endpoint).pathname.slice(1),
          payload: { title: "곧 열려요" },
          ttl: 300,
          urgency: "high",
          topic: "abc",
          signedBy: service.publicKey,
        },
      ]);
    },
  );

  test("that knows the device no more, or never did, says that it is gone", async () => {
    const service = makeService();
    const device = server.addDevice();
    server.forget(device.endpoint);
    expect(await service.send(device, message)).toEqual({ outcome: "gone" });
    server.answerBy(() => ({ status: 410 }));
    expect(await service.send(server.addDevice(), message)).toEqual({ outcome: "gone" });
  });

  test("whose device has keys that are none makes the device gone", async () => {
    const broken = { ...server.addDevice(), p256dh: "A".repeat(87) };
    expect(await makeService().send(broken, message)).toEqual({ outcome: "gone" });
  });

  test("that is busy, refuses the shop's key or redirects is a failure, and the device stays", async () => {
    const service = makeService();
    const device = server.addDevice();
    const answers = [
      [{ status: 429, headers: { "Retry-After": "7" } }, 7_000],
      [{ status: 403 }, null],
      [{ status: 503 }, null],
      [{ status: 307, headers: { Location: `http://${server.host}/elsewhere` } }, null],
    ] as const;
    for (const [answer, retryAfterMs] of answers) {
      server.answerBy(() => answer);
      const reason = `It answered ${answer.status}.`;
      expect(await service.send(device, message)).toEqual({
        outcome: "failed",
        reason,
        retryAfterMs,
      });
    }
  });

  test("that takes too long is a failure", async () => {
    const silent = createServer(() => {}).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const host = `127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const service = makeService([host], undefined, { limitMs: 100 });
    const device = { ...server.addDevice(), endpoint: `http://${host}/` };
    const reason = "No answer (TimeoutError).";
    expect(await service.send(device, message)).toMatchObject({ outcome: "failed", reason });
    silent.closeAllConnections();
    silent.close();
  });

  test("that does not answer is a failure that names no address", async () => {
    const service = makeService(["127.0.0.1:1"]);
    const device = { ...server.addDevice(), endpoint: "http://127.0.0.1:1/secret" };
    expect(await service.send(device, message)).toEqual({
      outcome: "failed",
      reason: "No answer (ECONNREFUSED).",
      retryAfterMs: null,
    });
  });
});

describe("the shop", () => {
  test.each([
    ["https://fcm.googleapis.com/fcm/send/abc", true],
    ["https://updates.push.services.mozilla.com/wpush/v2/abc", true],
    ["http://fcm.googleapis.com/fcm/send/abc", false],
    ["https://fcm.googleapis.com.evil.example/abc", false],
    ["https://evil.example/fcm.googleapis.com", false],
    ["https://updates.push.services.mozilla.com.evil.example/", false],
    ["https://evilpush.services.mozilla.com.example/", false],
    ["https://user@fcm.googleapis.com/abc", false],
    ["https://fcm.googleapis.com:8443/abc", false],
    ["https://127.0.0.1/abc", false],
    ["http://169.254.169.254/latest/meta-data", false],
    ["http://localhost:3000/api", false],
  ])("sends to %s: %s", (endpoint, accepted) => {
    const service = makeService(["fcm.googleapis.com", "*.push.services.mozilla.com"]);
    expect(service.accepts(endpoint)).toBe(accepted);
  });

  test("sends nothing to a device whose push service is not on the list any more", async () => {
    const device = server.addDevice();
    const service = makeService(["fcm.googleapis.com"]);
    expect(await service.send(device, message)).toEqual({ outcome: "gone" });
    expect(server.pushed).toEqual([]);
  });

  test("without a key sends nothing, and does not start with a key that is none", () => {
    const env = { pushHosts: [], storefrontUrl: "https://shop.example.com" };
    expect(createPushService({ ...env, vapidPrivateKey: undefined })).toBeUndefined();
    const broken = Buffer.alloc(32, 0xff).toString("base64url");
    expect(() => createPushService({ ...env, vapidPrivateKey: broken })).toThrow(EnvError);
  });
});

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DeliveryError, ExportBody } from "@sunchak/core";
import { Webhook } from "standardwebhooks";
import { afterEach, describe, expect, test } from "vitest";
import { createDataPlatform } from "./data-platform.ts";
import { answering, type Receiver, startReceiver } from "./receiver.fixture.ts";

const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;

const bodyOf = (id: string): ExportBody => ({
  id,
  type: "order.paid",
  occurredAt: "2026-11-22T03:00:00.000Z",
  data: {
    orderId: "o1",
    orderNumber: "20261122-ABCDEFGH",
    userId: "u1",
    lines: [{ productId: "p1", name: "도자기 머그", quantity: 2, unitPrice: 10_000 }],
    subtotal: 20_000,
    discount: 0,
    total: 20_000,
    paidAt: "2026-11-22T03:00:00.000Z",
  },
});

describe("over HTTP", () => {
  const receivers: Receiver[] = [];
  afterEach(async () => {
    for (const receiver of receivers.splice(0)) await receiver.close();
  });
  const receiverThat = async (answer: Parameters<typeof startReceiver>[0]) => {
    const receiver = await startReceiver(answer);
    receivers.push(receiver);
    return receiver;
  };
  const platformAt = (url: string, limitMs?: number) =>
    createDataPlatform({ dataPlatform: { url, secret }, exportsFile: "" }, { limitMs });
  const failureOf = (sending: Promise<unknown>): Promise<DeliveryError> =>
    sending.then(
      () => {
        throw new Error("it was taken");
      },
      (error) => error,
    );

  test("each request is signed by the Standard Webhooks scheme, with the event id as webhook-id", async () => {
    const receiver = await receiverThat(answering(200));
    expect(await platformAt(receiver.url).send(bodyOf("e1"))).toEqual({
      status: 200,
      response: "thanks",
    });
    const [request] = receiver.received;
    if (!request) throw new Error("nothing arrived");
    expect(request.headers["webhook-id"]).toBe("e1");
    expect(request.headers["content-type"]).toBe("application/json");
    expect(request.headers["user-agent"]).toBe("sunchak");
    expect(new Webhook(secret).verify(request.body, request.headers)).toEqual(bodyOf("e1"));
    const forged = request.body.replace("20000", "1");
    expect(() => new Webhook(secret).verify(forged, request.headers)).toThrow();
  });

  test("every 2xx is success", async () => {
    for (const status of [200, 201, 202, 204, 299]) {
      const receiver = await receiverThat(answering(status));
      const response = status === 204 ? null : "thanks";
      expect(await platformAt(receiver.url).send(bodyOf("e1"))).toEqual({ status, response });
    }
  });

  test("any other status is a failure, which stores the status", async () => {
    for (const status of [304, 400, 401, 404, 410, 429, 500, 503]) {
      const receiver = await receiverThat(answering(status));
      const error = await failureOf(platformAt(receiver.url).send(bodyOf("e1")));
      expect(error).toMatchObject({ name: "DeliveryError", status });
    }
  });

  test("a redirect is a failure and is not followed", async () => {
    const elsewhere = await receiverThat(answering(200));
    for (const status of [301, 302, 303, 307, 308]) {
      const receiver = await receiverThat(answering(status, { location: elsewhere.url }));
      const error = await failureOf(platformAt(receiver.url).send(bodyOf("e1")));
      expect(error).toMatchObject({ name: "DeliveryError", status });
    }
    expect(elsewhere.received).toEqual([]);
  });

  test("a try ends at its time limit when the receiver never answers", async () => {
    const receiver = await receiverThat(() => {});
    const error = await failureOf(platformAt(receiver.url, 200).send(bodyOf("e1")));
    expect(error).toMatchObject({ name: "DeliveryError", message: "It took longer than 0.2 s." });
  });

  test("the time limit of a try includes the answer's body, however slowly it arrives", async () => {
    const receiver = await receiverThat((response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write("."), 20);
      response.on("close", () => clearInterval(drip));
    });
    const error = await failureOf(platformAt(receiver.url, 300).send(bodyOf("e1")));
    expect(error).toMatchObject({ name: "DeliveryError", status: 200 });
  });

  test("an endless answer is not read to its end", async () => {
    const receiver = await receiverThat((response) => {
      const flood = () => {
        while (response.write("x".repeat(64 * 1024)));
      };
      response.writeHead(200).on("drain", flood);
      flood();
    });
    expect(await platformAt(receiver.url).send(bodyOf("e1"))).toEqual({
      status: 200,
      response: "x".repeat(500),
    });
  });

  test("a receiver that is away or disconnects is a failure whose message has no address", async () => {
    const receiver = await receiverThat((_, request) => request.socket.destroy());
    const hungUp = await failureOf(platformAt(`${receiver.url}?key=hush`).send(bodyOf("e1")));
    await receiver.close();
    const away = await failureOf(platformAt(`${receiver.url}?key=hush`).send(bodyOf("e1")));
    expect(away.message).toBe("It could not be reached (ECONNREFUSED).");
    for (const error of [hungUp, away]) {
      expect(error.name).toBe("DeliveryError");
      expect(error.message).not.toMatch(/127|hush/);
    }
  });

  test("the beginning of every answer is stored as one plain line, also of a failure", async () => {
    const answerOf = async (type: string | null, text: string | Buffer) => {
      const receiver = await receiverThat((response) => {
        response.writeHead(500, type === null ? {} : { "content-type": type }).end(text);
      });
      return (await failureOf(platformAt(receiver.url).send(bodyOf("e1")))).response;
    };
    const text = "  <b>고장</b>\r\n\u0000\u001b[31m\u202e다시\t🍵 ";
    for (const type of ["text/html; charset=utf-8", "application/problem+json", null]) {
      expect(await answerOf(type, text)).toBe("<b>고장</b> [31m다시 🍵");
    }
    expect(await answerOf("text/plain", "🍵".repeat(600))).toBe("🍵".repeat(500));
    expect(await answerOf("text/plain", "")).toBeNull();
    expect(await answerOf("image/png", Buffer.from([0x89, 0x50, 0x4e, 0x47]))).toBeNull();
  });

  test("the beginning of an answer that stops half way is stored", async () => {
    const receiver = await receiverThat((response) => {
      response.writeHead(502, { "content-type": "text/plain" }).write("upstream is ");
    });
    const error = await failureOf(platformAt(receiver.url, 300).send(bodyOf("e1")));
    expect(error).toMatchObject({
      status: 502,
      message: "It took longer than 0.3 s.",
      response: "upstream is",
    });
  });

  test("a secret that is not base64 stops the start and names the variable", () => {
    const env = { dataPlatform: { url: "http://localhost", secret: "whsec_abc" }, exportsFile: "" };
    expect(() => createDataPlatform(env)).toThrow(/DATA_PLATFORM_SECRET/);
  });
});

describe("into the file", () => {
  const folders: string[] = [];
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
  });
  const fileIn = async (...path: string[]) => {
    const folder = await mkdtemp(join(tmpdir(), "sunchak-exports-"));
    folders.push(folder);
    return join(folder, ...path);
  };
  const platformTo = (exportsFile: string) =>
    createDataPlatform({ dataPlatform: null, exportsFile });

  test("each event is one line with the body that HTTP would send, in a new folder", async () => {
    const path = await fileIn("data", "exports.ndjson");
    expect(await platformTo(path).send(bodyOf("e1"))).toEqual({ status: null });
    await platformTo(path).send(bodyOf("e2"));
    const text = await readFile(path, "utf8");
    expect(text).toBe(`${JSON.stringify(bodyOf("e1"))}\n${JSON.stringify(bodyOf("e2"))}\n`);
  });

  test("many deliveries at once write whole lines", async () => {
    const path = await fileIn("exports.ndjson");
    const ids = Array.from({ length: 100 }, (_, i) => `e${i}`);
    await Promise.all(ids.map((id) => platformTo(path).send(bodyOf(id))));
    const lines = (await readFile(path, "utf8")).split("\n").filter(Boolean);
    expect(lines.map((line) => JSON.parse(line).id).sort()).toEqual(ids.sort());
  });

  test("a half-written last line does not swallow the next event", async () => {
    const path = await fileIn("exports.ndjson");
    await writeFile(path, '{"id":"to');
    await platformTo(path).send(bodyOf("e1"));
    const lines = (await readFile(path, "utf8")).split("\n");
    expect(JSON.parse(lines[1] ?? "")).toEqual(bodyOf("e1"));
  });

  test("a file that cannot be written is a failure", async () => {
    const path = await fileIn("a-file");
    await writeFile(path, "");
    await expect(platformTo(join(path, "exports.ndjson")).send(bodyOf("e1"))).rejects.toMatchObject(
      {
        name: "DeliveryError",
      },
    );
  });
});

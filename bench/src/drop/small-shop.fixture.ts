import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A shop of one drop, by the words of the API alone. Its processes share what it has stored. */
interface SmallShop {
  /** The coupon's number by the shopper's Authorization. */
  issued: Map<string, number>;
  /** The keys under which presses came. */
  keys: Map<string, Set<string>>;
  openAt(time: number): void;
  startProcess(): Promise<SmallProcess>;
}

interface SmallProcess {
  url: string;
  /** Ends every connection at once. */
  kill(): void;
}

export function openSmallShop(quantity: number): SmallShop {
  const issued = new Map<string, number>();
  const keys = new Map<string, Set<string>>();
  let opensAt = Number.POSITIVE_INFINITY;
  const state = () => ({
    phase: Date.now() < opensAt ? "UPCOMING" : issued.size < quantity ? "OPEN" : "SOLD_OUT",
    remainingQuantity: quantity - issued.size,
    now: new Date().toISOString(),
  });

  /** @returns the status and the answer. */
  function press(authorization: string, key: string): [number, unknown] {
    const tries = keys.get(authorization) ?? new Set();
    keys.set(authorization, tries.add(key));
    const refuse = (status: number, code: string): [number, unknown] => [
      status,
      { error: { data: { code, details: {} } } },
    ];
    if (Date.now() < opensAt) return refuse(409, "COUPON_NOT_OPEN");
    const number = issued.get(authorization) ?? issued.size + 1;
    if (number > quantity) return refuse(409, "COUPON_SOLD_OUT");
    issued.set(authorization, number);
    return [200, { result: { data: couponOf(number) } }];
  }

  function openAt(time: number) {
    opensAt = time;
  }

  async function startProcess(): Promise<SmallProcess> {
    let presses = 0;
    const watching = new Set<ServerResponse>();
    const timer = setInterval(() => {
      for (const stream of watching) stream.write(eventOf(state()));
    }, 100);
    const server = createServer(async (request, response) => {
      const { url = "", headers } = request;
      const authorization = headers.authorization ?? "";
      const answer = (status: number, body: unknown) =>
        response.writeHead(status).end(JSON.stringify(body));
      if (url.endsWith("/live")) {
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.write(eventOf(state()));
        watching.add(response);
        return void response.once("close", () => watching.delete(response));
      }
      if (url === "/coupons/drop") {
        return void response.end(
          '<link rel="stylesheet" href="/a.css"/><script src="/b.js?x=1&amp;y=2"></script>',
        );
      }
      if (url === "/api/v1/me/coupons") {
        const number = issued.get(authorization);
        return void answer(200, {
          items: number ? [{ couponId: "drop", ...couponOf(number) }] : [],
        });
      }
      if (!url.startsWith("/api/trpc/coupon.issue")) return void answer(200, {});
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const { idempotencyKey } = JSON.parse(Buffer.concat(chunks).toString());
      presses += 1;
      if (presses % 3 === 0) {
        return void answer(429, { error: { data: { code: "COUPON_BUSY", details: {} } } });
      }
      answer(...press(authorization, idempotencyKey));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      kill() {
        clearInterval(timer);
        server.close();
        server.closeAllConnections();
      },
    };
  }

  return { issued, keys, openAt, startProcess };
}

const couponOf = (number: number) => ({ issuedCouponId: `coupon-${number}`, number });
const eventOf = (data: unknown) => `event: campaign\ndata: ${JSON.stringify(data)}\n\n`;

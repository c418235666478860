import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { CallError } from "@sunchak/web/refusal";
import { afterEach, expect, test } from "vitest";
import { readStream } from "./read-stream.ts";
import { watch } from "./watch.ts";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

type Answer = (response: ServerResponse) => void;

const stream: Answer = (response) => {
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.write("retry: 2000\n\n");
};
const tell = (response: ServerResponse | undefined, left: number) =>
  response?.write(`event: campaign\ndata: {"left":${left}}\n\n`);

/** A shop that answers its stream as the test says, and keeps what it answered. */
async function openShop(answer: Answer, port = 0) {
  const streams: ServerResponse[] = [];
  const shop = { answer, streams, url: "", port: 0, end: () => {} };
  const server = createServer((_, response) => {
    streams.push(response);
    shop.answer(response);
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  shop.port = (server.address() as AddressInfo).port;
  shop.url = `http://127.0.0.1:${shop.port}/live`;
  shop.end = () => {
    server.closeAllConnections();
    server.close();
  };
  closers.push(shop.end);
  return shop;
}

/** Watches, and keeps what was told and when it was live and lost. */
function follow(url: string, read: () => Promise<{ left: number }> = () => expect.unreachable()) {
  const following = new AbortController();
  const told: number[] = [];
  const states: string[] = [];
  const watched = {
    url,
    event: "campaign",
    read,
    onTold: ({ left }: { left: number }) => told.push(left),
    onState: (state: string) => states.at(-1) !== state && states.push(state),
  };
  const over = watch(watched, following.signal);
  closers.push(() => following.abort());
  return { told, states, over, stop: () => following.abort() };
}

test("tells each event as it comes, and leaves at once", async () => {
  const shop = await openShop(stream);
  const { told, over, stop } = follow(shop.url);
  await expect.poll(() => shop.streams.length).toBe(1);
  const [first] = shop.streams;
  tell(first, 100);
  await expect.poll(() => told).toEqual([100]);
  first?.write('event: campaign\ndata: {"le');
  first?.write('ft":99}\n\n: quiet\n\nevent: other\ndata: {}\n\n');
  await expect.poll(() => told).toEqual([100, 99]);
  const closed = once(first as ServerResponse, "close");
  stop();
  await Promise.all([closed, over]);
});

test("comes back by itself after the shop ended the stream, and a deploy is not called a loss", async () => {
  const shop = await openShop(stream);
  const { told, states } = follow(shop.url);
  await expect.poll(() => shop.streams.length).toBe(1);
  tell(shop.streams[0], 100);
  await expect.poll(() => told).toEqual([100]);
  shop.streams[0]?.end();
  await expect.poll(() => shop.streams.length).toBe(2);
  tell(shop.streams[1], 60);
  await expect.poll(() => told).toEqual([100, 60]);
  expect(states).toEqual(["live"]);
});

test("says that the count may be old while the shop is away, and takes that back", async () => {
  const shop = await openShop(stream);
  const { told, states } = follow(shop.url);
  await expect.poll(() => shop.streams.length).toBe(1);
  tell(shop.streams[0], 100);
  await expect.poll(() => told).toEqual([100]);
  shop.end();
  await expect.poll(() => states).toEqual(["live", "lost"]);
  const back = await openShop(stream, shop.port);
  await expect.poll(() => back.streams.length).toBe(1);
  tell(back.streams[0], 40);
  await expect.poll(() => told).toEqual([100, 40]);
  expect(states).toEqual(["live", "lost", "live"]);
});

test("a proxy without a shop behind it is a loss, and the stream is back as soon as the shop is", async () => {
  for (const status of [500, 502, 503, 504]) {
    const shop = await openShop((response) =>
      response.writeHead(status).end("<h1>Bad gateway</h1>"),
    );
    const { told, states, stop } = follow(shop.url);
    await expect.poll(() => states).toEqual(["lost"]);
    shop.answer = (response) => {
      stream(response);
      tell(response, 5);
    };
    await expect.poll(() => told).toEqual([5]);
    expect(states).toEqual(["lost", "live"]);
    stop();
  }
});

test("nothing is live before the first event, and a broken connection is a loss at once", async () => {
  const shop = await openShop(stream);
  const { told, states } = follow(shop.url);
  await expect.poll(() => shop.streams.length).toBe(1);
  const [first] = shop.streams;
  first?.write(":\n\nevent: other\ndata: {}\n\n");
  tell(first, 9);
  await expect.poll(() => states).toEqual(["live"]);
  expect(told).toEqual([9]);
  // At once: not only when the next try fails, too, which gets no answer here.
  shop.answer = () => {};
  first?.destroy();
  await expect.poll(() => states).toEqual(["live", "lost"]);
});

test("reads by ordinary calls while the shop has no stream to give, until there is nothing to read", async () => {
  const shop = await openShop((response) =>
    response.writeHead(503, { "retry-after": "1" }).end('{"code":"TOO_MANY_STREAMS"}'),
  );
  let isGone = false;
  const { told, states, over } = follow(shop.url, async () => {
    if (!isGone) return { left: 7 };
    throw new CallError({ code: "NOT_FOUND" }, new Response());
  });
  await expect.poll(() => told).toEqual([7]);
  expect(states).toEqual(["live"]);
  isGone = true;
  await over;
  expect(states).toEqual(["live", "lost"]);
  expect(shop.streams).toHaveLength(1);
});

test("an answer that is not a stream is a loss, and so is a stream in silence", async () => {
  const { signal } = new AbortController();
  const listener = () => {};
  const page = await openShop((response) => response.end("<p>Sign in to this network</p>"));
  await expect(readStream(page.url, signal, listener)).rejects.toThrow("not the shop's stream");
  const silent = await openShop(stream);
  await expect(readStream(silent.url, signal, listener, 300)).rejects.toThrow(/abort/i);
});

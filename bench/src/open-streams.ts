import { connect, type Socket } from "node:net";

/** How many connections are being made at a time; a server's backlog holds 511. */
const CONNECTING = 200;

export interface StreamsOptions {
  headers?: Record<string, string>;
  /** The address to connect from: one has ports for about 28,000 connections to one server. */
  localAddress?: string;
  /**
   * Called for each event.
   * @param stream its number, from 0.
   * @param at milliseconds since 1970, with fractions.
   */
  onEvent?(stream: number, event: string, data: string, at: number): void;
}

export interface OpenStreams {
  /** How many are open now. */
  open(): number;
  /** The status lines of those that were refused. */
  refused: string[];
  close(): void;
}

/**
 * Opens live streams of a shop, each on a raw socket, because 10,000 have to cost this process
 * little. Resolves once every one is answered.
 * @param url of the shop.
 */
export async function openStreams(
  url: string,
  path: string,
  count: number,
  { headers = {}, localAddress, onEvent }: StreamsOptions = {},
): Promise<OpenStreams> {
  const { hostname, port, host } = new URL(url);
  const lines = Object.entries({ Host: host, Accept: "text/event-stream", ...headers });
  const request = `GET ${path} HTTP/1.1\r\n${lines.map(([k, v]) => `${k}: ${v}\r\n`).join("")}\r\n`;
  const sockets = new Set<Socket>();
  const refused: string[] = [];

  async function openOne(stream: number): Promise<void> {
    const socket = connect({ host: hostname, port: Number(port || 80), localAddress });
    socket.setEncoding("latin1");
    socket.write(request);
    let text = "";
    let isOpen = false;
    const answered = new Promise<void>((resolve) => {
      socket.on("error", () => {});
      socket.once("close", () => {
        sockets.delete(socket);
        resolve();
      });
      socket.on("data", (part: string) => {
        text += part;
        if (!isOpen && text.includes("\r\n\r\n")) {
          const [status = ""] = text.split("\r\n", 1);
          isOpen = / 200 /.test(status);
          if (isOpen) sockets.add(socket);
          else {
            refused.push(status);
            socket.destroy();
          }
          text = text.slice(text.indexOf("\r\n\r\n") + 4);
          resolve();
        }
        if (!isOpen) return;
        const at = performance.timeOrigin + performance.now();
        const parts = text.split("\n\n");
        text = parts.pop() ?? "";
        for (const one of parts) {
          const [, event, data] = /event: (\w+)\ndata: (.*)$/.exec(one) ?? [];
          if (event !== undefined && data !== undefined) onEvent?.(stream, event, data, at);
        }
      });
    });
    await answered;
  }

  let next = 0;
  const work = async () => {
    while (next < count) await openOne(next++);
  };
  await Promise.all(Array.from({ length: CONNECTING }, work));
  return {
    open: () => sockets.size,
    refused,
    close: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}

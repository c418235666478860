import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { connect as connectSafely } from "node:tls";
import type { Load, Measure } from "./measure.ts";
import { cpuOf, measureLoad } from "./measure.ts";
import type { Server } from "./servers.ts";

export interface Answer {
  status: number;
  /** The status line and the headers as they came. */
  head: string;
  body: Buffer;
}

const CRLF = "\r\n";

interface Sent {
  authorization?: string;
  /** Sent as JSON. */
  body?: unknown;
  /** Further headers, or another Host. */
  headers?: Record<string, string>;
}

/** The bytes of a request, made once and sent many times. */
export function requestBytes(
  method: "GET" | "POST",
  path: string,
  { authorization, body, headers }: Sent = {},
): Buffer {
  const json = body === undefined ? "" : JSON.stringify(body);
  const lines = [`${method} ${path} HTTP/1.1`];
  for (const [name, value] of Object.entries({ Host: "localhost", ...headers })) {
    lines.push(`${name}: ${value}`);
  }
  if (authorization !== undefined) lines.push(`Authorization: ${authorization}`);
  if (body !== undefined) lines.push("Content-Type: application/json");
  if (method === "POST") lines.push(`Content-Length: ${Buffer.byteLength(json)}`);
  return Buffer.from(`${lines.join(CRLF)}${CRLF}${CRLF}${json}`);
}

/**
 * Connects to a server, over TLS when its URL says so.
 * @param localAddress an address of this machine: each has its own 28,000 ports for connections.
 */
export async function openSocket(url: string, localAddress?: string): Promise<Socket> {
  const { protocol, hostname, port } = new URL(url);
  const to = { host: hostname, port: Number(port), localAddress };
  const socket =
    protocol === "https:"
      ? connectSafely({ ...to, port: to.port || 443, servername: hostname })
      : connect({ ...to, port: to.port || 80 });
  socket.setNoDelay(true);
  await once(socket, protocol === "https:" ? "secureConnect" : "connect");
  return socket;
}

/**
 * One kept-alive connection that carries one request at a time. It does as little as possible: the
 * load shares the machine with what is measured, and Node's own clients cost as much as the server.
 */
export class HttpConnection {
  readonly #socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  #settle: { resolve(answer: Answer): void; reject(error: Error): void } | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (bytes) => this.#take(bytes));
    socket.on("error", (error) => this.#settle?.reject(error));
    socket.on("close", () => this.#settle?.reject(new Error("the server closed the connection")));
  }

  static async open(url: string, localAddress?: string): Promise<HttpConnection> {
    return new HttpConnection(await openSocket(url, localAddress));
  }

  /** Whether another request can be sent. */
  get isOpen(): boolean {
    return this.#socket.writable;
  }

  send(request: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#settle = undefined;
    this.#socket.destroy();
  }

  #take(bytes: Buffer): void {
    this.#received = this.#received.length === 0 ? bytes : Buffer.concat([this.#received, bytes]);
    const answer = readAnswer(this.#received);
    if (!answer) return;
    this.#received = Buffer.alloc(0);
    this.#settle?.resolve(answer);
  }
}

/** @returns null while the response is incomplete. */
function readAnswer(bytes: Buffer): Answer | null {
  const headEnd = bytes.indexOf("\r\n\r\n");
  if (headEnd === -1) return null;
  const head = bytes.toString("latin1", 0, headEnd);
  const begin = headEnd + 4;
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  const body =
    length === undefined ? readChunks(bytes, begin) : readLength(bytes, begin, Number(length));
  return body && { status: Number(head.slice(9, 12)), head, body };
}

function readLength(bytes: Buffer, begin: number, length: number): Buffer | null {
  return bytes.length < begin + length ? null : bytes.subarray(begin, begin + length);
}

function readChunks(bytes: Buffer, begin: number): Buffer | null {
  const chunks: Buffer[] = [];
  for (let at = begin; ; ) {
    const lineEnd = bytes.indexOf(CRLF, at);
    if (lineEnd === -1) return null;
    const size = Number.parseInt(bytes.toString("latin1", at, lineEnd), 16);
    const next = lineEnd + 2 + size + 2;
    if (bytes.length < next) return null;
    if (size === 0) return Buffer.concat(chunks);
    chunks.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = next;
  }
}

export class UnexpectedStatus extends Error {}

/** The status that every answer must have, so that quick errors do not count as speed. */
export function expectStatus(answer: Answer, status: number): Answer {
  if (answer.status === status) return answer;
  throw new UnexpectedStatus(`${answer.head}\n\n${answer.body.toString().slice(0, 1000)}`);
}

/**
 * Sends requests, one connection per caller, and measures them and the server's CPU time. Each
 * caller sends its next request once it has an answer.
 */
export async function measureHttp(
  server: Server,
  load: Pick<Load, "callers" | "milliseconds" | "calls">,
  call: (connection: HttpConnection, caller: number, n: number) => Promise<unknown>,
): Promise<Measure> {
  const connections = await Promise.all(
    Array.from({ length: load.callers }, () => HttpConnection.open(server.url)),
  );
  try {
    return await measureLoad({ ...load, cpu: cpuOf(server.pid) }, (caller, n) => {
      const connection = connections[caller];
      if (!connection) throw new Error("a caller without a connection");
      return call(connection, caller, n);
    });
  } finally {
    for (const connection of connections) connection.close();
  }
}

import { createClient } from "redis";
import { COMPARE_AND_DELETE, type LockDriver } from "./lock.ts";

type Client = ReturnType<typeof openClient>;

function openClient(url: string) {
  return createClient({
    url,
    // A queued command would take the lock long after its request has gone on without it.
    disableOfflineQueue: true,
    // Nothing here needs RESP 3, and RESP 2 also reaches servers before Redis 6.
    RESP: 2,
    maintNotifications: "disabled",
  });
}

/**
 * Rejects after `ms`. The client's own `timeout` is not enough: redis 6.3 clears it as soon as a
 * command is written to the socket, so a call to a server that never answers would wait for ever.
 */
function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let check: NodeJS.Immediate | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      // A stalled event loop runs overdue timers before it reads the sockets, where the reply may
      // be waiting. Without this extra turn, a busy process would report its Redis as slow.
      check = setImmediate(() => reject(new Error(`Redis did not answer within ${ms} ms.`)));
    }, ms);
  });
  return Promise.race([promise, tooLate]).finally(() => {
    clearTimeout(timer);
    clearImmediate(check);
  });
}

/**
 * Locks in Redis over TCP. Connects at once, in the background, and reconnects by itself. Without a
 * connection it rejects at once; only the very first callers wait for one.
 * @throws TypeError when the URL is not a Redis URL
 */
export function createRedisDriver(url: string, timeoutMs: number): LockDriver {
  let closed = false;
  let lastError: unknown;
  let failingSince: number | undefined;
  let client = open();

  function open(): Client {
    const opened = openClient(url);
    // Without a listener a lost connection would end the process.
    opened.on("error", (error: unknown) => {
      lastError = error;
    });
    // The client forgets a socket that was still connecting when it was destroyed.
    opened.on("connect", () => {
      if (closed || opened !== client) opened.destroy();
    });
    return opened;
  }

  function connect(): Promise<unknown> {
    const settled = new Promise((resolve) => client.once("ready", resolve).once("error", resolve));
    client.connect().catch(() => undefined); // told to the error listener as well
    return within(timeoutMs, settled).catch(() => undefined);
  }

  const firstConnection = connect();

  /**
   * TCP notices a peer that vanished without closing (a failover, a dropped route) after a quarter
   * of an hour. It never notices a peer that stalls in the handshake. A demoted primary refuses
   * every write on a healthy connection. A new connection helps in all three cases. One slow moment
   * is not enough for one: commands of one connection stay in order, so the release of a late SET
   * still follows it.
   */
  function reconnectIfNothingWorks(): void {
    failingSince ??= performance.now();
    if (closed || performance.now() - failingSince < 10 * timeoutMs) return;
    failingSince = undefined;
    const dead = client;
    client = open();
    dead.destroy();
    client.connect().catch(() => undefined);
  }

  async function run<T>(command: (client: Client) => Promise<T>): Promise<T> {
    if (closed) throw new Error("The lock driver is closed.");
    const startedAt = performance.now();
    try {
      await firstConnection;
      if (!client.isReady) throw new Error("Redis is not connected.", { cause: lastError });
      const left = Math.max(1, Math.ceil(timeoutMs - (performance.now() - startedAt)));
      const reply = await within(left, command(client));
      failingSince = undefined;
      return reply;
    } catch (error) {
      reconnectIfNothingWorks();
      throw error;
    }
  }

  return {
    acquire: (key, token, ttlMs) =>
      run(async (redis) => {
        const expiration = { type: "PX", value: ttlMs } as const;
        return (await redis.set(key, token, { condition: "NX", expiration })) === "OK";
      }),
    release: (key, token) =>
      run(
        async (redis) =>
          (await redis.eval(COMPARE_AND_DELETE, { keys: [key], arguments: [token] })) === 1,
      ),
    async close() {
      closed = true;
      // Releases under way may still finish, but a server that hangs does not hold us up.
      await within(timeoutMs, client.close()).catch(() => undefined);
      client.destroy();
    },
  };
}

import type { LockConfig } from "@sunchak/lock";
import { startRedis, type TestRedis } from "./redis.ts";
import { startRoute } from "./route.ts";
import { startUpstashBridge } from "./upstash-bridge.ts";

export const lockStoreKinds = ["redis", "upstash"] as const;

/** A separate Redis, behind the connection that a lock driver uses. */
export interface LockStore {
  config: LockConfig;
  redis(): TestRedis;
  /** Kills Redis and starts an empty one in its place. */
  restart(): Promise<void>;
  /** The line that Redis answers to every command. Without it, Redis gives its own answers. */
  answerWith(line?: string): void;
  stop(): Promise<void>;
}

export async function startLockStore(kind: (typeof lockStoreKinds)[number]): Promise<LockStore> {
  let redis = await startRedis();
  const { port } = redis;
  const route = await startRoute(port);
  const url = `redis://127.0.0.1:${route.port}`;
  const bridge = kind === "upstash" ? await startUpstashBridge(url) : undefined;
  return {
    config: bridge
      ? { kind: "upstash", url: bridge.url, token: bridge.token }
      : { kind: "redis", url },
    redis: () => redis,
    async restart() {
      await redis.stop();
      redis = await startRedis({ port });
    },
    answerWith: (line) => route.answerWith(line),
    async stop() {
      await bridge?.stop();
      await route.stop();
      await redis.stop();
    },
  };
}

/** What can go wrong with a Redis, and how it ends. */
export const lockTroubles: {
  name: string;
  begin(store: LockStore): unknown;
  end(store: LockStore): unknown;
}[] = [
  {
    name: "down",
    begin: (store) => store.redis().stop(),
    end: (store) => store.restart(),
  },
  {
    name: "hanging",
    begin: (store) => store.redis().pause(),
    end: (store) => store.redis().resume(),
  },
  {
    name: "restarted",
    begin: (store) => store.restart(),
    end: () => undefined,
  },
  {
    name: "loading",
    begin: (store) => store.answerWith("-LOADING Redis is loading the dataset in memory\r\n"),
    end: (store) => store.answerWith(),
  },
  {
    name: "read-only",
    begin: (store) => store.redis().command("REPLICAOF", "127.0.0.1", "1"),
    end: (store) => store.redis().command("REPLICAOF", "NO", "ONE"),
  },
  {
    name: "forbidden",
    begin: (store) => store.redis().command("ACL", "SETUSER", "default", "-set", "-eval"),
    end: (store) => store.redis().command("ACL", "SETUSER", "default", "+set", "+eval"),
  },
  {
    name: "full",
    begin: (store) => store.redis().command("CONFIG", "SET", "maxmemory", "1"),
    end: (store) => store.redis().command("CONFIG", "SET", "maxmemory", "0"),
  },
];

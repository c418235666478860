import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { databaseUrl, EnvError, readEnv, repositoryRoot } from "./index.ts";

const secret = { BETTER_AUTH_SECRET: "x".repeat(32) };

describe("readEnv", () => {
  it("needs a secret alone; the rest has the defaults of the README", () => {
    expect(readEnv("storefront", secret)).toEqual({
      databaseUrl: `file:${join(repositoryRoot(), "data/shop.db")}`,
      lock: { kind: "memory" },
      inngest: { mode: "none" },
      dataPlatform: null,
      exportsFile: join(repositoryRoot(), "data/exports.ndjson"),
      storefrontUrl: "http://localhost:3000",
      adminUrl: "http://localhost:3001",
      authSecret: secret.BETTER_AUTH_SECRET,
      maxBalance: 10_000_000,
      orderExpiresMinutes: 15,
      rankingCron: "*/10 * * * *",
      rateLimit: true,
      trustedProxies: [],
      metricsToken: undefined,
      logLevel: "info",
      port: 3000,
      host: undefined,
    });
  });

  it("takes the public origins from the port served", () => {
    expect(readEnv("storefront", { ...secret, PORT: "4000" }).storefrontUrl).toBe(
      "http://localhost:4000",
    );
    expect(readEnv("admin", { ...secret, PORT: "4001" })).toMatchObject({
      adminUrl: "http://localhost:4001",
      storefrontUrl: "http://localhost:3000",
    });
  });

  it.each([
    ["storefront", {}, 3000, "http://localhost:3001"],
    ["storefront", { PORT: "3700" }, 3700, "http://localhost:3701"],
    ["storefront", { PORT: "3700", ADMIN_PORT: "80" }, 3700, "http://localhost:80"],
    ["storefront", { PORT: "65535" }, 65_535, "http://localhost:65535"],
    ["admin", { ADMIN_PORT: "3900" }, 3900, "http://localhost:3900"],
    ["admin", { PORT: "3700", ADMIN_PORT: "3900" }, 3700, "http://localhost:3700"],
  ] as const)(
    "gives the %s of %j the port %i, and the admin app %s",
    (app, given, port, adminUrl) => {
      expect(readEnv(app, { ...secret, ...given })).toMatchObject({ port, adminUrl });
    },
  );

  it("takes the free port that was found for a PORT of 0", () => {
    const found = { port: 4321, storefrontUrl: "http://localhost:4321" };
    expect(readEnv("storefront", { ...secret, PORT: "0" }, 4321)).toMatchObject(found);
  });

  it.each(["127.0.0.1", "0.0.0.0", "::", "fe80::1%eth0", "shop.local"])("listens on %s", (HOST) => {
    expect(readEnv("storefront", { ...secret, HOST }).host).toBe(HOST);
  });

  it.each([
    ["BETTER_AUTH_SECRET", ""],
    ["BETTER_AUTH_SECRET", "short"],
    ["DATABASE_URL", "mysql://localhost/shop"],
    ["REDIS_URL", "localhost:6379"],
    ["UPSTASH_REDIS_REST_URL", "https://example.com"],
    ["INNGEST_EVENT_KEY", "key"],
    ["DATA_PLATFORM_URL", "ftp://example.com"],
    ["DATA_PLATFORM_URL", "https://example.com"],
    ["DATA_PLATFORM_SECRET", "short"],
    ["STOREFRONT_URL", "shop.example.com"],
    ["MAX_BALANCE", "1e9"],
    ["MAX_BALANCE", "1000000000001"],
    ["ORDER_EXPIRES_MINUTES", "0"],
    ["RANKING_CRON", "often"],
    ["RATE_LIMIT", "no"],
    ["PORT", "65536"],
    ["ADMIN_PORT", "0"],
    ["HOST", "http://localhost"],
  ])("stops at a bad %s (%s), naming it", (name, value) => {
    const read = () => readEnv("storefront", { ...secret, [name]: value });
    expect(read).toThrow(EnvError);
    expect(read).toThrow(name);
  });

  it("takes the storefront's origin for where Inngest reaches it, unless told another", () => {
    const keys = { INNGEST_EVENT_KEY: "key", INNGEST_SIGNING_KEY: "ab".repeat(32) };
    const shop = { ...secret, ...keys, STOREFRONT_URL: "https://shop.example.com" };
    const serveOrigin = (source: Record<string, string>) => {
      const { inngest } = readEnv("admin", source);
      return inngest.mode === "cloud" ? inngest.serveOrigin : undefined;
    };
    expect(serveOrigin(shop)).toBe("https://shop.example.com");
    const inside = { ...shop, INNGEST_SERVE_ORIGIN: "http://storefront:3000/" };
    expect(serveOrigin(inside)).toBe("http://storefront:3000");
  });

  it("takes an empty variable as unset", () => {
    expect(readEnv("storefront", { ...secret, REDIS_URL: "" }).lock).toEqual({ kind: "memory" });
  });
});

describe("databaseUrl", () => {
  it("is relative to the repository's root, whatever the working directory", () => {
    expect(databaseUrl({ DATABASE_URL: "file:./data/x.db" })).toBe(
      `file:${join(repositoryRoot(), "data/x.db")}`,
    );
    expect(databaseUrl({ DATABASE_URL: "file:/tmp/x.db" })).toBe("file:/tmp/x.db");
    expect(databaseUrl({ DATABASE_URL: "file:///tmp/x.db" })).toBe("file:/tmp/x.db");
    expect(databaseUrl({ DATABASE_URL: "postgresql://u:p@h/d" })).toBe("postgresql://u:p@h/d");
  });
});

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { databaseUrl, EnvError, readEnv, repositoryRoot } from "./index.ts";

const secret = { BETTER_AUTH_SECRET: "x".repeat(32) };

describe("readEnv", () => {
  it("needs only a secret, and everything else has the README's default", () => {
    expect(readEnv("storefront", secret)).toEqual({
      databaseUrl: `file:${join(repositoryRoot(), "data/shop.db")}`,
      lock: { kind: "memory" },
      inngest: { mode: "none" },
      dataPlatform: null,
      mail: null,
      exportsFile: join(repositoryRoot(), "data/exports.ndjson"),
      changeDestination: false,
      exportConcurrency: 32,
      exportRate: 100,
      storefrontUrl: "http://localhost:3000",
      adminUrl: "http://localhost:3001",
      authSecret: secret.BETTER_AUTH_SECRET,
      pushHosts: [
        "fcm.googleapis.com",
        "*.push.services.mozilla.com",
        "*.push.apple.com",
        "*.notify.windows.com",
      ],
      maxBalance: 10_000_000,
      orderExpiresMinutes: 15,
      rankingCron: "*/10 * * * *",
      rateLimit: true,
      maxStreams: 12_000,
      trustedProxies: [],
      metricsToken: undefined,
      logLevel: "info",
      port: 3000,
      secrets: [secret.BETTER_AUTH_SECRET],
      host: undefined,
    });
  });

  it("knows which of its values are secret", () => {
    const names = readFileSync(join(repositoryRoot(), ".env.example"), "utf8").match(
      /\b[A-Z_]+_(SECRET|TOKEN|KEY|PASSWORD)\b/g,
    );
    expect(new Set(names).size).toBeGreaterThan(4);
    const values = {
      ...Object.fromEntries(
        [...new Set(names)].map((name) => [name, `${name.replaceAll("_", "")}/`.padEnd(33, "x")]),
      ),
      INNGEST_SIGNING_KEY: "5ec2e7".repeat(6),
      LOG_SIGNING_KEY: "5ec".padEnd(43, "2e7"),
      VAPID_PRIVATE_KEY: "5ec".padEnd(43, "4a9"),
    };
    const { secrets } = readEnv("storefront", {
      ...values,
      DATABASE_URL:
        "postgresql://shop:in%2Fthe%20base@localhost/a-rather-long-name-of-a-database?password=in-its%20query",
      REDIS_URL: "redis://:in-the-cache@localhost",
      SMTP_URL: "smtps://shop:in%2Fthe%20post@mail.example.com",
      MAIL_FROM: "shop@example.com",
      UPSTASH_REDIS_REST_URL: "https://lock.example.com",
      INNGEST_BASE_URL: "https://jobs.example.com",
      DATA_PLATFORM_URL: "https://data.example.com/orders/T0123456789ABCDEF?key=in-the-query",
    });
    expect([...secrets].sort()).toEqual(
      [
        ...Object.values(values),
        "in%2Fthe%20base",
        "in/the base",
        "in-its query",
        // The form in which the signing key is sent.
        createHash("sha256")
          .update(Buffer.from("5ec2e7".repeat(6), "hex"))
          .digest("hex"),
        "in-the-cache",
        "in%2Fthe%20post",
        "in/the post",
        "https://lock.example.com",
        "https://lock.example.com/",
        "https://jobs.example.com",
        "https://jobs.example.com/",
        "https://data.example.com/orders/T0123456789ABCDEF?key=in-the-query",
        "T0123456789ABCDEF",
        "?key=in-the-query",
      ].sort(),
    );
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
    ["LOG_SIGNING_KEY", Buffer.alloc(31).toString("base64")],
    ["LOG_SIGNING_KEY", Buffer.alloc(64).toString("base64")],
    ["VAPID_PRIVATE_KEY", Buffer.alloc(32).toString("base64")],
    ["PUSH_HOSTS", "https://push.example.com"],
    ["DATABASE_URL", "mysql://localhost/shop"],
    ["DATABASE_URL", "file:./data/shop.db?connection_limit=1"],
    ["DATABASE_URL", "postgresql://localhost/shop?schema=mine"],
    ["DATABASE_URL", "postgresql://user:p#word/x@localhost/shop"],
    ["REDIS_URL", "localhost:6379"],
    ["UPSTASH_REDIS_REST_URL", "https://example.com"],
    ["INNGEST_EVENT_KEY", "key"],
    ["DATA_PLATFORM_URL", "ftp://example.com"],
    ["DATA_PLATFORM_URL", "https://example.com"],
    ["DATA_PLATFORM_SECRET", "short"],
    ["DATA_PLATFORM_CHANGE", "1"],
    ["SMTP_URL", "smtp://mail.example.com"],
    ["MAIL_FROM", "shop@example.com"],
    ["EXPORT_CONCURRENCY", "0"],
    ["EXPORT_RATE", "fast"],
    ["INNGEST_BASE_URL", "http://user@localhost:8288"],
    ["STOREFRONT_URL", "shop.example.com"],
    ["MAX_BALANCE", "1e9"],
    ["MAX_BALANCE", "1000000000001"],
    ["ORDER_EXPIRES_MINUTES", "0"],
    ["RANKING_CRON", "often"],
    ["RANKING_CRON", "0 3 L * *"],
    ["RATE_LIMIT", "no"],
    ["MAX_STREAMS", "-1"],
    ["MAX_STREAMS", "many"],
    ["DATABASE_URL", "postgresql://localhost/shop?options=-c%20search_path%3Dx"],
    ["DATABASE_URL", "postgresql://localhost/shop?connection_limit=1"],
    ["PORT", "65536"],
    ["ADMIN_PORT", "0"],
    ["HOST", "http://localhost"],
  ])("refuses a bad %s (%s), and names it", (name, value) => {
    const read = () => readEnv("storefront", { ...secret, [name]: value });
    expect(read).toThrow(EnvError);
    expect(read).toThrow(name);
  });

  it.each([
    ["DATA_PLATFORM_URL", "https://user@example.com/orders", "user name"],
    ["DATA_PLATFORM_URL", "https://:hush@example.com/orders", "password"],
    ["INNGEST_SIGNING_KEY", "not hexadecimal", "hexadecimal"],
    ["INNGEST_SIGNING_KEY", "abc", "hexadecimal"],
    ["INNGEST_SIGNING_KEY", "signkey-prod-", "hexadecimal"],
  ])("refuses a %s of %s, and says why", (name, value, why) => {
    const whole = {
      ...secret,
      DATA_PLATFORM_URL: "https://example.com/orders",
      DATA_PLATFORM_SECRET: "whsec_c3VuY2hhay1qb3VybmV5cy1zaWduaW5nLXNlY3JldA==",
      INNGEST_EVENT_KEY: "key",
      INNGEST_SIGNING_KEY: "ab".repeat(32),
    };
    expect(() => readEnv("storefront", whole)).not.toThrow();
    const read = () => readEnv("storefront", { ...whole, [name]: value });
    expect(read).toThrow(new RegExp(`${name}: must .*${why}`));
    expect(read).not.toThrow("hush");
  });

  it.each([
    ["SMTP_URL", "mail.example.com:587"],
    ["SMTP_URL", "http://mail.example.com"],
    ["SMTP_URL", "smtp://user@mail.example.com"],
    ["SMTP_URL", "smtp://:hush@mail.example.com"],
    ["SMTP_URL", "smtp://user:100%@mail.example.com"],
    ["SMTP_URL", "smtp://mail.example.com/?tls.rejectUnauthorized=false"],
    ["MAIL_FROM", "shop"],
    ["MAIL_FROM", "Shop <shop@example.com"],
    ["MAIL_FROM", "a@example.com, b@example.com"],
    ["MAIL_FROM", "Shop <shop@example.com>\nBcc: x@example.com"],
  ])("refuses a %s of %s", (name, value) => {
    const whole = { ...secret, SMTP_URL: "smtp://localhost:25", MAIL_FROM: "shop@example.com" };
    expect(() => readEnv("admin", whole)).not.toThrow();
    const read = () => readEnv("admin", { ...whole, [name]: value });
    expect(read).toThrow(`${name}: must be`);
    expect(read).not.toThrow("hush");
  });

  it("reads the mail server's address", () => {
    const mailOf = (SMTP_URL: string) =>
      readEnv("admin", { ...secret, SMTP_URL, MAIL_FROM: "선착 <shop@example.com>" }).mail;
    expect(mailOf("smtps://shop%40example.com:p%2F%3A@mail.example.com")).toEqual({
      server: {
        host: "mail.example.com",
        port: 465,
        isSecure: true,
        account: { user: "shop@example.com", password: "p/:" },
      },
      from: "선착 <shop@example.com>",
    });
    expect(mailOf("smtp://[::1]:1025")?.server).toEqual({
      host: "::1",
      port: 1025,
      isSecure: false,
      account: null,
    });
  });

  it.each(["ab".repeat(32), "AB01", `signkey-prod-${"ab".repeat(32)}`])(
    "takes the signing key %s as it is",
    (key) => {
      const keys = { INNGEST_EVENT_KEY: "key", INNGEST_SIGNING_KEY: key };
      expect(readEnv("storefront", { ...secret, ...keys }).inngest).toMatchObject({
        signingKey: key,
      });
    },
  );

  it("assumes that Inngest's dev server reaches the shop on this machine", () => {
    const dev = { ...secret, INNGEST_DEV: "1", STOREFRONT_URL: "https://shop.example.com" };
    expect(readEnv("storefront", { ...dev, PORT: "4000" }).inngest).toMatchObject({
      mode: "dev",
      serveOrigin: "http://localhost:4000",
    });
  });

  it("assumes that Inngest reaches the storefront's origin, unless told another", () => {
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

  it("treats an empty variable as unset", () => {
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
    expect(databaseUrl({ DATABASE_URL: "file:/tmp/a #1 100%.db" })).toBe("file:/tmp/a #1 100%.db");
    for (const url of ["postgresql://u:p%23@h/d", "postgres://h/d?schema=public&sslmode=require"]) {
      expect(databaseUrl({ DATABASE_URL: url })).toBe(url);
    }
  });
});

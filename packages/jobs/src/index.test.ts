import { createServer } from "node:http";
import type { Inngest as InngestEnv } from "@sunchak/env";
import { describe, expect, test } from "vitest";
import { createJobs } from "./index.ts";

const devMode: InngestEnv = { mode: "dev", baseUrl: "http://127.0.0.1:1" };

const jobsIn = (inngest: InngestEnv, rankingCron = "*/10 * * * *") => {
  const logged: { level: string; fields: Record<string, unknown> }[] = [];
  const logAs = (level: string) => (fields: Record<string, unknown>) => {
    logged.push({ level, fields });
  };
  const log = { info: logAs("info"), warn: logAs("warn"), error: logAs("error") };
  const env = { inngest, rankingCron, dataPlatform: null, exportsFile: "" };
  return { ...createJobs(env, log), logged };
};

describe("the relay to Inngest", () => {
  test("sends one event an export, without an id that would hide a replay", async () => {
    const sent: { id?: string; data: unknown }[] = [];
    const server = createServer((request, response) => {
      let text = "";
      request.on("data", (chunk) => {
        text += chunk;
      });
      request.on("end", () => {
        sent.push(...JSON.parse(text));
        response.setHeader("content-type", "application/json").end('{"ids":["1"],"status":200}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    const { relay } = jobsIn({ mode: "dev", baseUrl: `http://127.0.0.1:${port}` });
    relay.exportReady("e1");
    relay.exportReady("e1");
    await expect.poll(() => sent.length).toBe(2);
    expect(sent.map(({ data }) => data)).toEqual([{ eventId: "e1" }, { eventId: "e1" }]);
    expect(sent.map(({ id }) => id)).not.toContain("e1");
    server.closeAllConnections();
    server.close();
  });

  test("returns at once and never throws when Inngest is away; the loss is a warning", async () => {
    const { relay, logged } = jobsIn(devMode);
    expect(relay.exportReady("e1")).toBeUndefined();
    const lost = () => logged.filter(({ fields }) => fields.eventId === "e1");
    await expect.poll(lost, { timeout: 20_000 }).toHaveLength(1);
    expect(logged.every(({ level }) => level === "warn")).toBe(true);
  });
});

describe("the configuration", () => {
  test("without Inngest there is no handler", () => {
    expect(jobsIn({ mode: "none" }).inngestHandler({} as never)).toBeNull();
  });

  test("a cron expression that the host cannot use stops the start and names the variable", () => {
    expect(() => jobsIn({ mode: "none" }, "99 * * * *")).toThrow(/RANKING_CRON/);
    expect(() => jobsIn(devMode, "*/5 * * * * *")).toThrow(/RANKING_CRON/);
    expect(() => jobsIn({ mode: "none" }, "*/5 * * * * *")).not.toThrow();
  });
});

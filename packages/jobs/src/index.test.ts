import { createServer } from "node:http";
import type { Inngest as InngestEnv } from "@sunchak/env";
import { describe, expect, test } from "vitest";
import { createJobs } from "./index.ts";
import { jobsEnv } from "./jobs-env.fixture.ts";

const devModeAt = (baseUrl: string): InngestEnv => ({
  mode: "dev",
  baseUrl,
  serveOrigin: "http://localhost:3000",
});
const devMode = devModeAt("http://127.0.0.1:1");

const jobsIn = (inngest: InngestEnv) => {
  const logged: { level: string; fields: Record<string, unknown> }[] = [];
  const logAs = (level: string) => (fields: Record<string, unknown>) => {
    logged.push({ level, fields });
  };
  const log = { info: logAs("info"), warn: logAs("warn"), error: logAs("error") };
  const counted: string[] = [];
  const metrics = { count: (name: string) => void counted.push(name) };
  return { ...createJobs({ ...jobsEnv, inngest }, { log, metrics }), logged, counted };
};

describe("the relay to Inngest", () => {
  test("sends one event for each export, without an id that would hide a replay", async () => {
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
    const { relay } = jobsIn(devModeAt(`http://127.0.0.1:${port}`));
    relay.exportReady("e1");
    relay.exportReady("e1");
    await expect.poll(() => sent.length).toBe(2);
    expect(sent.map(({ data }) => data)).toEqual([{ eventId: "e1" }, { eventId: "e1" }]);
    expect(sent.map(({ id }) => id)).not.toContain("e1");
    server.closeAllConnections();
    server.close();
  });

  test("returns at once and never throws when Inngest is away, and the loss is logged and counted", async () => {
    const { relay, logged, counted } = jobsIn(devMode);
    expect(relay.exportReady("e1")).toBeUndefined();
    const lost = () => logged.filter(({ fields }) => fields.eventId === "e1");
    await expect.poll(lost).toHaveLength(1);
    expect(logged.every(({ level }) => level === "warn")).toBe(true);
    expect(counted).toEqual(["export_wake_ups_lost"]);
  });

  test("counts every wake-up that it drops because too many are on their way", async () => {
    const waiting = createServer(() => {});
    await new Promise<void>((resolve) => waiting.listen(0, "127.0.0.1", resolve));
    const { port } = waiting.address() as { port: number };
    const { relay, counted } = jobsIn(devModeAt(`http://127.0.0.1:${port}`));
    for (let i = 0; i < 103; i++) relay.exportReady("e1");
    expect(counted).toEqual(Array(3).fill("export_wake_ups_lost"));
    waiting.closeAllConnections();
    waiting.close();
  });
});

describe("the configuration", () => {
  test("has no handler without Inngest", () => {
    expect(jobsIn({ mode: "none" }).inngestHandler({} as never)).toBeNull();
  });
});

import { setDestination } from "@sunchak/core";
import { startInngestServer } from "@sunchak/testing";
import { expect, onTestFinished, test } from "vitest";
import { adminApiForTest } from "../admin/admin.fixture.ts";
import { apiForTest } from "../api.fixture.ts";

const local = { remoteAddress: "127.0.0.1" };
const gaugeIn = ({ text }: { text: string }, name: string) =>
  new RegExp(`^sunchak_${name} (.*)$`, "m").exec(text)?.[1];

test("health shows whether and when Inngest last took the functions", async () => {
  const inngest = await startInngestServer();
  onTestFinished(() => inngest.stop());
  const { get, clock, runtime } = await apiForTest({
    INNGEST_EVENT_KEY: inngest.eventKey,
    INNGEST_SIGNING_KEY: inngest.signingKey,
    INNGEST_BASE_URL: inngest.url,
  });
  const told = async () => {
    const { dependencies, inngestRegisteredAt } = (await get("/api/health")).json;
    return [dependencies.inngest, inngestRegisteredAt];
  };
  const gauge = async () => gaugeIn(await get("/metrics", local), "inngest_registered");
  expect(await told()).toEqual(["configured", null]);
  expect(await gauge()).toBeUndefined();
  inngest.setReady(false);
  const jobs = await runtime.jobs.start(runtime.deps);
  onTestFinished(() => jobs.stop());
  expect(await told()).toEqual(["not registered", null]);
  expect(await gauge()).toBe("0");
  inngest.setReady(true);
  await expect.poll(told).toEqual(["registered", clock.now().toISOString()]);
  expect(await gauge()).toBe("1");
});

test("health shows whether this process delivers exports to the shop's destination", async () => {
  const { get, runtime } = await apiForTest({
    DATA_PLATFORM_URL: "https://platform.test/orders",
    DATA_PLATFORM_SECRET: `whsec_${Buffer.alloc(24, 1).toString("base64")}`,
  });
  await runtime.jobs.confirmDestination(runtime.deps);
  const gauge = async () => gaugeIn(await get("/metrics", local), "exports_elsewhere");
  expect((await get("/api/health")).json.exports).toBe("delivers");
  expect(await gauge()).toBe("0");
  await setDestination(runtime.deps, { actorId: null, destination: "https://new.test/" });
  const health = await get("/api/health");
  expect([health.status, health.json.exports]).toEqual([200, "set to another destination"]);
  expect(await gauge()).toBe("1");
  const admin = await adminApiForTest();
  const answer = await admin.send("GET", "/api/health");
  expect(await answer.json()).toMatchObject({ exports: "left to others" });
});

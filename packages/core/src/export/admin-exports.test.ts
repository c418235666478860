import { makePaidEvent, makeShopper, onEachDatabase, platformOf, testDeps } from "@sunchak/testing";
import { beforeEach, expect, it } from "vitest";
import { listAuditEntries } from "../audit/list-audit-entries.ts";
import { deliverExport } from "./deliver-export.ts";
import { isDeliveryPaused, setDeliveryPaused } from "./delivery-pause.ts";
import { getAdminExport } from "./get-admin-export.ts";
import { getAdminExportStatus } from "./get-admin-export-status.ts";
import { listExports } from "./list-exports.ts";
import { replayDeadExports, replayExports, retryWaitingExports } from "./replay-exports.ts";
import { DeliveryError } from "./schema.ts";
import { sweepExports } from "./sweep-exports.ts";

onEachDatabase((database) => {
  let deps: ReturnType<typeof testDeps>;
  let actorId: string;
  const pause = (paused: boolean) => setDeliveryPaused(deps, { actorId, paused });
  const bury = (ids: string[]) =>
    deps.db.client.outboxEvent.updateMany({
      where: { id: { in: ids } },
      data: { status: "DEAD", attempts: 10, lastError: "The receiver answered 500." },
    });
  const logged = async () =>
    (await listAuditEntries(deps, { actorId, size: 50 })).items.map(({ action }) => action);

  beforeEach(async () => {
    deps = testDeps(database());
    await deps.db.client.exportAttempt.deleteMany();
    await deps.db.client.outboxEvent.deleteMany();
    actorId = await makeShopper(deps, { role: "owner" });
  });

  it("claims nothing while delivery is paused, and everything afterwards", async () => {
    const { eventId } = await makePaidEvent(deps);
    await pause(true);
    await pause(true);
    expect(await isDeliveryPaused(deps.db.client)).toBe(true);
    expect(await getAdminExportStatus(deps)).toMatchObject({ waiting: 1, paused: true });
    expect(await deliverExport(deps, { eventId })).toEqual({ outcome: "not-due" });
    expect(await sweepExports(deps)).toBe(0);
    expect(await getAdminExport(deps, { id: eventId })).toMatchObject({
      status: "PENDING",
      attempts: 0,
      inDelivery: false,
    });
    deps.clock.advance(1);
    await pause(false);
    expect(await sweepExports(deps)).toBe(1);
    expect(deps.delivered.map(({ id }) => id)).toEqual([eventId]);
    expect(await logged()).toEqual(["export.setPaused", "export.setPaused"]);
  });

  it("ends a running sweep when delivery is paused, after the events on their way", async () => {
    for (let i = 0; i < 20; i++) await makePaidEvent(deps);
    let sent = 0;
    let paused: Promise<unknown> | undefined;
    const pausing = testDeps(database(), {
      clock: deps.clock,
      dataPlatform: platformOf(async () => {
        sent += 1;
        paused ??= pause(true);
        await paused;
        return { status: 200 };
      }),
    });
    const delivered = await sweepExports(pausing);
    expect(delivered).toBe(sent);
    expect(sent).toBeLessThan(20);
    await pause(false);
    expect(await sweepExports(deps)).toBe(20 - sent);
  });

  it("shows what is sent, where to and with which result", async () => {
    const { eventId, orderId } = await makePaidEvent(deps);
    const { orderNumber, ...event } = await getAdminExport(deps, { id: eventId });
    expect(event).toMatchObject({
      type: "order.paid",
      status: "PENDING",
      attempts: 0,
      body: { id: eventId, type: "order.paid", data: { orderId, orderNumber, total: 20_000 } },
    });
    await sweepExports(deps);
    expect(deps.delivered).toEqual([event.body]);
    expect(await getAdminExport(deps, { id: eventId })).toMatchObject({
      status: "DELIVERED",
      nextAttemptAt: null,
      responseStatus: 200,
    });
    await expect(getAdminExport(deps, { id: "a\u0000b" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  it("lists by status, type, order number and id, and pages without a gap or a repeat", async () => {
    const events: string[] = [];
    for (let i = 0; i < 5; i++) {
      deps.clock.advance(1_000);
      events.unshift((await makePaidEvent(deps)).eventId);
    }
    await bury(events.slice(1, 3));
    const list = async (more: object) =>
      (await listExports(deps, { size: 50, ...more })).items.map(({ id }) => id);
    expect(await list({})).toEqual(events);
    expect(await list({ status: "DEAD" })).toEqual(events.slice(1, 3));
    expect(await list({ type: "order.refunded" })).toEqual([]);
    const { orderNumber } = await getAdminExport(deps, { id: events[3] ?? "" });
    expect(await list({ q: orderNumber?.toLowerCase().replace("-", "－") })).toEqual([events[3]]);
    expect(await list({ q: events[2] })).toEqual([events[2]]);
    expect(await list({ q: events[2], status: "PENDING" })).toEqual([]);
    expect(await list({ q: "no such thing" })).toEqual([]);
    const first = await listExports(deps, { size: 3 });
    expect(first.total).toBe(events.length);
    const rest = await listExports(deps, { size: 3, cursor: first.nextCursor ?? "" });
    expect(rest.total).toBe(events.length);
    expect(await listExports(deps, { size: 1, status: "DEAD" })).toMatchObject({ total: 2 });
    expect(await list({ cursor: first.nextCursor ?? "" })).toEqual(events.slice(3));
  });

  it("tries waiting events again at once on request, and keeps counting their tries", async () => {
    const { eventId } = await makePaidEvent(deps);
    const away = testDeps(database(), {
      clock: deps.clock,
      dataPlatform: platformOf(() => Promise.reject(new DeliveryError("It answered 503.", 503))),
    });
    await deliverExport(away, { eventId });
    expect(await sweepExports(deps)).toBe(0);
    expect(await retryWaitingExports(deps, { actorId })).toEqual({ count: 1 });
    expect(await retryWaitingExports(deps, { actorId })).toEqual({ count: 0 });
    expect(await sweepExports(deps)).toBe(1);
    expect(await getAdminExport(deps, { id: eventId })).toMatchObject({
      status: "DELIVERED",
      attempts: 2,
    });
    expect(await logged()).toEqual(["export.retryAllWaiting"]);
  });

  it("replays the chosen dead events or all of them, with an audit entry", async () => {
    const ids: string[] = [];
    for (let i = 0; i < 4; i++) ids.push((await makePaidEvent(deps)).eventId);
    const [a = "", b = ""] = ids;
    await bury(ids.slice(0, 3));
    const waiting = ids[3] ?? "";
    expect(await replayExports(deps, { actorId, ids: [a, waiting, "unknown"] })).toEqual({
      eventIds: [a],
    });
    expect(await getAdminExport(deps, { id: a })).toMatchObject({ status: "PENDING", attempts: 0 });
    expect(await getAdminExport(deps, { id: b })).toMatchObject({ status: "DEAD" });
    deps.clock.advance(1);
    expect(await replayDeadExports(deps, { actorId })).toEqual({ count: 2 });
    expect(await replayDeadExports(deps, { actorId })).toEqual({ count: 0 });
    expect(await logged()).toEqual(["export.replayAllDead", "export.replay"]);
  });
});

import {
  allAtOnce,
  expectInvariants,
  makePaidEvent,
  makeShopper,
  onEachDatabase,
  type TestDeps,
  testDeps,
} from "@sunchak/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { listAuditEntries } from "../audit/list-audit-entries.ts";
import { deliverExport } from "./deliver-export.ts";
import {
  adoptDestination,
  DESTINATION_KEY,
  findDestination,
  setDestination,
} from "./destination.ts";
import { getAdminExport } from "./get-admin-export.ts";
import { getAdminExportStatus } from "./get-admin-export-status.ts";
import { sampleExports } from "./sample-exports.ts";
import { type DataPlatform, destinationOf, setExportDestinationInput } from "./schema.ts";
import { sweepExports } from "./sweep-exports.ts";

const OLD = "https://old.test/orders";
const NEW = "https://new.test/orders";

onEachDatabase((database, provider) => {
  let deps: TestDeps;
  const change = (destination: string) => setDestination(deps, { actorId: null, destination });
  /** A process with this destination, and the ids that it sent. */
  function workerAt(
    destination: string | null,
    send: DataPlatform["send"] = async () => ({ status: 200 }),
  ) {
    const sent: string[] = [];
    const dataPlatform: DataPlatform = {
      destination,
      send(body) {
        sent.push(body.id);
        return send(body);
      },
    };
    return { ...testDeps(database(), { dataPlatform, clock: deps.clock }), sent };
  }
  const shown = async (id: string) => {
    const { status, attempts, tries } = await getAdminExport(deps, { id });
    return { status, attempts, tries: tries.map((one) => [one.destination, one.state]) };
  };

  beforeEach(async () => {
    deps = testDeps(database());
    const delivered = { status: "DELIVERED", deliveredAt: new Date(0), claimToken: null };
    await deps.db.client.outboxEvent.updateMany({ data: { ...delivered, claimedUntil: null } });
    await deps.db.client.setting.deleteMany({ where: { key: DESTINATION_KEY } });
  });

  describe("the shop's destination", () => {
    test("is stored by the first of many processes that start at once, and stays", async () => {
      const destinations = Array.from({ length: 20 }, (_, i) => `https://${i}.test/`);
      const { succeeded } = await allAtOnce(
        destinations.map((one) => () => adoptDestination(deps, one)),
      );
      const shops = await findDestination(deps.db.client);
      expect(destinations).toContain(shops);
      expect(succeeded).toEqual(destinations.map(() => shops));
    });

    test("is stored by the first delivery when no start has stored it, as on serverless platforms", async () => {
      const first = workerAt(NEW);
      const { eventId } = await makePaidEvent(deps);
      expect(await deliverExport(first, { eventId })).toEqual({ outcome: "delivered" });
      expect(await findDestination(deps.db.client)).toBe(NEW);
    });

    test("is changed by an admin with an audit entry, and without one when it stays the same", async () => {
      const actorId = await makeShopper(deps, { role: "owner" });
      await change(OLD);
      await setDestination(deps, { actorId, destination: NEW });
      await setDestination(deps, { actorId, destination: NEW });
      const { items } = await listAuditEntries(deps, { actorId, size: 10 });
      expect(items).toMatchObject([
        {
          action: "export.setDestination",
          before: { destination: OLD },
          after: { destination: NEW },
        },
      ]);
    });

    test.each([
      ["https://platform.test/orders?token=hush#hush", "https://platform.test/orders"],
      ["https://platform.test:8443", "https://platform.test:8443/"],
      [
        "https://platform.test/T024/B9hushhushhushhush7/orders",
        "https://platform.test/T024/B9hu…ush7/orders",
      ],
    ])("of %s is shown without its secrets", (url, name) => {
      expect(destinationOf(url)).toBe(name);
      expect(setExportDestinationInput.parse({ destination: url })).toEqual({ destination: name });
    });

    test.each(["https://user:hush@platform.test/", "platform.test", "ftp://platform.test/", ""])(
      "cannot be %s, which no process could use",
      (destination) => {
        expect(setExportDestinationInput.safeParse({ destination }).success).toBe(false);
      },
    );
  });

  describe("a worker of another destination", () => {
    test("claims no event, stores no try and takes no sample", async () => {
      await change(NEW);
      const { eventId } = await makePaidEvent(deps);
      await deps.db.client.exportSample.deleteMany();
      for (const one of [workerAt(OLD), workerAt(null)]) {
        expect(await deliverExport(one, { eventId })).toEqual({ outcome: "not-due" });
        expect(await sweepExports(one)).toBe(0);
        await sampleExports(one);
        expect(one.sent).toEqual([]);
      }
      expect(await shown(eventId)).toEqual({ status: "PENDING", attempts: 0, tries: [] });
      expect(await deps.db.client.exportSample.count()).toBe(0);
      expect(await getAdminExportStatus(workerAt(OLD))).toMatchObject({
        destination: NEW,
        ownDestination: OLD,
      });
    });

    test("finishes the try it has begun, after which a worker of the new destination delivers the event", async () => {
      await change(OLD);
      const { eventId } = await makePaidEvent(deps);
      await deps.db.client.outboxEvent.update({ where: { id: eventId }, data: { attempts: 9 } });
      const old = workerAt(OLD, async () => {
        await change(NEW);
        return { status: 200 };
      });
      expect(await deliverExport(old, { eventId })).toEqual({ outcome: "not-due" });
      expect(await shown(eventId)).toEqual({
        status: "PENDING",
        attempts: 0,
        tries: [[OLD, "TAKEN"]],
      });
      deps.clock.advance(1);
      expect(await sweepExports(workerAt(NEW))).toBe(1);
      expect(await shown(eventId)).toEqual({
        status: "DELIVERED",
        attempts: 1,
        tries: [
          [NEW, "TAKEN"],
          [OLD, "TAKEN"],
        ],
      });
    });

    test.each([
      ["a first", 0],
      ["its last", 9],
    ])(
      "that fails after %s try leaves the event to the new destination at once, with all ten tries",
      async (_which, attempts) => {
        await change(OLD);
        const { eventId } = await makePaidEvent(deps);
        await deps.db.client.outboxEvent.update({ where: { id: eventId }, data: { attempts } });
        const old = workerAt(OLD, async () => {
          await change(NEW);
          throw new Error("away");
        });
        expect(await deliverExport(old, { eventId })).toEqual({ outcome: "not-due" });
        expect(await shown(eventId)).toMatchObject({ status: "PENDING", attempts: 0 });
        expect(await sweepExports(workerAt(NEW))).toBe(1);
        expect(await shown(eventId)).toMatchObject({ status: "DELIVERED", attempts: 1 });
      },
    );

    test("leaves a waiting or nearly dead event to the new destination at once, with all ten tries", async () => {
      await change(OLD);
      const { eventId } = await makePaidEvent(deps);
      const nextAttemptAt = new Date(deps.clock.now().getTime() + 3_600_000);
      const data = { attempts: 9, nextAttemptAt };
      await deps.db.client.outboxEvent.update({ where: { id: eventId }, data });
      await change(OLD);
      expect(await shown(eventId)).toMatchObject({ attempts: 9 });
      await change(NEW);
      expect(await shown(eventId)).toMatchObject({ status: "PENDING", attempts: 0 });
      expect(await sweepExports(workerAt(NEW))).toBe(1);
    });

    test.runIf(provider === "postgresql")(
      "cannot change the event when its try ends while the new destination is being stored",
      async () => {
        await change(OLD);
        const { eventId } = await makePaidEvent(deps);
        await deps.db.client.outboxEvent.update({ where: { id: eventId }, data: { attempts: 9 } });
        const waiting = (count: number) => async () => {
          const rows = await deps.db.client.$queryRaw<object[]>`
            SELECT 1 FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock'`;
          return rows.length === count;
        };
        let changing: Promise<unknown> | undefined;
        let endHold = () => {};
        const old = workerAt(OLD, async () => {
          // Another transaction blocks the last statement of the change, the audit entry.
          await new Promise<void>((begun) => {
            void database().transaction(async (tx) => {
              await tx.$executeRaw`LOCK TABLE audit_entries IN EXCLUSIVE MODE`;
              begun();
              await new Promise<void>((end) => {
                endHold = end;
              });
            });
          });
          changing = change(NEW);
          await expect.poll(waiting(1)).toBe(true);
          throw new Error("away");
        });
        const delivering = deliverExport(old, { eventId });
        await expect.poll(waiting(2)).toBe(true);
        endHold();
        expect(await delivering).toEqual({ outcome: "not-due" });
        await changing;
        expect(await shown(eventId)).toMatchObject({ status: "PENDING", attempts: 0 });
        expect(await sweepExports(workerAt(NEW))).toBe(1);
      },
    );

    test("delivers nothing for the shop once the destination has changed, with many events and workers at once", async () => {
      await change(OLD);
      const ids: string[] = [];
      for (let i = 0; i < 30; i++) ids.push((await makePaidEvent(deps)).eventId);
      let isChanged = false;
      const tooLate: string[] = [];
      const old = workerAt(OLD, async ({ id }) => {
        if (old.sent.length === 10) {
          await change(NEW);
          isChanged = true;
        }
        if (isChanged) tooLate.push(id);
        return { status: 200 };
      });
      const next = workerAt(NEW);
      await Promise.all([sweepExports(old), sweepExports(old), sweepExports(next)]);
      expect(tooLate.length).toBeGreaterThan(0);
      for (const id of tooLate) expect((await shown(id)).status).toBe("PENDING");

      const isWaiting = async (id: string) => (await shown(id)).status === "PENDING";
      const waiting: string[] = [];
      for (const id of ids) if (await isWaiting(id)) waiting.push(id);
      expect(await sweepExports(next)).toBe(waiting.length);
      expect(next.sent.toSorted()).toEqual(waiting.sort());
      await expectInvariants(deps);
    });
  });

  test("a try that was stored before tries had destinations is shown without one", async () => {
    const { eventId } = await makePaidEvent(deps);
    const data = { id: "old", eventId, number: 1, startedAt: new Date(0), endedAt: new Date(0) };
    await deps.db.client.exportAttempt.create({ data });
    expect((await shown(eventId)).tries).toEqual([[null, "TAKEN"]]);
  });
});

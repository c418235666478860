import {
  makeOrder,
  makeProduct,
  makeShopper,
  onEachDatabase,
  testDeps,
  times,
} from "@sunchak/testing";
import { beforeEach, expect, it } from "vitest";
import { smallestId } from "../ids.ts";
import { listAccess } from "./list-access.ts";
import { logAccess, logSignIn, logView } from "./log-access.ts";
import { purgeAccess } from "./purge-access.ts";
import { ACCESS_LOG_DAYS } from "./schema.ts";

onEachDatabase((database) => {
  let deps: ReturnType<typeof testDeps>;
  let actorId: string;
  let sessionId: string;
  const list = async (filter: object = {}) =>
    (await listAccess(deps, { size: 50, ...filter })).items.filter(
      ({ actor }) => actor === null || actor.id === actorId,
    );

  beforeEach(async () => {
    deps = testDeps(database());
    actorId = await makeShopper(deps, { role: "owner", name: "한지우" });
    const id = `session-${actorId}`;
    const expiresAt = deps.clock.now();
    await deps.db.client.session.create({
      data: { id, token: id, userId: actorId, expiresAt, ipAddress: "203.0.113.7" },
    });
    sessionId = id;
  });

  it("logs who saw whose data, from where, once an hour", async () => {
    const userId = await makeShopper(deps, { name: "오하늘", balance: 10_000 });
    const productId = await makeProduct(deps, { price: 1_000 });
    const orderId = await makeOrder(deps, { userId, productId });
    const see = () =>
      logView(deps, { actorId, sessionId }, { subjectType: "user", subjectId: userId });
    await see();
    deps.clock.advance(59 * 60_000);
    await see();
    await logView(deps, { actorId, sessionId }, { subjectType: "order", subjectId: orderId });
    deps.clock.advance(2 * 60_000);
    await see();
    const owner = { id: userId, name: "오하늘" };
    expect(await list()).toMatchObject([
      { action: "user.view", subjectId: userId, at: deps.clock.now().toISOString() },
      { action: "order.view", subjectId: orderId, subject: { owner } },
      {
        action: "user.view",
        actor: { id: actorId, name: "한지우" },
        subject: { name: expect.stringContaining("오하늘") },
        address: "203.0.113.7",
      },
    ]);
  });

  it("logs why a file was taken", async () => {
    const reason = "세금 신고";
    await logAccess(deps, { actorId, sessionId }, { action: "order.download", reason });
    expect(await list()).toMatchObject([{ action: "order.download", reason, subject: null }]);
  });

  it("logs attempts to sign in, and keeps no email that is nobody's", async () => {
    const { email } = await deps.db.client.user.findUniqueOrThrow({ where: { id: actorId } });
    const address = "2001:db8::1";
    await logSignIn(deps, { email: email.toUpperCase(), isRefused: true, address });
    await logSignIn(deps, { email, isRefused: false, address: undefined });
    await logSignIn(deps, { email: "my-password@typed.example", isRefused: true, address });
    const entries = await list({ from: deps.clock.now().toISOString() });
    expect(entries).toMatchObject([
      { action: "session.refuse", actor: null, address },
      { action: "session.signIn", actor: { id: actorId }, address: null },
      { action: "session.refuse", actor: { id: actorId }, address },
    ]);
    expect(JSON.stringify(await deps.db.client.accessEntry.findMany())).not.toContain(
      "my-password",
    );
  });

  it("finds entries by part of a name or email, action, subject and time, page by page", async () => {
    for (let n = 0; n < 3; n += 1) {
      deps.clock.advance(60_000);
      await logAccess(deps, { actorId, sessionId }, { action: "user.download", reason: `${n}` });
    }
    const reasons = async (filter: object) => (await list(filter)).map(({ reason }) => reason);
    const mine = { actor: actorId.slice(-12) };
    expect(await reasons({ actor: "한지", actorId })).toEqual(["2", "1", "0"]);
    expect(await reasons({ ...mine, actor: "아무개" })).toEqual([]);
    expect(await reasons({ actorId, action: "user.view" })).toEqual([]);
    expect(await reasons({ actorId, to: deps.clock.now().toISOString() })).toEqual(["1", "0"]);
    const first = await listAccess(deps, { actorId, size: 2 });
    const second = await listAccess(deps, { actorId, size: 2, cursor: `${first.nextCursor}` });
    expect([...first.items, ...second.items].map(({ reason }) => reason)).toEqual(["2", "1", "0"]);
    expect(second.nextCursor).toBeNull();
  });

  it("deletes what is older than it must be kept, and nothing else", async () => {
    const at = deps.clock.now();
    const days = (n: number) => new Date(at.getTime() - n * 86_400_000);
    const entry = (n: number, i: number) => ({
      id: `${smallestId(days(n)).slice(0, -6)}${String(i).padStart(6, "0")}`,
      at: days(n),
      action: "user.view",
      actorId,
    });
    await deps.db.client.accessEntry.createMany({
      data: [
        ...times(1_200, (i) => entry(ACCESS_LOG_DAYS + 1, i)),
        ...times(3, (i) => entry(ACCESS_LOG_DAYS - 1, i)),
      ],
    });
    expect(await purgeAccess(deps)).toBe(1_200);
    expect(await list({ actorId })).toHaveLength(3);
  });
});

import { makeShopper, onEachDatabase, testDeps, times } from "@sunchak/testing";
import { beforeEach, expect, it } from "vitest";
import { endOtherSessions, endSession } from "./end-sessions.ts";
import { listSessions } from "./list-sessions.ts";
import { listUsers } from "./list-users.ts";
import { renameUser } from "./rename-user.ts";

const HOUR = 3_600_000;

onEachDatabase((database) => {
  let deps: ReturnType<typeof testDeps>;
  let userId: string;

  /** Sessions that began an hour apart, the first the longest ago. */
  async function signIn(ids: string[], more: { expiresAt?: Date; userId?: string } = {}) {
    const now = deps.clock.now().getTime();
    await deps.db.client.session.createMany({
      data: ids.map((id, i) => ({
        id,
        token: `secret-${id}`,
        userId,
        expiresAt: new Date(now + 24 * HOUR),
        createdAt: new Date(now - (ids.length - i) * HOUR),
        userAgent: "Firefox",
        ipAddress: "203.0.113.7",
        ...more,
      })),
    });
  }
  const sessionsOf = async (id: string) =>
    (await deps.db.client.session.findMany({ where: { userId: id }, orderBy: { id: "asc" } })).map(
      (session) => session.id,
    );

  beforeEach(async () => {
    deps = testDeps(database());
    await deps.db.client.session.deleteMany();
    userId = await makeShopper(deps);
  });

  it("lists a user's open sessions, their own first, and no token", async () => {
    await signIn(["a", "b", "c"]);
    await signIn(["over"], { expiresAt: deps.clock.now() });
    await signIn(["others"], { userId: await makeShopper(deps) });
    const { items, total } = await listSessions(deps, { userId, sessionId: "b" });
    expect(items.map(({ id, isThis }) => [id, isThis])).toEqual([
      ["b", true],
      ["c", false],
      ["a", false],
    ]);
    expect(total).toBe(3);
    expect(items[0]).toMatchObject({ userAgent: "Firefox", ipAddress: "203.0.113.7" });
    expect(JSON.stringify(items)).not.toContain("secret");
  });

  it("lists the newest of many, and counts them all", async () => {
    await signIn(times(60, (i) => `s${String(i).padStart(2, "0")}`));
    const { items, total } = await listSessions(deps, { userId, sessionId: "s00" });
    expect([items.length, items[0]?.id, items[1]?.id, total]).toEqual([50, "s00", "s59", 60]);
  });

  it("ends a session of one's own alone, once", async () => {
    await signIn(["a", "b"]);
    const other = await makeShopper(deps);
    await signIn(["others"], { userId: other });
    for (const id of ["a", "a", "others", "unknown", "\u0000"]) {
      expect(await endSession(deps, { userId, id })).toEqual({ ended: true });
    }
    expect([await sessionsOf(userId), await sessionsOf(other)]).toEqual([["b"], ["others"]]);
  });

  it("ends all sessions of one's own but the one that asks", async () => {
    await signIn(["a", "b", "c"]);
    const other = await makeShopper(deps);
    await signIn(["others"], { userId: other });
    await endOtherSessions(deps, { userId, sessionId: "b" });
    expect([await sessionsOf(userId), await sessionsOf(other)]).toEqual([["b"], ["others"]]);
  });

  it("changes a user's own name, by which the staff then finds them", async () => {
    await renameUser(deps, { userId, name: "Zoë 새봄" });
    const { items } = await listUsers(deps, { q: "zoe", size: 10 });
    expect(items).toMatchObject([{ id: userId, name: "Zoë 새봄" }]);
    const before = await deps.db.client.user.findUniqueOrThrow({ where: { id: userId } });
    deps.clock.advance(HOUR);
    await renameUser(deps, { userId, name: "Zoë 새봄" });
    expect(await deps.db.client.user.findUniqueOrThrow({ where: { id: userId } })).toEqual(before);
  });
});

import { allAtOnce, makeShopper, onEachDatabase, testDeps } from "@sunchak/testing";
import { beforeEach, expect, it } from "vitest";
import { listAuditEntries } from "../audit/list-audit-entries.ts";
import { chargeBalance } from "../balance/charge-balance.ts";
import { newId } from "../ids.ts";
import { banUser } from "./ban-user.ts";
import { getUser } from "./get-user.ts";
import { listUsers } from "./list-users.ts";
import { setRole } from "./set-role.ts";
import { unbanUser } from "./unban-user.ts";

onEachDatabase((database) => {
  let deps: ReturnType<typeof testDeps>;
  let actorId: string;
  let userId: string;

  const signIn = async (id: string) => {
    const data = { id: newId(deps.clock), token: newId(deps.clock), userId: id };
    await deps.db.client.session.create({ data: { ...data, expiresAt: new Date("2030-01-01") } });
  };
  const sessionsOf = (id: string) => deps.db.client.session.count({ where: { userId: id } });
  const roleOf = async (id: string) => (await getUser(deps, { id })).role;
  const auditOf = async (subjectId: string) =>
    (await listAuditEntries(deps, { subjectId, size: 50 })).items;

  beforeEach(async () => {
    deps = testDeps(database());
    await deps.db.client.user.updateMany({ data: { role: "user" } });
    actorId = await makeShopper(deps, { role: "owner" });
    userId = await makeShopper(deps);
  });

  it("bans a shopper, ends their sessions and logs the reason", async () => {
    await signIn(userId);
    await signIn(actorId);
    await banUser(deps, { actorId, id: userId, reason: "부정 사용" });
    expect(await getUser(deps, { id: userId })).toMatchObject({
      banned: true,
      banReason: "부정 사용",
      signedInSince: null,
    });
    expect([await sessionsOf(userId), await sessionsOf(actorId)]).toEqual([0, 1]);
    expect(await auditOf(userId)).toMatchObject([
      {
        action: "user.ban",
        actor: { id: actorId },
        before: { banned: false },
        after: { banned: true },
        reason: "부정 사용",
      },
    ]);
    await unbanUser(deps, { actorId, id: userId });
    expect(await getUser(deps, { id: userId })).toMatchObject({ banned: false, banReason: null });
    expect(await auditOf(userId)).toHaveLength(2);
  });

  it("shows since when a signed-in user has been signed in", async () => {
    expect((await getUser(deps, { id: userId })).signedInSince).toBeNull();
    await signIn(userId);
    const { createdAt } = await deps.db.client.session.findFirstOrThrow({ where: { userId } });
    const since = async () => (await getUser(deps, { id: userId })).signedInSince;
    expect(await since()).toBe(createdAt.toISOString());
    deps.clock.set(new Date("2030-01-01"));
    expect(await since()).toBeNull();
  });

  it("keeps the sessions when the ban is rolled back", async () => {
    await signIn(userId);
    const { transaction } = deps.db;
    const broken = testDeps({
      ...deps.db,
      transaction: (work) =>
        transaction(async (tx) => {
          await work(tx);
          throw new Error("the power went");
        }),
    });
    await expect(banUser(broken, { actorId, id: userId, reason: "시험" })).rejects.toThrow("power");
    expect(await getUser(deps, { id: userId })).toMatchObject({ banned: false });
    expect(await sessionsOf(userId)).toBe(1);
    expect(await auditOf(userId)).toEqual([]);
  });

  it("promotes a shopper, and ends all sessions when demoting", async () => {
    await setRole(deps, { actorId, id: userId, role: "owner", reason: "인사" });
    expect(await roleOf(userId)).toBe("owner");
    await signIn(userId);
    deps.clock.advance(1);
    await setRole(deps, { actorId, id: userId, role: "user", reason: "인사" });
    expect([await roleOf(userId), await sessionsOf(userId)]).toEqual(["user", 0]);
    expect((await auditOf(userId)).map(({ after }) => after)).toEqual([
      { role: "user" },
      { role: "owner" },
    ]);
  });

  it("lets nobody change their own role or ban", async () => {
    const refused = { code: "FORBIDDEN_ON_SELF" };
    await expect(
      setRole(deps, { actorId, id: actorId, role: "user", reason: "인사" }),
    ).rejects.toMatchObject(refused);
    await expect(banUser(deps, { actorId, id: actorId, reason: "x" })).rejects.toMatchObject(
      refused,
    );
  });

  it("refuses to demote or ban the last admin", async () => {
    const elsewhere = newId(deps.clock);
    const refused = { code: "LAST_OWNER" };
    await expect(
      setRole(deps, { actorId: elsewhere, id: actorId, role: "user", reason: "인사" }),
    ).rejects.toMatchObject(refused);
    await expect(
      banUser(deps, { actorId: elsewhere, id: actorId, reason: "x" }),
    ).rejects.toMatchObject(refused);
    expect(await getUser(deps, { id: actorId })).toMatchObject({ role: "owner", banned: false });
  });

  it("does not count a banned admin as a remaining one", async () => {
    const other = await makeShopper(deps, { role: "owner" });
    await banUser(deps, { actorId, id: other, reason: "x" });
    await expect(
      setRole(deps, { actorId: other, id: actorId, role: "user", reason: "인사" }),
    ).rejects.toMatchObject({ code: "LAST_OWNER" });
  });

  it.each([1, 2, 3, 4, 5])(
    "leaves one admin when two demote or ban each other at once (%i)",
    async (round) => {
      const other = await makeShopper(deps, { role: "owner" });
      const { succeeded, refused } = await allAtOnce<unknown>([
        () => setRole(deps, { actorId, id: other, role: "user", reason: "인사" }),
        () =>
          round % 2
            ? setRole(deps, { actorId: other, id: actorId, role: "user", reason: "인사" })
            : banUser(deps, { actorId: other, id: actorId, reason: "x" }),
      ]);
      expect([succeeded.length, refused]).toEqual([1, { LAST_OWNER: 1 }]);
      expect(await deps.db.client.user.count({ where: { role: "owner", banned: false } })).toBe(1);
    },
  );

  it("refuses a change that a former owner began as an owner", async () => {
    const former = await makeShopper(deps, { role: "owner" });
    const friend = await makeShopper(deps);
    const asFormer = { actorId: former, actorRole: "owner" as const, reason: "인사" };
    await setRole(deps, { actorId, id: former, role: "manager", reason: "인사" });
    const refused = { code: "FORBIDDEN" };
    await expect(setRole(deps, { ...asFormer, id: friend, role: "owner" })).rejects.toMatchObject(
      refused,
    );
    await expect(banUser(deps, { ...asFormer, id: actorId })).rejects.toMatchObject(refused);
    expect(await getUser(deps, { id: friend })).toMatchObject({ role: "user" });
  });

  it("does not tell who the last owner is to whom may not ban an owner", async () => {
    const support = await makeShopper(deps, { role: "support" });
    const asked = { actorId: support, actorRole: "support" as const, id: actorId, reason: "x" };
    await expect(banUser(deps, asked)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("refuses unknown users", async () => {
    for (const id of ["nobody", "a\u0000b", ""]) {
      const refused = { code: "NOT_FOUND" };
      await expect(getUser(deps, { id })).rejects.toMatchObject(refused);
      await expect(banUser(deps, { actorId, id, reason: "x" })).rejects.toMatchObject(refused);
      await expect(unbanUser(deps, { actorId, id })).rejects.toMatchObject(refused);
      await expect(
        setRole(deps, { actorId, id, role: "owner", reason: "인사" }),
      ).rejects.toMatchObject(refused);
    }
  });

  it("lists by name, email, role and ban, newest first, without a gap or a repeat", async () => {
    const mark = `${newId(deps.clock)}`.slice(-8);
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) {
      const id = `${mark}-${i}`;
      // Two with the same time, so that only the id orders them.
      const createdAt = new Date(Date.UTC(2026, 0, 1 + Math.floor(i / 2)));
      const name = `한%별_${mark} ${i}`;
      const data = { id, name, searchName: name, email: `${mark}-${i}@example.com`, createdAt };
      await deps.db.client.user.create({ data: { ...data, banned: i === 4 } });
      ids.unshift(id);
    }
    await chargeBalance(deps, { userId: `${mark}-0`, amount: 5_000 });
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listUsers(deps, { q: `%별_${mark}`, cursor, size: 2 });
      found.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(found).toEqual(ids);
    const search = async (q: string, more = {}) =>
      (await listUsers(deps, { q, size: 50, ...more })).items.map(({ id }) => id);
    expect(await search(`${mark.toUpperCase()}-3@exa`)).toEqual([`${mark}-3`]);
    expect(await search(`${mark.slice(2)}-3@example.c`)).toEqual([`${mark}-3`]);
    expect(await search("@example.com", { banned: true })).toContain(`${mark}-4`);
    expect(await search(mark, { banned: true })).toEqual([`${mark}-4`]);
    expect(await search(mark, { role: "owner" })).toEqual([]);
    expect((await listUsers(deps, { q: `${mark}-0@`, size: 50 })).items).toMatchObject([
      { balance: 5_000, role: "user", banned: false },
    ]);
    for (const foreign of ["x", "WzEsImEiXQ", "WyJ4IiwiYSJd"]) {
      expect((await listUsers(deps, { cursor: foreign, size: 5 })).items).toEqual([]);
    }
  });
});

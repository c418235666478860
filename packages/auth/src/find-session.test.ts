import { onEachDatabase, TestClock, times } from "@sunchak/testing";
import { expect, test } from "vitest";
import { createSessionLookup } from "./find-session.ts";
import { registerUser } from "./register-user.ts";

onEachDatabase((database, provider) => {
  const register = (email: string, role: "user" | "owner" = "user") =>
    registerUser(database(), { email, password: "correct horse", name: "보미", role });

  const signIn = (token: string, userId: string, expiresAt: Date) =>
    database().client.session.create({ data: { id: token, token, userId, expiresAt } });

  test("a session is valid until it expires, and not while its user is banned", async () => {
    const db = database();
    const clock = new TestClock();
    const find = createSessionLookup(db, clock);
    const { id } = await register("Bomi@example.com", "owner");
    const now = clock.now();
    const expiresAt = new Date(now.getTime() + 1);
    await signIn("t", id, expiresAt);

    const user = { id, name: "보미", email: "bomi@example.com", role: "owner" };
    expect(await find("t")).toEqual({ id: "t", isOfAdminApp: false, user });
    expect(await find("other")).toBeNull();
    clock.set(expiresAt);
    expect(await find("t")).toBeNull();
    clock.set(now);

    await db.client.user.update({ where: { id }, data: { banned: true } });
    expect(await find("t")).toBeNull();
    await db.client.user.update({ where: { id }, data: { banExpires: expiresAt } });
    expect(await find("t")).toBeNull();
    await db.client.user.update({ where: { id }, data: { banExpires: now, role: "janitor" } });
    expect(await find("t")).toMatchObject({ user: { ...user, role: "user" } });
    await db.client.session.update({ where: { id: "t" }, data: { passwordGivenAt: now } });
    expect(await find("t")).toMatchObject({ isOfAdminApp: true });
  });

  test("many look-ups at once each get their own user", async () => {
    const clock = new TestClock();
    const find = createSessionLookup(database(), clock);
    const tomorrow = new Date(clock.now().getTime() + 86_400_000);
    const users = await Promise.all(times(5, (i) => register(`many${i}@example.com`)));
    await Promise.all(users.map(({ id }, i) => signIn(`many${i}`, id, tomorrow)));
    const found = await Promise.all(times(30, (i) => find(`many${i % 6}`)));
    expect(found.map((session) => session?.user.id)).toEqual(times(30, (i) => users[i % 6]?.id));
  });

  test("a sign-out holds from the next call on, even while earlier look-ups are under way", async () => {
    const clock = new TestClock();
    const find = createSessionLookup(database(), clock);
    const { id } = await register("away@example.com");
    await signIn("away", id, new Date(clock.now().getTime() + 86_400_000));
    const earlier = times(20, () => find("away"));
    await database().client.session.delete({ where: { token: "away" } });
    const later = times(20, () => find("away"));
    expect(await Promise.all(later)).toEqual(times(20, () => null));
    await Promise.all(earlier);
  });

  test("the look-up reads only by an index", async () => {
    if (provider !== "sqlite") return; // PostgreSQL scans tables this small
    const plan = await database().client.$queryRaw<{ detail: string }[]>`
      EXPLAIN QUERY PLAN SELECT u.id FROM sessions s JOIN users u ON u.id = s.user_id
      WHERE s.token = ${"t"}`;
    expect(plan.map(({ detail }) => detail).filter((step) => step.startsWith("SCAN"))).toEqual([]);
  });
});

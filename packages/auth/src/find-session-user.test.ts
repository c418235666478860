import { onEachDatabase } from "@sunchak/testing";
import { expect, test } from "vitest";
import { findSessionUser } from "./find-session-user.ts";
import { registerUser } from "./register-user.ts";

onEachDatabase((database, provider) => {
  test("a session speaks for its user until it expires, and not for a banned one", async () => {
    const db = database();
    const person = { email: "Bomi@example.com", password: "correct horse", name: "보미" };
    const { id } = await registerUser(db, { ...person, role: "admin" });
    const now = new Date("2026-11-22T03:00:00.000Z");
    const expiresAt = new Date(now.getTime() + 1);
    await db.client.session.create({ data: { id: "s", token: "t", userId: id, expiresAt } });

    const user = { id, name: "보미", email: "bomi@example.com", role: "admin" };
    expect(await findSessionUser(db, "t", now)).toEqual(user);
    expect(await findSessionUser(db, "t", expiresAt)).toBeNull();
    expect(await findSessionUser(db, "other", now)).toBeNull();

    await db.client.user.update({ where: { id }, data: { banned: true, banExpires: expiresAt } });
    expect(await findSessionUser(db, "t", now)).toBeNull();
    await db.client.user.update({ where: { id }, data: { banExpires: now } });
    expect(await findSessionUser(db, "t", now)).toEqual(user);
  });

  test("the look-up reads by index alone", async () => {
    if (provider !== "sqlite") return; // PostgreSQL scans tables this small
    const plan = await database().client.$queryRaw<{ detail: string }[]>`
      EXPLAIN QUERY PLAN SELECT u.id FROM sessions s JOIN users u ON u.id = s.user_id
      WHERE s.token = ${"t"}`;
    expect(plan.map(({ detail }) => detail).filter((step) => step.startsWith("SCAN"))).toEqual([]);
  });
});

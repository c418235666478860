import { execFileSync, spawnSync } from "node:child_process";
import { createTestDatabase, onEachDatabase } from "@sunchak/testing";
import { expect, it, test } from "vitest";
import { createAdmin } from "./create-admin.ts";

const person = { email: "Boss@Example.com", name: "사장", password: "seven ducks fly" };

onEachDatabase((database) => {
  it("makes an admin once, with an audit entry", async () => {
    const { id } = await createAdmin(database(), person);
    const { client } = database();
    expect(await client.user.findMany()).toMatchObject([
      { id, email: "boss@example.com", role: "owner", name: "사장" },
    ]);
    expect(await client.auditEntry.findMany()).toMatchObject([
      { actorId: null, action: "user.create", subjectId: id, after: { role: "owner" } },
    ]);
    await expect(createAdmin(database(), person)).rejects.toThrow("taken");
    expect([await client.user.count(), await client.auditEntry.count()]).toEqual([1, 1]);
  });

  it.each([
    ["short", "eleven char"],
    ["aaaaaaaaaaaab", "different"],
    ["boss-of-the-shop", "email"],
    ["Password-of-mine", "password"],
  ])("refuses the password %s", async (password, why) => {
    const email = "boss@elsewhere.example";
    const attempt = createAdmin(database(), { ...person, email, password });
    await expect(attempt).rejects.toThrow(why === "eleven char" ? "12 characters" : why);
    expect(await database().client.user.count({ where: { email } })).toBe(0);
  });

  it.each(["boss", "two@at@example.com", "b..oss@example.com", `${"b".repeat(250)}@a.io`])(
    "refuses the email %s",
    async (email) => {
      await expect(createAdmin(database(), { ...person, email })).rejects.toThrow("email");
    },
  );

  it("stores the name in normalised form, and refuses an invalid one", async () => {
    const email = "cafe@example.com";
    const name = " Café \n 사장 ".normalize("NFD");
    const { id } = await createAdmin(database(), { ...person, email, name });
    const where = { id };
    expect((await database().client.user.findUniqueOrThrow({ where })).name).toBe("Café 사장");
    for (const none of ["", " \u3164", "gift\u202etfig", "a\u200bb", "b".repeat(81)]) {
      const attempt = createAdmin(database(), { ...person, email: "no@example.com", name: none });
      await expect(attempt).rejects.toThrow("name");
    }
    expect(await database().client.user.count({ where: { email: "no@example.com" } })).toBe(0);
  });
});

test("reads the password from its input, and reports a mistake in one line", async () => {
  const { url, db, drop } = await createTestDatabase("sqlite");
  const options = { env: { ...process.env, DATABASE_URL: url }, encoding: "utf8" } as const;
  const script = ["--import", "tsx", "scripts/create-admin.ts"];
  const run = [...script, "--email", "boss@example.com"];
  const made = execFileSync(process.execPath, run, { ...options, input: "seven ducks fly\n" });
  expect(made).toBe("boss@example.com is an admin.\n");
  expect(await db.client.user.count({ where: { role: "owner" } })).toBe(1);
  const again = spawnSync(process.execPath, run, { ...options, input: "seven ducks fly\n" });
  expect([again.status, again.stderr.trim()]).toEqual([1, "boss@example.com is taken already."]);
  const none = spawnSync(process.execPath, script, options);
  expect([none.status, none.stderr.trim().split("\n").length]).toEqual([1, 1]);
  await drop();
});

import { readFileSync } from "node:fs";
import { onEachDatabase } from "@sunchak/testing";
import { expect, test } from "vitest";

onEachDatabase((database, provider) => {
  test("whoever was an admin before there were roles is an owner, and nobody else", async () => {
    const { client } = database();
    const user = (id: string, role: string) => ({ id, name: id, email: `${id}@example.com`, role });
    await client.user.createMany({ data: [user("a", "admin"), user("b", "user")] });
    const folder = `../../../prisma/migrations/${provider}/20261127050000_roles/migration.sql`;
    const sql = readFileSync(new URL(folder, import.meta.url), "utf8");
    for (let i = 0; i < 2; i++) await client.$executeRawUnsafe(sql);
    const roles = await client.user.findMany({ select: { role: true }, orderBy: { id: "asc" } });
    expect(roles.map(({ role }) => role)).toEqual(["owner", "user"]);
  });
});

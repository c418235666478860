import { makeShopper, onEachDatabase, testDeps } from "@sunchak/testing";
import { expect, it } from "vitest";
import { newId } from "../ids.ts";
import { listStaff } from "./list-staff.ts";

onEachDatabase((database) => {
  it("lists the staff alone, owners first, with the newest open session of the admin app", async () => {
    const deps = testDeps(database());
    const of = (role: "viewer" | "owner" | "user", name: string) =>
      makeShopper(deps, { role, name });
    const viewer = await of("viewer", "가");
    const owner = await of("owner", "나");
    const shopper = await of("user", "다");
    const begin = (userId: string, day: number, passwordGivenAt: Date | null, until = 2030) => {
      const id = newId(deps.clock);
      const createdAt = new Date(Date.UTC(2026, 0, day));
      const expiresAt = new Date(Date.UTC(until, 0, 1));
      const data = { id, token: id, userId, createdAt, expiresAt, passwordGivenAt };
      return deps.db.client.session.create({ data });
    };
    const given = deps.clock.now();
    await begin(owner, 1, given);
    await begin(owner, 2, given);
    // A session of the storefront, and one that has expired.
    await begin(owner, 3, null);
    await begin(viewer, 4, given, 2020);
    await begin(shopper, 5, null);
    const { items } = await listStaff(deps);
    expect(items.map(({ id, role, signedInAt }) => [id, role, signedInAt])).toEqual([
      [owner, "owner", "2026-01-02T00:00:00.000Z"],
      [viewer, "viewer", null],
    ]);
  });
});

import { makeShopper, onEachDatabase, testDeps, times } from "@sunchak/testing";
import { expect, it } from "vitest";
import { purgeSessions } from "./purge-sessions.ts";

onEachDatabase((database) => {
  it("deletes every expired session, however many, and no other", async () => {
    const deps = testDeps(database());
    const userId = await makeShopper(deps);
    const now = deps.clock.now().getTime();
    const expired = times(2_500, (i) => ({ id: `expired-${i}`, expiresAt: new Date(now - i) }));
    const open = times(3, (i) => ({ id: `open-${i}`, expiresAt: new Date(now + 1 + i) }));
    await deps.db.client.session.createMany({
      data: [...expired, ...open].map((each) => ({ ...each, token: each.id, userId })),
    });
    // Two processes purge at once; each finds what the other leaves.
    const purged = await Promise.all([purgeSessions(deps), purgeSessions(deps)]);
    expect(purged[0] + purged[1]).toBe(2_500);
    const left = await deps.db.client.session.findMany({ orderBy: { id: "asc" } });
    expect(left.map(({ id }) => id)).toEqual(["open-0", "open-1", "open-2"]);
  });

  it("stops when it is asked to, and goes on the next time", async () => {
    const deps = testDeps(database());
    const userId = await makeShopper(deps);
    const expiresAt = new Date(deps.clock.now().getTime() - 1);
    await deps.db.client.session.createMany({
      data: times(1_500, (i) => ({ id: `old-${i}`, token: `old-${i}`, userId, expiresAt })),
    });
    expect(await purgeSessions(deps, { signal: AbortSignal.abort() })).toBe(1_000);
    expect(await purgeSessions(deps)).toBe(500);
  });
});

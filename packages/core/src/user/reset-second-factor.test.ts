import { makeShopper, onEachDatabase, testDeps } from "@sunchak/testing";
import { expect, test } from "vitest";
import { hasSecondFactor, resetSecondFactor } from "./reset-second-factor.ts";

onEachDatabase((database) => {
  test("a reset takes the factor, its recovery codes and all sessions away, and tells the log", async () => {
    const deps = testDeps(database());
    const { client } = deps.db;
    const [id, actorId] = [await makeShopper(deps), await makeShopper(deps)];
    const now = deps.clock.now();
    for (const userId of [id, actorId]) {
      await client.secondFactor.create({
        data: {
          userId,
          secret: "s",
          confirmedAt: now,
          guessesSince: now,
          codes: { create: { hash: "h" } },
        },
      });
      await client.session.create({ data: { id: userId, token: userId, userId, expiresAt: now } });
    }
    const reset = (asked: { actorId: string | null; sessionId?: string; id: string }) =>
      resetSecondFactor(deps, { reason: "휴대폰 분실", ...asked });
    await expect(reset({ actorId: id, id })).rejects.toMatchObject({ code: "FORBIDDEN_ON_SELF" });
    await expect(reset({ actorId, sessionId: actorId, id })).rejects.toMatchObject({
      code: "PASSWORD_REQUIRED",
    });
    expect(await hasSecondFactor(deps, id)).toBe(true);

    await reset({ actorId, id });
    expect(await hasSecondFactor(deps, id)).toBe(false);
    expect(await client.recoveryCode.findMany()).toMatchObject([{ userId: actorId }]);
    expect(await client.session.findMany()).toMatchObject([{ userId: actorId }]);
    expect(await client.auditEntry.findMany()).toMatchObject([
      { actorId, action: "user.resetSecondFactor", subjectId: id, reason: "휴대폰 분실" },
    ]);
    await expect(reset({ actorId, id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    // The command line has no self.
    await reset({ actorId: null, id: actorId });
    expect(await client.secondFactor.count()).toBe(0);
  });
});

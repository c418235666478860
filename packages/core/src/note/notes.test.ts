import { makeOrder, makeProduct, makeShopper, onEachDatabase, testDeps } from "@sunchak/testing";
import { expect, it } from "vitest";
import { addNote } from "./add-note.ts";
import { listNotes } from "./list-notes.ts";
import { addNoteInput, NOTE_MAX } from "./schema.ts";

onEachDatabase((database) => {
  it("are kept with who wrote them and when, the latest first, each with its own subject", async () => {
    const deps = testDeps(database());
    const actorId = await makeShopper(deps, { role: "support" });
    const userId = await makeShopper(deps, { balance: 10_000 });
    const orderId = await makeOrder(deps, { userId, productId: await makeProduct(deps) });
    const order = { subjectType: "order", subjectId: orderId } as const;
    const user = { subjectType: "user", subjectId: userId } as const;
    const at = deps.clock.now().toISOString();
    let key = 0;
    const add = (subject: typeof order | typeof user, text: string) =>
      addNote(deps, { ...subject, text, actorId, idempotencyKey: `${key++}` });
    await add(order, "문 앞에 둬 달라고 함");
    await add(user, "전화를 먼저 원함");
    deps.clock.advance(60_000);
    await add(order, "배송 확인\n했음");
    const { items } = await listNotes(deps, order);
    expect(items).toMatchObject([
      { text: "배송 확인\n했음", actor: { id: actorId } },
      { text: "문 앞에 둬 달라고 함", at },
    ]);
    expect((await listNotes(deps, user)).items).toHaveLength(1);
    expect((await listNotes(deps, { ...user, subjectId: actorId })).items).toEqual([]);
  });

  it("are refused for what is not there, and without a text or with a book", async () => {
    const deps = testDeps(database());
    const actorId = await makeShopper(deps, { role: "support" });
    for (const subjectType of ["order", "user"] as const) {
      const subject = { subjectType, subjectId: "nobody" };
      const adding = addNote(deps, {
        ...subject,
        text: "메모",
        actorId,
        idempotencyKey: subjectType,
      });
      await expect(adding).rejects.toMatchObject({ code: "NOT_FOUND" });
      expect((await listNotes(deps, subject)).items).toEqual([]);
    }
    const parse = (text: string) =>
      addNoteInput.safeParse({ subjectType: "user", subjectId: "a", text }).success;
    expect([" \n", "x".repeat(NOTE_MAX), "x".repeat(NOTE_MAX + 1)].map(parse)).toEqual([
      false,
      true,
      false,
    ]);
  });
});

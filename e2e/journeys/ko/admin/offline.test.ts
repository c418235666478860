import { expect, newShopper, signIn, test } from "../../../admin.ts";
import { expectRepeated, keysOf } from "../../../idempotency-keys.ts";

test("an adjustment that an offline browser did not send is made once, by the next press", async ({
  page,
  context,
  shop,
}) => {
  const { id: userId } = await newShopper(shop, page);
  await signIn(page, `/shoppers/${userId}`);
  const keys = keysOf(page, /admin\.[\w.]*adjust\w*/i);
  await page.getByRole("button", { name: "잔액 조정" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("더하거나 뺄 금액(원)").fill("30000");
  await dialog.getByLabel("이유").fill("배송 지연 보상");
  await dialog.getByRole("button", { name: "확인하기" }).click();
  const confirm = dialog.getByRole("button", { name: "+30,000원 조정하기" });
  await context.setOffline(true);
  await confirm.click();
  await expect(dialog.getByRole("alert")).toContainText("연결이 끊겼어요");
  await context.setOffline(false);
  await confirm.click();
  await expect(dialog).toBeHidden();
  const entries = await shop.db.client.ledgerEntry.findMany({ where: { userId } });
  expect(entries.map(({ amount }) => amount)).toEqual([30_000n]);
  expect(Object.keys(keys)).toHaveLength(1);
  for (const [call, each] of Object.entries(keys)) expectRepeated(each, call);
});

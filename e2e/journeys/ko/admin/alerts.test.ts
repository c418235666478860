import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { adjustStock } from "@sunchak/core";
import { adminId, expect, newProduct, open, signIn, test } from "../../../admin.ts";

interface Call {
  state: string;
  subjects?: { id: string }[];
}

test("an admin tries a webhook, and it is told when a product runs low and when that is over", async ({
  page,
  shop,
}) => {
  test.setTimeout(240_000);
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    request.setEncoding("utf8");
    let body = "";
    request.on("data", (part: string) => {
      body += part;
    });
    request.on("end", () => {
      calls.push(JSON.parse(body));
      response.end();
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const product = await newProduct(shop, { name: "다듬잇돌", stock: 3 });
  const told = (state: string) =>
    calls.some(
      (call) => call.state === state && call.subjects?.some(({ id }) => id === product.id),
    );

  await signIn(page, "/alerts/rules");
  await page.getByLabel("주소", { exact: true }).fill(`http://127.0.0.1:${port}/alerts`);
  await page.getByRole("button", { name: "새 비밀값 만들기" }).click();
  await page.getByRole("button", { name: "규칙 저장" }).click();
  await page.getByRole("button", { name: "시험 웹훅 보내기" }).click();
  await expect(page.getByText("받는 쪽이 받았어요")).toBeVisible();
  expect(calls.map(({ state }) => state)).toContain("test");

  await expect.poll(() => told("began"), { timeout: 100_000 }).toBe(true);
  await open(page, "/alerts");
  await expect(page.getByRole("link", { name: "다듬잇돌" })).toBeVisible();
  await adjustStock(shop.deps, {
    actorId: await adminId(shop),
    id: product.id,
    quantity: 50,
    reason: "입고",
  });
  await expect.poll(() => told("ended"), { timeout: 100_000 }).toBe(true);
  // The page is read again by itself.
  await expect(page.getByRole("link", { name: "다듬잇돌" })).toHaveCount(0);

  await open(page, "/alerts/rules");
  await page.getByLabel("주소", { exact: true }).fill("");
  await page.getByRole("button", { name: "규칙 저장" }).click();
  await expect(page.getByText("규칙을 저장했어요")).toBeVisible();
  server.close();
  server.closeAllConnections();
});

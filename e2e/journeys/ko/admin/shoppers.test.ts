import { auditOf, expect, newShopper, open, signIn, test } from "../../../admin.ts";

test("an admin adjusts a balance within its limits, with a reason and a confirmation", async ({
  page,
  shop,
}) => {
  const { client } = shop.db;
  const shopper = await newShopper(shop, page, "문잔액");
  const balance = async () =>
    (await client.account.findUnique({ where: { userId: shopper.id } }))?.balance ?? 0n;
  await signIn(page, "/shoppers");
  await page.getByLabel("검색").fill(shopper.email);
  await page.getByLabel("검색").press("Enter");
  await expect(page.getByRole("row")).toHaveCount(2);
  await page.getByRole("link", { name: /문잔액/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/문잔액\s*회원/);

  await page.getByRole("button", { name: "잔액 조정" }).click();
  const dialog = page.getByRole("dialog");
  const adjustBy = async (amount: string, reason: string) => {
    await dialog.getByLabel("더하거나 뺄 금액(원)").fill(amount);
    await dialog.getByLabel("이유").fill(reason);
    await dialog.getByRole("button", { name: "확인하기" }).click();
  };
  await adjustBy("-1", "배송 지연 보상");
  await expect(dialog.getByText("0원보다 많이 뺄 수 없어요")).toBeVisible();
  await adjustBy("10000001", "배송 지연 보상");
  await dialog.getByRole("button", { name: "+10,000,001원 조정하기" }).click();
  await expect(dialog.getByRole("alert")).toContainText("잔액 한도를 넘어서");
  expect(await balance()).toBe(0n);
  await dialog.getByRole("button", { name: "고치기" }).click();
  await adjustBy("30000", "배송 지연 보상");
  await expect(dialog.getByRole("definition")).toHaveText([
    "0원",
    "+30,000원",
    "30,000원",
    "배송 지연 보상",
  ]);
  const confirm = dialog.getByRole("button", { name: "+30,000원 조정하기" });
  await confirm.evaluate((button: HTMLElement) => [button.click(), button.click()]);
  await expect(dialog).toBeHidden();
  const entry = page.getByRole("table", { name: "잔액 내역" }).getByRole("row", { name: /조정/ });
  await expect(entry).toContainText("배송 지연 보상");
  await expect(entry).toContainText("+30,000원");
  expect(await balance()).toBe(30_000n);

  await page.getByRole("button", { name: "잔액 조정" }).click();
  await adjustBy("−12000", "두 번 보상해서 되돌림");
  await dialog.getByRole("button", { name: "−12,000원 조정하기" }).click();
  await expect(dialog).toBeHidden();
  expect(await balance()).toBe(18_000n);
  expect(await client.ledgerEntry.findMany({ where: { userId: shopper.id } })).toMatchObject([
    { number: 1, kind: "ADJUSTMENT", amount: 30_000n, reason: "배송 지연 보상" },
    { number: 2, kind: "ADJUSTMENT", amount: -12_000n, reason: "두 번 보상해서 되돌림" },
  ]);
  await open(page, `${shop.url}/balance`);
  await expect(page.getByText("18,000원").first()).toBeVisible();
});

test("a banned shopper is refused everywhere at once and comes back when unbanned", async ({
  page,
  browser,
  shop,
}) => {
  const theirs = await browser.newPage();
  const shopper = await newShopper(shop, theirs, "방정지");
  await open(theirs, `${shop.url}/balance`);
  await signIn(page, `/shoppers/${shopper.id}`);
  await page.getByRole("button", { name: "이용 정지" }).click();
  const dialog = page.getByRole("dialog", { name: "방정지님의 이용을 정지할까요?" });
  await dialog.getByLabel("이유").fill("쿠폰 되팔기");
  await dialog.getByRole("button", { name: "정지하기" }).click();
  await expect(page.getByText("쿠폰 되팔기")).toBeVisible();
  await expect(page.getByRole("button", { name: "정지 풀기" })).toBeVisible();
  expect(await shop.db.client.session.count({ where: { userId: shopper.id } })).toBe(0);

  // A process remembers a session for at most five seconds.
  const charge = () =>
    theirs.request.post(`${shop.url}/api/v1/balance/charges`, { data: { amount: 1_000 } });
  await expect.poll(async () => (await charge()).status()).toBe(401);
  const charged = await shop.db.client.ledgerEntry.count({ where: { userId: shopper.id } });
  await theirs
    .getByRole("button", { name: /50,000원/ })
    .first()
    .click();
  await theirs.getByRole("button", { name: /50,000원 충전하기/ }).click();
  await expect(theirs.getByText(/로그인이 풀렸어요\. 잔액은 그대로예요/)).toBeVisible();
  await open(theirs, `${shop.url}/sign-in?next=/balance`);
  const enter = async () => {
    await theirs.getByLabel("이메일").fill(shopper.email);
    await theirs.getByLabel("비밀번호").fill(shopper.password);
    await theirs.getByRole("button", { name: "로그인", exact: true }).click();
  };
  await enter();
  await expect(theirs.getByText("이용이 정지된 계정이에요")).toBeVisible();
  expect(await shop.db.client.ledgerEntry.count({ where: { userId: shopper.id } })).toBe(charged);

  await page.getByRole("button", { name: "정지 풀기" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "정지 풀기" }).click();
  await expect(page.getByRole("button", { name: "이용 정지" })).toBeVisible();
  await enter();
  await expect(theirs).toHaveURL(`${shop.url}/balance`);
  expect(await auditOf(shop, shopper.id)).toMatchObject([
    { action: "user.ban", after: { banned: true }, reason: "쿠폰 되팔기" },
    { action: "user.unban", after: { banned: false } },
  ]);
});

test("an owner invites a shopper to the team, what the role may not do is not offered, and leaving signs out", async ({
  page,
  browser,
  shop,
}) => {
  const admin = await shop.openAdmin();
  const theirs = await browser.newPage({ baseURL: admin.url });
  const person = await newShopper(shop, theirs, "승진이", "12345678");
  await signIn(page, `/shoppers/${person.id}`);
  await expect(page.getByRole("button", { name: "잔액 조정" })).toBeVisible();
  await expect(page.getByRole("button", { name: /팀|역할/ })).toHaveCount(0);
  await page.goto("/team");
  await page.getByRole("button", { name: "초대하기" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("이메일").fill(person.email);
  await dialog.getByLabel("역할").selectOption("상담원");
  await dialog.getByLabel("이유").fill("새로 왔어요");
  await dialog.getByRole("button", { name: "초대 링크 만들기" }).click();
  await expect(dialog.getByText(/이 가게는 메일을 보내지 않아요/)).toBeVisible();
  const link = await dialog.getByLabel("링크").inputValue();
  await dialog.getByRole("button", { name: "닫기", exact: true }).last().click();
  await expect(page.getByRole("row", { name: person.email })).toContainText("상담원");

  await open(theirs, link);
  await expect(theirs.getByText(/상담원 역할에 초대받았어요/)).toBeVisible();
  await theirs.getByLabel("가게 계정의 비밀번호").fill(person.password);
  await theirs.getByRole("button", { name: "팀에 들어가기" }).click();
  await expect(theirs.getByText("팀에 들어왔어요")).toBeVisible();
  await theirs.goto(link);
  await theirs.reload();
  await expect(theirs.getByText(/이미 쓴 초대 링크예요/)).toBeVisible();

  // A password that is too easy for an admin is replaced on the way in.
  await open(theirs, `${admin.url}/sign-in?next=/shoppers/${person.id}`);
  await theirs.getByLabel("이메일").fill(person.email);
  await theirs.getByLabel("비밀번호").fill(person.password);
  await theirs.getByRole("button", { name: "로그인", exact: true }).click();
  await expect(theirs.getByText(/관리자가 쓰기에는 너무 쉬운 비밀번호예요/)).toBeVisible();
  const renew = async (password: string) => {
    await theirs.getByLabel("새 비밀번호", { exact: true }).fill(password);
    await theirs.getByLabel("새 비밀번호 확인").fill(password);
    await theirs.getByRole("button", { name: "비밀번호 바꾸고 로그인" }).click();
  };
  await renew("my-own-password");
  await expect(theirs.getByText(/새 비밀번호도 너무 쉬워요/)).toBeVisible();
  expect((await theirs.request.get(`${admin.url}/api/trpc/admin.session.me`)).status()).toBe(401);
  await renew("seven-ducks-fly");
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText(/승진이\s*상담원/);
  await expect(theirs.getByRole("button", { name: /잔액 조정|이용 정지/ })).toHaveCount(0);
  // What support may not do is not offered.
  await theirs.goto("/products");
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText("상품");
  await expect(theirs.getByRole("link", { name: "상품 만들기" })).toHaveCount(0);
  await theirs.goto("/team");
  await expect(theirs.getByText("상담원이 하는 일 모두")).toBeVisible();
  await expect(theirs.getByRole("button", { name: /역할|팀|초대/ })).toHaveCount(0);
  const promoted = await theirs.request.post("/api/trpc/admin.user.setRole", {
    data: { id: person.id, role: "owner", reason: "x", idempotencyKey: "promote" },
  });
  expect(await promoted.text()).toContain('"needs":"owner"');

  await open(page, "/team");
  await page
    .getByRole("row", { name: /승진이/ })
    .getByRole("link")
    .click();
  await page.getByRole("button", { name: "팀에서 내보내기" }).click();
  await dialog.getByLabel("이유").fill("그만뒀어요");
  await dialog.getByRole("button", { name: "팀에서 내보내기" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /승진이/ })).toHaveCount(0);
  await expect(async () => {
    await theirs.goto("/orders");
    await expect(theirs).toHaveURL(/\/sign-in\?next=/, { timeout: 1_000 });
  }).toPass();
  expect(await auditOf(shop, person.id)).toMatchObject([
    { action: "user.acceptInvitation", after: { role: "support" } },
    { action: "user.setRole", after: { role: "user" }, reason: "그만뒀어요" },
  ]);
});

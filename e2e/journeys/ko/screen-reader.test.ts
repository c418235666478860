import { issueCoupon } from "@sunchak/core";
import { makeCampaign, makeProduct } from "@sunchak/testing";
import { newShopper, open } from "../../admin.ts";
import { expect, test } from "../../shop.ts";

test.use({ seeded: false });

test("a screen reader hears the drop, its clock and its button, then the number of the coupon", async ({
  page,
  shop,
}) => {
  await newShopper(shop, page);
  const id = await makeCampaign(shop.deps, { totalQuantity: 50 });
  await open(page, `/coupons/${id}`);
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - /children: equal
      - paragraph: 선착순 · 한 사람에 한 장
      - heading "선착순 쿠폰" [level=1]
      - paragraph: 3,000원 할인
      - paragraph: 주문 금액 제한 없음
      - paragraph: 받은 뒤 3일 동안 쓸 수 있어요
      - paragraph: /\\d{4}년 .*부터 \\d{4}년 .*까지/
      - paragraph: 닫힐 때까지
      - timer "닫힐 때까지 남은 시간": /\\d\\d:\\d\\d:\\d\\d/
      - status
      - progressbar "남은 쿠폰"
      - paragraph: 50장 중 50장 남았어요
      - paragraph: 먼저 누른 순서대로 한 장씩 드려요. 남은 수량은 실시간이에요.
      - paragraph
      - button "쿠폰 받기"
      - paragraph: 한 번만 누르면 돼요. 기다리는 동안 이 화면을 그대로 두세요.
      - status
      - link "받은 순서 확인하기"
  `);
  await page.getByRole("button", { name: "쿠폰 받기" }).click();
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - /children: equal
      - paragraph: 선착순 · 한 사람에 한 장
      - heading "선착순 쿠폰" [level=1]
      - paragraph: 3,000원 할인
      - paragraph: 주문 금액 제한 없음
      - paragraph: 받은 뒤 3일 동안 쓸 수 있어요
      - paragraph: /\\d{4}년 .*부터 \\d{4}년 .*까지/
      - progressbar "남은 쿠폰"
      - paragraph: 50장 중 49장 남았어요
      - paragraph: 먼저 누른 순서대로 한 장씩 드려요. 남은 수량은 실시간이에요.
      - paragraph
      - link "상품 고르기"
      - link "내 쿠폰 보기"
      - button "그림으로 간직하기"
      - status:
        - paragraph: 1번째로 받았어요
        - text: /쿠폰을 받았어요\\. .*까지 쓸 수 있어요\\. 주문할 때 골라 쓰면 돼요\\./
      - link "받은 순서 확인하기"
  `);
});

test("a screen reader hears what is ordered, every coupon with its worth, the sums, and the button's amount", async ({
  page,
  shop,
}) => {
  // Nothing is open but what is made here.
  await shop.db.client.couponCampaign.updateMany({ data: { pausedAt: new Date() } });
  const { id: userId } = await newShopper(shop, page);
  const id = await makeCampaign(shop.deps);
  await issueCoupon(shop.deps, { id, userId });
  await makeCampaign(shop.deps, { discountValue: 5_000 });
  const productId = await makeProduct(shop.deps, { price: 20_000 });
  await open(page, `/checkout?product=${productId}`);
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - /children: equal
      - heading "주문하기" [level=1]
      - region "상품 1가지":
        - heading "상품 1가지" [level=2]
        - list:
          - listitem: 도자기 머그 1개 20,000원
      - group "쿠폰":
        - text: 쿠폰
        - radio "쿠폰 쓰지 않기"
        - text: 쿠폰 쓰지 않기
        - radio /선착순 쿠폰 가장 많이 할인돼요 .* −3,000원/ [checked]
        - text: /선착순 쿠폰 가장 많이 할인돼요/
      - region "쿠폰 할인":
        - paragraph: 지금 받을 수 있는 쿠폰
        - paragraph: 선착순 쿠폰
        - paragraph: 5,000원 할인받아 15,000원에 살 수 있어요
        - button "5,000원 쿠폰 받고 15,000원 주문하기"
        - status
      - region "결제할 금액":
        - heading "결제할 금액" [level=2]
        - term: 상품 금액
        - definition: 20,000원
        - term: 쿠폰 할인
        - definition: −3,000원
        - term: 합계
        - definition: 17,000원
        - term: 지금 잔액
        - definition: 0원
        - paragraph: 잔액이 17,000원 모자라요. 다음 화면에서 바로 충전할 수 있어요.
        - status
        - button "17,000원 주문하고 결제하러 가기"
        - paragraph: 다음 화면에서 잔액으로 결제해요. 주문만으로는 잔액이 줄지 않고 재고도 확보되지 않아요.
  `);
});

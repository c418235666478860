import {
  type ContentLanguage,
  type Deps,
  getBalanceReport,
  getCampaignReport,
  getCategoryReport,
  getProductReport,
  getSalesReport,
  getShopperReport,
  inSeoul,
  type ReportInput,
  type ReportName,
} from "@sunchak/core";
import { type Column, headOf, lineOf } from "../csv.ts";

type Heading = Column<never>[0];
type Report<Row> = (
  deps: Pick<Deps, "db" | "clock">,
  input: ReportInput,
) => Promise<{ items: Row[] }>;
type File = (
  deps: Pick<Deps, "db" | "clock">,
  input: ReportInput,
  locale: ContentLanguage,
) => Promise<string>;

const fileOf =
  <Row>(read: Report<Row>, columns: Column<Row>[]): File =>
  async (deps, input, locale) => {
    const { items } = await read(deps, input);
    return headOf(columns, locale) + items.map((row) => lineOf(columns, row)).join("");
  };

/** Columns that show a number each. */
const numbers = <Key extends string>(headings: Record<Key, Heading>) =>
  (Object.keys(headings) as Key[]).map(
    (key): Column<Record<Key, number>> => [headings[key], (row) => row[key]],
  );

const names: Column<{ name: string; nameEn: string }>[] = [
  [{ ko: "이름", en: "Name" }, ({ name }) => name],
  [{ ko: "이름(영어)", en: "Name (English)" }, ({ nameEn }) => nameEn],
];

/** A bucket's first and last day in Seoul. */
const days: Column<{ from: string; to: string }>[] = [
  [{ ko: "첫날", en: "First day" }, ({ from }) => inSeoul(from).slice(0, 10)],
  [
    { ko: "마지막 날", en: "Last day" },
    ({ to }) => inSeoul(new Date(Date.parse(to) - 1)).slice(0, 10),
  ],
];

const sales = numbers({
  orders: { ko: "결제한 주문", en: "Orders paid" },
  revenue: { ko: "상품 금액", en: "Before discounts" },
  discounts: { ko: "할인", en: "Discounts" },
  sales: { ko: "매출", en: "Sales" },
  refundedOrders: { ko: "환불한 주문", en: "Orders refunded" },
  refunds: { ko: "환불", en: "Refunds" },
  netSales: { ko: "순매출", en: "Net sales" },
});

const sold = numbers({
  soldQuantity: { ko: "판매 수량", en: "Sold" },
  revenue: { ko: "상품 금액", en: "Before discounts" },
  refundedQuantity: { ko: "환불 수량", en: "Refunded" },
  refundedRevenue: { ko: "환불한 상품 금액", en: "Refunded before discounts" },
});

const files: Record<ReportName, File> = {
  sales: fileOf(getSalesReport, [...days, ...sales]),
  products: fileOf(getProductReport, [
    ...names,
    [{ ko: "상품 ID", en: "Product ID" }, ({ productId }) => productId],
    ...sold,
    [{ ko: "보관", en: "Archived" }, ({ archived }) => (archived ? "✓" : null)],
  ]),
  categories: fileOf(getCategoryReport, [
    ...names,
    [{ ko: "주소 이름", en: "Slug" }, ({ slug }) => slug],
    ...sold,
  ]),
  campaigns: fileOf(getCampaignReport, [
    [{ ko: "이름", en: "Name" }, ({ campaign }) => campaign?.name ?? null],
    [{ ko: "이름(영어)", en: "Name (English)" }, ({ campaign }) => campaign?.nameEn ?? null],
    [{ ko: "캠페인 ID", en: "Campaign ID" }, ({ campaign }) => campaign?.id ?? null],
    ...sales,
  ]),
  shoppers: fileOf(getShopperReport, [
    ...days,
    ...numbers({
      joined: { ko: "새 회원", en: "New shoppers" },
      firstOrders: { ko: "첫 주문", en: "First orders" },
      firstSales: { ko: "첫 주문 매출", en: "Sales of first orders" },
      repeatOrders: { ko: "다시 주문", en: "Repeat orders" },
      repeatSales: { ko: "다시 주문 매출", en: "Sales of repeat orders" },
    }),
  ]),
  balance: fileOf(getBalanceReport, [
    ...days,
    ...numbers({
      charged: { ko: "충전", en: "Topped up" },
      paid: { ko: "결제", en: "Paid" },
      refunded: { ko: "환불", en: "Refunded" },
      adjusted: { ko: "조정", en: "Adjusted" },
      balance: { ko: "남은 잔액", en: "Balances at the end" },
    }),
  ]),
};

/** A report's rows as CSV, without its sums. */
export const reportCsv = (
  deps: Pick<Deps, "db" | "clock">,
  show: ReportName,
  input: ReportInput,
  locale: ContentLanguage,
): Promise<string> => files[show](deps, input, locale);

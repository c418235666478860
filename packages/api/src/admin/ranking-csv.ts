import type { ContentLanguage, RankingList } from "@sunchak/core";
import { type Column, headOf, lineOf } from "../csv.ts";

type Entry = RankingList["entries"][number];

/** The columns that show each field of a place, in the order of the file. */
const columnsOf: { [Field in keyof Entry]-?: Column<Entry>[] } = {
  rank: [[{ ko: "순위", en: "Rank" }, ({ rank }) => rank]],
  rankBefore: [[{ ko: "직전 순위", en: "Rank before" }, ({ rankBefore }) => rankBefore]],
  name: [[{ ko: "상품", en: "Product" }, ({ name }) => name]],
  nameEn: [[{ ko: "상품(영어)", en: "Product (English)" }, ({ nameEn }) => nameEn]],
  productId: [[{ ko: "상품 ID", en: "Product ID" }, ({ productId }) => productId]],
  soldQuantity: [[{ ko: "판매 수량", en: "Sold" }, ({ soldQuantity }) => soldQuantity]],
  revenue: [[{ ko: "매출", en: "Revenue" }, ({ revenue }) => revenue]],
  price: [[{ ko: "현재 가격", en: "Price now" }, ({ price }) => price]],
  archived: [[{ ko: "보관", en: "Archived" }, ({ archived }) => (archived ? "✓" : null)]],
  imageUrl: [],
};
const columns = Object.values(columnsOf).flat();

/** A stored list as CSV. */
export const rankingCsv = ({ entries }: RankingList, locale: ContentLanguage): string =>
  headOf(columns, locale) + entries.map((entry) => lineOf(columns, entry)).join("");

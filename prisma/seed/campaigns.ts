const HOUR = 3_600_000;
const DAY = 24 * HOUR;

interface DemoCampaign {
  key: "welcome" | "weekend" | "rush" | "soldOut" | "upcoming" | "closed";
  name: string;
  nameEn: string;
  discountType: "FIXED" | "PERCENT";
  discountValue: number;
  maxDiscount: number | null;
  minOrderAmount: number;
  totalQuantity: number;
  opensAt: Date;
  closesAt: Date;
  validHours: number;
}

/** The demo shop's campaigns around the time of seeding. */
export function demoCampaigns(now: Date): DemoCampaign[] {
  const at = (ms: number) => new Date(now.getTime() + ms);
  return [
    {
      key: "closed",
      name: "가을맞이 2,000원 쿠폰",
      nameEn: "₩2,000 off for autumn",
      discountType: "FIXED",
      discountValue: 2_000,
      maxDiscount: null,
      minOrderAmount: 10_000,
      totalQuantity: 50,
      opensAt: at(-5 * DAY),
      closesAt: at(-1 * DAY),
      validHours: 14 * 24,
    },
    {
      key: "welcome",
      name: "환영 5,000원 쿠폰",
      nameEn: "₩5,000 welcome coupon",
      discountType: "FIXED",
      discountValue: 5_000,
      maxDiscount: null,
      minOrderAmount: 30_000,
      totalQuantity: 1_000,
      opensAt: at(-5 * DAY),
      closesAt: at(30 * DAY),
      validHours: 30 * 24,
    },
    {
      key: "weekend",
      name: "집들이 15% 쿠폰",
      nameEn: "15% off for your new home",
      discountType: "PERCENT",
      discountValue: 15,
      maxDiscount: 10_000,
      minOrderAmount: 20_000,
      totalQuantity: 300,
      opensAt: at(-4 * DAY),
      closesAt: at(14 * DAY),
      validHours: 7 * 24,
    },
    {
      key: "soldOut",
      name: "얼리버드 8,000원 쿠폰",
      nameEn: "₩8,000 off for early birds",
      discountType: "FIXED",
      discountValue: 8_000,
      maxDiscount: null,
      minOrderAmount: 40_000,
      totalQuantity: 12,
      opensAt: at(-2 * DAY),
      closesAt: at(7 * DAY),
      validHours: 10 * 24,
    },
    {
      key: "rush",
      name: "선착순 100명 10,000원 쿠폰",
      nameEn: "₩10,000 off for the first 100 shoppers",
      discountType: "FIXED",
      discountValue: 10_000,
      maxDiscount: null,
      minOrderAmount: 50_000,
      totalQuantity: 100,
      opensAt: at(-10 * 60_000),
      closesAt: at(60 * DAY),
      validHours: 3 * 24,
    },
    {
      key: "upcoming",
      name: "오늘의 반짝 30% 쿠폰",
      nameEn: "Today’s flash sale: 30% off",
      discountType: "PERCENT",
      discountValue: 30,
      maxDiscount: 20_000,
      minOrderAmount: 30_000,
      totalQuantity: 50,
      opensAt: at(30 * 60_000),
      closesAt: at(2 * DAY),
      validHours: 2 * 24,
    },
  ];
}

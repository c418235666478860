import type { OrderStatus } from "@sunchak/core/schema";
import { Badge } from "@sunchak/ui/badge";
import { useTranslations } from "next-intl";

const tones = {
  PENDING: "caution",
  PAID: "positive",
  CANCELLED: "neutral",
  EXPIRED: "neutral",
  REFUNDED: "neutral",
} as const satisfies Record<OrderStatus, string>;

export function OrderStatusBadge({ status }: { status: OrderStatus }) {
  const t = useTranslations("OrderStatus");
  return <Badge tone={tones[status]}>{t(status)}</Badge>;
}

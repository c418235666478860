import type { AdminExport } from "@sunchak/core/schema";
import { Badge } from "@sunchak/ui/badge";
import { useTranslations } from "next-intl";

const tones = { PENDING: "caution", DELIVERED: "positive", DEAD: "negative" } as const;

export function ExportStatusBadge({ status }: { status: AdminExport["status"] }) {
  const t = useTranslations("ExportStatus");
  return <Badge tone={tones[status]}>{t(status)}</Badge>;
}

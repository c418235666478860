import type { AdminCampaign } from "@sunchak/core/schema";
import { Badge } from "@sunchak/ui/badge";
import { useTranslations } from "next-intl";

const tones = {
  UPCOMING: "caution",
  OPEN: "positive",
  SOLD_OUT: "ink",
  PAUSED: "negative",
  CLOSED: "neutral",
} as const;

export function PhaseBadge({ phase }: { phase: AdminCampaign["phase"] }) {
  const t = useTranslations("Phase");
  return <Badge tone={tones[phase]}>{t(phase)}</Badge>;
}

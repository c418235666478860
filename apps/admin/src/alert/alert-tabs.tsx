"use client";

import { useTranslations } from "next-intl";
import { useMay } from "@/session/may.tsx";
import { Tabs } from "@/shell/tabs.tsx";

/** What holds, and the rules by which it is told; those only for who may see them. */
export function AlertTabs({ here }: { here: "/alerts" | "/alerts/rules" }) {
  const t = useTranslations("Alerts");
  const may = useMay();
  if (!may("alert.rules")) return null;
  return (
    <Tabs
      here={here}
      label={t("tabs")}
      tabs={[
        ["/alerts", t("nowTab")],
        ["/alerts/rules", t("rulesTab")],
      ]}
    />
  );
}

import { useTranslations } from "next-intl";
import { Tabs } from "@/shell/tabs.tsx";

/** The two logs: what was changed, and what was seen. */
export function AuditTabs({ here }: { here: "/audit" | "/audit/access" }) {
  const [audit, access] = [useTranslations("Audit"), useTranslations("Access")];
  return (
    <Tabs
      here={here}
      label={audit("logs")}
      tabs={[
        ["/audit", audit("title")],
        ["/audit/access", access("title")],
      ]}
    />
  );
}

"use client";

import { alertKinds } from "@sunchak/core/schema";
import { Badge } from "@sunchak/ui/badge";
import {
  AlertIcon,
  AuditIcon,
  CampaignsIcon,
  DashboardIcon,
  ExportsIcon,
  InvariantsIcon,
  OrdersIcon,
  ProductsIcon,
  RankingIcon,
  ReportsIcon,
  ShoppersIcon,
  TeamIcon,
} from "@sunchak/ui/icons";
import { Link } from "@sunchak/web/link";
import { withoutLocale } from "@sunchak/web/locales";
import { clsx } from "clsx";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { durationWords } from "@/i18n/duration.ts";
import { isWithin, sections } from "./sections.ts";
import { useAlerts, worstFirst } from "./use-alerts.ts";

const icons: Record<(typeof sections)[number]["name"], typeof OrdersIcon> = {
  dashboard: DashboardIcon,
  reports: ReportsIcon,
  orders: OrdersIcon,
  products: ProductsIcon,
  campaigns: CampaignsIcon,
  shoppers: ShoppersIcon,
  exports: ExportsIcon,
  ranking: RankingIcon,
  invariants: InvariantsIcon,
  alerts: AlertIcon,
  team: TeamIcon,
  audit: AuditIcon,
};

/** The menu. A page that should be looked at says why, and for how long. */
export function NavLinks() {
  const t = useTranslations("Nav");
  const words = useTranslations("Alerts");
  const common = useTranslations("Common");
  const path = withoutLocale(usePathname());
  const alerts = worstFirst(useAlerts());
  return (
    <nav aria-label={t("label")} className="grid gap-0.5">
      {sections.map(({ name, href }) => {
        const here = isWithin(href, path);
        const Icon = icons[name];
        const [alert] = alerts.filter(({ kind }) => alertKinds[kind].section === name);
        return (
          <Link
            aria-current={here ? "page" : undefined}
            className={clsx(
              "flex min-h-10 flex-wrap items-center gap-x-2 gap-y-0.5 rounded-control px-3 py-1.5 font-medium max-md:min-h-11",
              here ? "bg-ink text-canvas" : "text-ink-muted hover:bg-sunken hover:text-ink",
            )}
            href={href}
            key={name}
            prefetch={false}
          >
            <Icon className="size-[1.125rem] shrink-0" />
            <span className="grow">{t(name)}</span>
            {alert ? (
              <Badge tone={alertKinds[alert.kind].tone}>
                {words(`kinds.${alert.kind}`)}
                {alert.ageSeconds === null ? null : (
                  <span className="font-normal">{durationWords(common, alert.ageSeconds)}</span>
                )}
              </Badge>
            ) : null}
          </Link>
        );
      })}
    </nav>
  );
}

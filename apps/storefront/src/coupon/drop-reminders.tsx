"use client";

import { buttonClass } from "@sunchak/ui/button";
import { pathIn } from "@sunchak/web/locales";
import { useLocale, useTranslations } from "next-intl";
import { AlarmButton } from "@/alarm/alarm-button.tsx";

interface DropRemindersProps {
  campaignId: string;
  /** By which browsers subscribe to alarms; null when the shop sends none. */
  pushKey: string | null;
}

/** How not to miss the opening: a message before it, or an entry in the calendar. */
export function DropReminders({ campaignId, pushKey }: DropRemindersProps) {
  const t = useTranslations("Alarm");
  const locale = useLocale();
  return (
    <div className="flex flex-wrap gap-2">
      {pushKey ? <AlarmButton id={campaignId} kind="drop" publicKey={pushKey} /> : null}
      {/* A file and no page, so that the router leaves it to the browser. */}
      <a
        className={buttonClass({ look: "quiet" }, "underline underline-offset-4")}
        href={pathIn(locale, `/coupons/${campaignId}/calendar`)}
      >
        {t("calendar")}
      </a>
    </div>
  );
}

"use client";

import type { Order, OrderDetail } from "@sunchak/core/schema";
import { CheckIcon } from "@sunchak/ui/icons";
import { formatMoment } from "@sunchak/web/dates";
import { useLocale, useTranslations } from "next-intl";

/** What has become of an order and when, and what is still to come; nothing while it is not read. */
export function OrderTimeline({
  order,
  detail,
}: {
  order: Order;
  detail: OrderDetail | undefined;
}) {
  const t = useTranslations("Timeline");
  const locale = useLocale();
  if (!detail) return null;
  const steps = [
    ...detail.timeline.map(({ kind, at }) => ({
      what: t(`kind.${kind}`),
      when: formatMoment(at, locale),
      isDone: true,
    })),
    ...(order.status === "PENDING"
      ? [
          {
            what: t("toPay"),
            when: t("payUntil", { when: formatMoment(order.expiresAt, locale) }),
            isDone: false,
          },
        ]
      : []),
  ];
  return (
    <section aria-labelledby="timeline">
      <h2 className="mb-4 font-bold text-xl" id="timeline">
        {t("title")}
      </h2>
      <ol>
        {steps.map(({ what, when, isDone }, index) => (
          <li className="flex gap-3 pb-5 last:pb-0" key={what}>
            <div className="relative flex justify-center">
              {index < steps.length - 1 ? (
                <span aria-hidden="true" className="absolute top-6 -bottom-5 w-px bg-line-strong" />
              ) : null}
              <span
                aria-hidden="true"
                className={`grid size-6 place-items-center rounded-full ${
                  isDone ? "bg-ink text-canvas" : "border-2 border-line-strong"
                }`}
              >
                {isDone ? <CheckIcon className="size-4" /> : null}
              </span>
            </div>
            <div>
              <p className={isDone ? "font-medium" : "font-medium text-ink-muted"}>{what}</p>
              <p className="text-ink-muted text-sm tabular-nums">{when}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

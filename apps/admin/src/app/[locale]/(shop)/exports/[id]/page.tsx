import { formatMoment } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import { orNotFound } from "@sunchak/web/or-not-found";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Act } from "@/action/act.tsx";
import { ExportStatusBadge } from "@/export/status-badge.tsx";
import { Facts, Page, Part } from "@/shell/page.tsx";
import { caller, openPage } from "@/trpc/server.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Exports");
  return { title: t("title") };
}

export default async function ExportPage(props: PageProps<"/[locale]/exports/[id]">) {
  const { locale } = await openPage(props);
  const { id } = await props.params;
  const event = await orNotFound(caller.export.get({ id }));
  const t = await getTranslations("Exports");
  const when = (at: string | null) => (at ? formatMoment(at, locale) : "—");
  return (
    <Page
      actions={<Act call="replay" input={{ ids: [id] }} />}
      back={{ href: "/exports", words: t("title") }}
      title={
        <span className="flex flex-wrap items-center gap-3">
          {event.type}
          <ExportStatusBadge status={event.status} />
        </span>
      }
    >
      <div className="grid gap-10 lg:grid-cols-2 [&>*]:min-w-0">
        <Facts
          items={[
            [t("id"), <span key="id">{event.id}</span>],
            [
              t("order"),
              <Link
                className="underline underline-offset-4"
                href={`/orders/${event.orderId}`}
                key="order"
                prefetch={false}
              >
                {event.orderNumber ?? event.orderId}
              </Link>,
            ],
            [t("occurred"), when(event.occurredAt)],
            [t("tries"), event.attempts],
            [t("nextTry"), event.inDelivery ? t("now") : when(event.nextAttemptAt)],
            [t("delivered"), when(event.deliveredAt)],
            [t("response"), event.responseStatus ?? "—"],
            [t("lastError"), event.lastError ?? "—"],
          ]}
        />
        <Part title={t("payload")}>
          <pre className="overflow-x-auto rounded-card bg-sunken p-4 text-[0.8125rem] leading-relaxed">
            {JSON.stringify(event.body, null, 2)}
          </pre>
        </Part>
      </div>
    </Page>
  );
}

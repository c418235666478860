import { isStaff } from "@sunchak/core/schema";
import { Alert } from "@sunchak/ui/alert";
import { Badge } from "@sunchak/ui/badge";
import { DataTable } from "@sunchak/ui/data-table";
import { formatMoment } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import { nameIn } from "@sunchak/web/locales";
import { orNotFound } from "@sunchak/web/or-not-found";
import { Price } from "@sunchak/web/price";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Act } from "@/action/act.tsx";
import { Adjust } from "@/action/adjust.tsx";
import { Pager } from "@/list/pager.tsx";
import { cursorIn } from "@/list/read-query.ts";
import { Notes } from "@/note/notes.tsx";
import { OrderTable } from "@/order/order-table.tsx";
import { May } from "@/session/may.tsx";
import { Facts, Page, Part } from "@/shell/page.tsx";
import { SeeLink } from "@/shell/see-link.tsx";
import { Tags } from "@/tag/tags.tsx";
import { caller, openPage } from "@/trpc/server.tsx";
import { LedgerTable } from "@/user/ledger-table.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Shoppers");
  return { title: t("shopper") };
}

export default async function ShopperPage(props: PageProps<"/[locale]/shoppers/[id]">) {
  const { locale, query, admin } = await openPage(props);
  const { id } = await props.params;
  const user = await orNotFound(caller.user.get({ id }));
  const [t, roles, entries, coupons, orders] = await Promise.all([
    getTranslations("Shoppers"),
    getTranslations("Roles"),
    caller.user.entries({ id, size: 10, cursor: cursorIn(query.entries) }),
    caller.user.coupons({ id }),
    caller.user.orders({ id, size: 10, cursor: cursorIn(query.orders) }),
  ]);
  const path = `/shoppers/${id}`;
  const isSelf = admin.id === id;
  const pagerOf = (name: "orders" | "entries", { nextCursor }: { nextCursor: string | null }) => (
    <Pager name={name} nextCursor={nextCursor} of={t(name)} path={path} query={query} />
  );
  return (
    <Page
      actions={
        isSelf ? null : (
          <>
            <May call="user.adjustBalance">
              <Adjust current={user.balance} id={id} name={user.name} what="balance" />
            </May>
            <May call={isStaff(user.role) ? "user.banStaff" : "user.ban"}>
              <Act call={user.banned ? "unban" : "ban"} input={{ id }} name={user.name} />
            </May>
          </>
        )
      }
      back={{ href: "/shoppers", words: t("title") }}
      lead={user.email}
      title={
        <span className="flex flex-wrap items-center gap-3">
          {user.name}
          <Badge tone={isStaff(user.role) ? "ink" : "neutral"}>{roles(user.role)}</Badge>
        </span>
      }
    >
      {user.banned ? (
        <Alert title={t("banned")} tone="negative">
          {user.banReason}
        </Alert>
      ) : null}
      <div className="grid gap-10 lg:grid-cols-[minmax(0,1fr)_20rem] [&>*]:min-w-0">
        <div className="grid content-start gap-10">
          <Part
            aside={
              orders.items.length === 0 ? null : (
                <Link
                  className="text-sm underline underline-offset-4"
                  href={`/orders?userId=${id}`}
                  prefetch={false}
                >
                  {t("allOrders")}
                </Link>
              )
            }
            title={t("orders")}
          >
            {orders.items.length === 0 ? (
              <p className="text-ink-muted">{t("noOrders")}</p>
            ) : (
              <>
                <OrderTable orders={orders.items} withoutShopper />
                {pagerOf("orders", orders)}
              </>
            )}
          </Part>
          <Part title={t("entries")}>
            {entries.items.length === 0 ? (
              <p className="text-ink-muted">{t("noEntries")}</p>
            ) : (
              <>
                <LedgerTable entries={entries.items} />
                {pagerOf("entries", entries)}
              </>
            )}
          </Part>
          <Part title={t("coupons")}>
            {coupons.items.length === 0 ? (
              <p className="text-ink-muted">{t("noCoupons")}</p>
            ) : (
              <DataTable
                caption={t("coupons")}
                columns={[
                  {
                    key: "name",
                    head: t("coupon"),
                    bare: true,
                    cell: (coupon) => (
                      <Link
                        className="font-medium hover:underline"
                        href={`/campaigns/${coupon.couponId}`}
                        prefetch={false}
                      >
                        {nameIn(coupon, locale)}
                      </Link>
                    ),
                  },
                  {
                    key: "state",
                    head: t("state"),
                    cell: ({ status }) => t(`couponStates.${status}`),
                  },
                  {
                    key: "issued",
                    head: t("issued"),
                    cell: (coupon) => formatMoment(coupon.issuedAt, locale),
                  },
                  {
                    key: "expires",
                    head: t("expires"),
                    cell: (coupon) => formatMoment(coupon.expiresAt, locale),
                  },
                ]}
                keyOf={({ issuedCouponId }) => issuedCouponId}
                rows={coupons.items}
              />
            )}
          </Part>
        </div>
        <div className="grid content-start gap-10 max-lg:order-first">
          <Part title={t("numbers")}>
            <Facts
              items={[
                [t("balance"), <Price amount={user.balance} key="b" locale={locale} />],
                [t("orderCount"), user.orderCount],
                [t("paidOrderCount"), user.paidOrderCount],
                [t("couponCount"), user.couponCount],
                [t("joined"), formatMoment(user.createdAt, locale)],
                [
                  t("signedInSince"),
                  user.signedInSince ? formatMoment(user.signedInSince, locale) : t("notSignedIn"),
                ],
                [t("history"), <SeeLink href={`/audit?subjectId=${id}`} key="history" />],
                ...(isStaff(user.role)
                  ? ([[t("member"), <SeeLink href={`/team/${id}`} key="member" />]] as [
                      string,
                      React.ReactNode,
                    ][])
                  : []),
              ]}
            />
          </Part>
          <Tags subjectId={id} subjectType="user" />
          <Notes subjectId={id} subjectType="user" />
        </div>
      </div>
    </Page>
  );
}

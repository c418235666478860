import { USER_NAME_MAX } from "@sunchak/core/schema";
import { buttonClass } from "@sunchak/ui/button";
import { formatMoment } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import { languages, locales, pathIn } from "@sunchak/web/locales";
import { formatWon } from "@sunchak/web/price";
import type { Metadata } from "next";
import { userAgentFromString } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { NameForm } from "@/account/name-form.tsx";
import { SessionList } from "@/account/session-list.tsx";
import { ClientMessages } from "@/i18n/client-messages.tsx";
import { requireShopper } from "@/session/require-shopper.ts";
import { caller } from "@/trpc/server.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Account");
  return { title: t("title"), robots: { index: false } };
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section
      aria-labelledby={id}
      className="grid content-start gap-4 border-line border-t pt-8 md:grid-cols-[14rem_minmax(0,1fr)] md:gap-8"
    >
      <h2 className="font-bold text-xl" id={id}>
        {title}
      </h2>
      <div className="grid gap-4">{children}</div>
    </section>
  );
}

/** The shopper's own page: what they have, who they are and where they are signed in. */
export default async function AccountPage() {
  const { id, name, email } = await requireShopper("/account");
  const [t, status, locale, { balance }, coupons, orders, sessions] = await Promise.all([
    getTranslations("Account"),
    getTranslations("Order"),
    getLocale(),
    caller.balance.get(),
    caller.coupon.mine(),
    caller.order.list({ size: 1 }),
    caller.account.sessions(),
  ]);
  const usable = coupons.items.filter((coupon) => coupon.status === "USABLE").length;
  const [latest] = orders.items;
  const tiles = [
    ["balance", "/balance", formatWon(balance, locale)],
    ["coupons", "/coupons/mine", t("couponCount", { count: usable })],
    ["orders", "/orders", latest ? status(`status.${latest.status}`) : t("noOrders")],
  ] as const;
  const deviceOf = (userAgent: string | null) => {
    const { browser, os } = userAgentFromString(userAgent ?? undefined);
    return [browser.name, os.name].filter(Boolean).join(" · ") || t("unknownDevice");
  };
  const rows = sessions.items.map(({ id, isThis, userAgent, ipAddress, signedInAt }) => ({
    id,
    isThis,
    device: deviceOf(userAgent),
    since: [t("since", { when: formatMoment(signedInAt, locale) }), ipAddress]
      .filter(Boolean)
      .join(" · "),
  }));
  return (
    <div className="shell pt-8 sm:pt-12">
      <div className="grid max-w-4xl gap-10">
        <div className="grid gap-6">
          <h1 className="font-bold text-title">{t("title")}</h1>
          <ul className="grid gap-3 sm:grid-cols-3">
            {tiles.map(([tile, href, value]) => (
              <li key={tile}>
                <Link
                  className="grid gap-1 rounded-card bg-sunken p-5 transition-colors hover:bg-line"
                  href={href}
                >
                  <span className="text-ink-muted text-sm">{t(`tiles.${tile}`)}</span>
                  <span className="font-bold text-2xl tracking-tight">{value}</span>
                </Link>
              </li>
            ))}
          </ul>
        </div>
        <ClientMessages groups={["Account", "Codes"]}>
          <Part id="profile" title={t("profile")}>
            <NameForm maxLength={USER_NAME_MAX} shopper={{ id, name, email }} />
            <dl>
              <dt className="font-medium text-sm">{t("email")}</dt>
              <dd>{email}</dd>
            </dl>
          </Part>
          <Part id="password" title={t("password")}>
            <p className="text-ink-muted">{t("passwordBody")}</p>
            <Link className={buttonClass({ look: "outline" }, "w-fit")} href="/account/password">
              {t("toPassword")}
            </Link>
          </Part>
          <Part id="sessions" title={t("sessions")}>
            <p className="text-ink-muted">{t("sessionsBody")}</p>
            <SessionList rows={rows} />
            {sessions.total > rows.length ? (
              <p className="text-ink-muted text-sm">
                {t("moreSessions", { count: sessions.total - rows.length })}
              </p>
            ) : null}
          </Part>
        </ClientMessages>
        <Part id="language" title={t("language")}>
          <ul className="flex flex-wrap gap-2">
            {locales.map((one) => (
              <li key={one}>
                {/* A plain link: it loads the whole page, so that no text in the first language stays. */}
                <a
                  aria-current={one === locale ? "true" : undefined}
                  className={buttonClass({ look: one === locale ? "solid" : "outline" })}
                  href={pathIn(one, "/account")}
                  hrefLang={one}
                  lang={one}
                >
                  {languages[one].name}
                </a>
              </li>
            ))}
          </ul>
        </Part>
      </div>
    </div>
  );
}

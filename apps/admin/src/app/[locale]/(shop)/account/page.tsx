import { Badge } from "@sunchak/ui/badge";
import { buttonClass } from "@sunchak/ui/button";
import { formatMoment } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import type { Metadata } from "next";
import { userAgentFromString } from "next/server";
import { getTranslations } from "next-intl/server";
import { SecondFactor } from "@/account/second-factor.tsx";
import { Act } from "@/action/act.tsx";
import { Facts, Page, Part } from "@/shell/page.tsx";
import { caller, openPage, type PageInput } from "@/trpc/server.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Account");
  return { title: t("title") };
}

/** The admin's own page: who they are, how they sign in, and where they are signed in. */
export default async function AccountPage(props: PageInput) {
  const { admin, locale } = await openPage(props);
  const [t, roles, { secondFactorOn, items, total }] = await Promise.all([
    getTranslations("Account"),
    getTranslations("Roles"),
    caller.account.get(),
  ]);
  const deviceOf = (userAgent: string | null) => {
    const { browser, os } = userAgentFromString(userAgent ?? undefined);
    return [browser.name, os.name].filter(Boolean).join(" · ") || t("unknownDevice");
  };
  return (
    <Page title={t("title")}>
      <div className="grid max-w-2xl gap-10">
        <Part title={t("profile")}>
          <Facts
            items={[
              [t("name"), admin.name],
              [t("email"), admin.email],
              [t("role"), roles(admin.role)],
            ]}
          />
        </Part>
        <Part title={t("password")}>
          <p className="text-ink-muted">{t("passwordBody")}</p>
          <Link
            className={buttonClass({ look: "outline" }, "w-fit")}
            href="/account/password"
            prefetch={false}
          >
            {t("toPassword")}
          </Link>
        </Part>
        <Part
          aside={
            <Badge tone={secondFactorOn ? "positive" : "neutral"}>
              {t(secondFactorOn ? "on" : "off")}
            </Badge>
          }
          title={t("secondFactor")}
        >
          <p className="text-ink-muted">{t("secondFactorBody")}</p>
          <SecondFactor email={admin.email} isOn={secondFactorOn} />
        </Part>
        <Part title={t("sessions")}>
          <p className="text-ink-muted">{t("sessionsBody")}</p>
          <ul className="divide-y divide-line border-line border-y">
            {items.map(({ id, isThis, userAgent, ipAddress, signedInAt }) => (
              <li
                className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3"
                key={id}
              >
                <div>
                  <p className="flex flex-wrap items-center gap-2 font-medium">
                    {deviceOf(userAgent)}
                    {isThis ? <Badge tone="positive">{t("here")}</Badge> : null}
                  </p>
                  <p className="text-ink-muted text-sm tabular-nums">
                    {[t("since", { when: formatMoment(signedInAt, locale) }), ipAddress]
                      .filter(Boolean)
                      .join(" · ")}
                  </p>
                </div>
                {isThis ? null : (
                  <Act call="endSession" input={{ id }} name={deviceOf(userAgent)} />
                )}
              </li>
            ))}
          </ul>
          {total > items.length ? (
            <p className="text-ink-muted text-sm">{t("more", { count: total - items.length })}</p>
          ) : null}
          {total > 1 ? (
            <div>
              <Act call="endOtherSessions" input={{}} />
            </div>
          ) : null}
        </Part>
      </div>
    </Page>
  );
}

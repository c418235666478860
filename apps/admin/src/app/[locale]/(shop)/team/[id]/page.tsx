import { Badge } from "@sunchak/ui/badge";
import { formatMoment } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Act } from "@/action/act.tsx";
import { May } from "@/session/may.tsx";
import { Facts, Page, Part } from "@/shell/page.tsx";
import { SeeLink } from "@/shell/see-link.tsx";
import { ChangeRole } from "@/team/change-role.tsx";
import { ResetLink } from "@/team/make-link.tsx";
import { caller, openPage } from "@/trpc/server.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Team");
  return { title: t("member") };
}

/** One of the staff: what an owner can do about their role and their sign-in. */
export default async function MemberPage(props: PageProps<"/[locale]/team/[id]">) {
  const { locale, admin } = await openPage(props);
  const { id } = await props.params;
  const [t, roles, { items }] = await Promise.all([
    getTranslations("Team"),
    getTranslations("Roles"),
    caller.team.list(),
  ]);
  const member = items.find((one) => one.id === id);
  if (!member) notFound();
  const { name, email, role, banned, secondFactorOn, signedInAt } = member;
  return (
    <Page
      back={{ href: "/team", words: t("title") }}
      lead={email}
      title={
        <span className="flex flex-wrap items-center gap-3">
          {name}
          <Badge tone="ink">{roles(role)}</Badge>
          {banned ? <Badge tone="negative">{t("banned")}</Badge> : null}
        </span>
      }
    >
      <div className="grid max-w-2xl gap-10">
        <Facts
          items={[
            [
              t("factor"),
              <Badge key="factor" tone={secondFactorOn ? "positive" : "neutral"}>
                {t(secondFactorOn ? "on" : "off")}
              </Badge>,
            ],
            [
              t("signedIn"),
              signedInAt === null ? t("notSignedIn") : formatMoment(signedInAt, locale),
            ],
            [t("did"), <SeeLink href={`/audit?actorId=${id}`} key="did" />],
            [t("history"), <SeeLink href={`/audit?subjectId=${id}`} key="history" />],
            [t("shopper"), <SeeLink href={`/shoppers/${id}`} key="shopper" />],
          ]}
        />
        {id === admin.id ? (
          <p className="text-ink-muted">
            {t.rich("own", {
              account: (words) => (
                <Link className="underline underline-offset-4" href="/account" prefetch={false}>
                  {words}
                </Link>
              ),
            })}
          </p>
        ) : (
          <May call="user.setRole">
            <Part title={t("role")}>
              <p className="text-ink-muted">{t("roleBody")}</p>
              <div className="flex flex-wrap gap-2">
                <ChangeRole member={member} />
                <Act call="leaveStaff" input={{ id }} name={name} />
              </div>
            </Part>
            <Part title={t("password")}>
              <p className="text-ink-muted">{t("passwordBody")}</p>
              <div>
                <ResetLink member={member} />
              </div>
            </Part>
            {secondFactorOn ? (
              <Part title={t("factor")}>
                <p className="text-ink-muted">{t("factorBody")}</p>
                <div>
                  <Act call="resetSecondFactor" input={{ id }} name={name} />
                </div>
              </Part>
            ) : null}
          </May>
        )}
      </div>
    </Page>
  );
}

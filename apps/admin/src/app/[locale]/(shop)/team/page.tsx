import { Badge } from "@sunchak/ui/badge";
import { DataTable } from "@sunchak/ui/data-table";
import { formatMoment } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Act } from "@/action/act.tsx";
import { May } from "@/session/may.tsx";
import { Page, Part } from "@/shell/page.tsx";
import { Invite } from "@/team/make-link.tsx";
import { RoleTable } from "@/team/role-table.tsx";
import { caller, openPage, type PageInput } from "@/trpc/server.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Team");
  return { title: t("title") };
}

export default async function TeamPage(props: PageInput) {
  const { locale, admin } = await openPage(props);
  const [t, roles, { items, invitations }] = await Promise.all([
    getTranslations("Team"),
    getTranslations("Roles"),
    caller.team.list(),
  ]);
  return (
    <Page
      actions={
        <May call="team.invite">
          <Invite />
        </May>
      }
      lead={t("lead")}
      title={t("title")}
    >
      <DataTable
        caption={t("title")}
        columns={[
          {
            key: "name",
            head: t("name"),
            bare: true,
            cell: ({ id, name, email }) => (
              <Link
                className="grid justify-items-start hover:underline"
                href={`/team/${id}`}
                prefetch={false}
              >
                <span className="flex flex-wrap items-center gap-2 font-medium">
                  {name}
                  {id === admin.id ? <Badge>{t("self")}</Badge> : null}
                </span>
                <span className="break-all text-ink-muted">{email}</span>
              </Link>
            ),
          },
          {
            key: "role",
            head: t("role"),
            cell: ({ role, banned }) => (
              <span className="inline-flex flex-wrap gap-1.5">
                <Badge tone="ink">{roles(role)}</Badge>
                {banned ? <Badge tone="negative">{t("banned")}</Badge> : null}
              </span>
            ),
          },
          {
            key: "factor",
            head: t("factor"),
            cell: ({ secondFactorOn }) => (
              <Badge tone={secondFactorOn ? "positive" : "neutral"}>
                {t(secondFactorOn ? "on" : "off")}
              </Badge>
            ),
          },
          {
            key: "signedIn",
            head: t("signedIn"),
            cell: ({ signedInAt }) =>
              signedInAt === null ? t("notSignedIn") : formatMoment(signedInAt, locale),
          },
        ]}
        keyOf={({ id }) => id}
        rows={items}
      />
      {invitations.length > 0 ? (
        <Part title={t("invitations")}>
          <DataTable
            caption={t("invitations")}
            columns={[
              {
                key: "email",
                head: t("email"),
                bare: true,
                cell: ({ email }) => <span className="break-all font-medium">{email}</span>,
              },
              {
                key: "role",
                head: t("role"),
                cell: ({ role, isOpen }) => (
                  <span className="inline-flex flex-wrap gap-1.5">
                    <Badge tone="ink">{roles(role)}</Badge>
                    {isOpen ? null : <Badge tone="caution">{t("notOpen")}</Badge>}
                  </span>
                ),
              },
              {
                key: "by",
                head: t("invitedBy"),
                cell: ({ invitedBy }) => invitedBy?.name ?? "—",
              },
              {
                key: "expires",
                head: t("expires"),
                cell: ({ expiresAt }) => formatMoment(expiresAt, locale),
              },
              {
                key: "actions",
                head: <span className="sr-only">{t("change")}</span>,
                numeric: true,
                cell: ({ id, email }) => (
                  <Act call="revokeInvitation" input={{ id }} name={email} />
                ),
              },
            ]}
            keyOf={({ id }) => id}
            rows={invitations}
          />
        </Part>
      ) : null}
      <Part title={t("what")}>
        <RoleTable />
      </Part>
    </Page>
  );
}

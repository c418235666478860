import { Badge } from "@sunchak/ui/badge";
import { DataTable } from "@sunchak/ui/data-table";
import { formatMoment } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Act } from "@/action/act.tsx";
import { May } from "@/session/may.tsx";
import { Page, Part } from "@/shell/page.tsx";
import { GiveRole } from "@/team/give-role.tsx";
import { RoleTable } from "@/team/role-table.tsx";
import { caller, openPage, type PageInput } from "@/trpc/server.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Team");
  return { title: t("title") };
}

export default async function TeamPage(props: PageInput) {
  const { locale, admin } = await openPage(props);
  const [t, roles, { items }] = await Promise.all([
    getTranslations("Team"),
    getTranslations("Roles"),
    caller.team.list(),
  ]);
  return (
    <Page
      actions={
        <May call="user.setRole">
          <GiveRole />
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
                href={`/shoppers/${id}`}
                prefetch={false}
              >
                <span className="font-medium">{name}</span>
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
            key: "signedIn",
            head: t("signedIn"),
            cell: ({ signedInAt }) =>
              signedInAt === null ? t("notSignedIn") : formatMoment(signedInAt, locale),
          },
          {
            key: "actions",
            head: <span className="sr-only">{t("change")}</span>,
            numeric: true,
            cell: (member) =>
              member.id === admin.id ? (
                <span className="text-ink-muted">{t("self")}</span>
              ) : (
                <May call="user.setRole">
                  <span className="inline-flex flex-wrap justify-end gap-2">
                    <GiveRole member={member} />
                    <Act call="leaveStaff" input={{ id: member.id }} name={member.name} />
                  </span>
                </May>
              ),
          },
        ]}
        keyOf={({ id }) => id}
        rows={items}
      />
      <Part title={t("what")}>
        <RoleTable />
      </Part>
    </Page>
  );
}

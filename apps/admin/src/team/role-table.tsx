import {
  type AdminCall,
  leastRoles,
  type StaffRole,
  staffRoles,
  WON_BOUND,
} from "@sunchak/core/schema";
import { DataTable } from "@sunchak/ui/data-table";
import { formatWon } from "@sunchak/web/price";
import { getLocale, getTranslations } from "next-intl/server";

/** What a viewer may not do; each has its words. */
type LimitedCall = {
  [Call in AdminCall]: (typeof leastRoles)[Call] extends "viewer" ? never : Call;
}[AdminCall];

const isLimited = (call: AdminCall): call is LimitedCall => leastRoles[call] !== "viewer";

/** What each role may do beyond the one below it, read from the server's own table. */
export async function RoleTable() {
  const [t, roles, locale] = await Promise.all([
    getTranslations("Team"),
    getTranslations("Roles"),
    getLocale(),
  ]);
  const limited = (Object.keys(leastRoles) as AdminCall[]).filter(isLimited);
  const won = formatWon(WON_BOUND, locale);
  return (
    <DataTable<StaffRole>
      caption={t("what")}
      columns={[
        { key: "role", head: t("role"), bare: true, cell: (role) => roles(role) },
        {
          key: "may",
          head: t("mayHead"),
          cell: (role) => (
            <ul className="grid gap-0.5">
              <li>{t(`base.${role}`)}</li>
              {limited
                .filter((call) => leastRoles[call] === role)
                .map((call) => (
                  <li key={call}>{t(`may.${call}`, { won })}</li>
                ))}
            </ul>
          ),
        },
      ]}
      keyOf={(role) => role}
      rows={[...staffRoles]}
    />
  );
}

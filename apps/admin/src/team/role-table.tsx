import { type AdminCall, leastRoles, staffRoles, WON_BOUND } from "@sunchak/core/schema";
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
    <dl className="divide-y divide-line border-line border-y">
      {staffRoles.map((role) => (
        <div className="grid gap-x-6 gap-y-1 py-4 md:grid-cols-[10rem_1fr]" key={role}>
          <dt className="font-semibold">{roles(role)}</dt>
          <dd>
            <p>{t(`base.${role}`)}</p>
            <ul className="mt-1 gap-x-6 text-ink-muted sm:columns-2 lg:columns-3">
              {limited
                .filter((call) => leastRoles[call] === role)
                .map((call) => (
                  <li className="py-0.5" key={call}>
                    {t(`may.${call}`, { won })}
                  </li>
                ))}
            </ul>
          </dd>
        </div>
      ))}
    </dl>
  );
}

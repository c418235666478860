import { audited, changedFields, inputOf } from "../audit/audited.ts";
import type { Deps } from "../deps.ts";
import { DomainError } from "../errors.ts";
import { destinationOf } from "../export/schema.ts";
import { readSetting, type SettingClient, writeSetting } from "../setting/settings.ts";
import type { Acting } from "../user/schema.ts";
import { type AlertRules, alertRules, type SetAlertRules } from "./schema.ts";

const KEY = "alerts.rules";

const untilSet: AlertRules = {
  off: [],
  diskFreePercent: 10,
  mailTo: [],
  language: "ko",
  webhookUrl: null,
  webhookSecret: null,
  quiet: null,
};

/** How alerts are told. Read anew by every run, so a change counts at once in all processes. */
export const readAlertRules = async (client: SettingClient): Promise<AlertRules> =>
  (await readSetting(client, KEY, alertRules)) ?? untilSet;

/**
 * Changes how alerts are told.
 * @throws DomainError VALIDATION_FAILED for a webhook that never got a secret.
 */
export function setAlertRules(
  deps: Pick<Deps, "db" | "clock">,
  asked: SetAlertRules & Acting,
): Promise<{ changed: boolean }> {
  const given = inputOf(asked);
  const call = { action: "alert.setRules", subjectType: "alert" } as const;
  return audited(deps, asked, call, async (tx, record) => {
    const before = await readAlertRules(tx);
    const after = { ...given, webhookSecret: given.webhookSecret ?? before.webhookSecret };
    if (after.webhookUrl !== null && after.webhookSecret === null) {
      throw new DomainError("VALIDATION_FAILED", "A webhook needs a secret.");
    }
    await writeSetting(tx, deps, KEY, after);
    const change = changedFields(shown(before), shown(after));
    const changed =
      Object.keys(change.after).length > 0 || before.webhookSecret !== after.webhookSecret;
    if (changed) record({ subjectId: "rules", ...change });
    return { changed };
  });
}

/** What the audit log says of the rules: nothing that is secret. */
const shown = ({ webhookSecret, webhookUrl, ...rules }: AlertRules) => ({
  ...rules,
  webhookUrl: webhookUrl && destinationOf(webhookUrl),
});

import type { Deps } from "../deps.ts";
import { readAlertRules } from "./alert-rules.ts";
import type { AlertRulesView } from "./schema.ts";
import { findLastWatch } from "./watch-alerts.ts";

/** The rules without their secret, and who can send the mail that they ask for. */
export async function getAlertRules(
  deps: Pick<Deps, "db" | "clock" | "mail">,
): Promise<AlertRulesView> {
  const [{ webhookSecret, ...rules }, watch] = await Promise.all([
    readAlertRules(deps.db.client),
    findLastWatch(deps),
  ]);
  const hasMail = {
    here: deps.mail !== undefined,
    watcher: watch?.isLate === false ? watch.hasMail : null,
  };
  return { ...rules, hasSecret: webhookSecret !== null, hasMail };
}

import type { useTranslations } from "next-intl";

type Words = ReturnType<typeof useTranslations<"ExportError">>;

/** The errors that failed deliveries of exports and messages store, with their texts. */
const sentences: [RegExp, (t: Words, part: string) => string][] = [
  [/^It answered (\d+)\.$/, (t, status) => t("answered", { status })],
  [/^It took longer than ([\d.]+) s\.$/, (t, seconds) => t("late", { seconds })],
  [/^It could not be reached \((.+)\)\.$/, (t, code) => t("unreached", { code })],
  [/^The file could not be written \((.+)\)\.$/, (t, code) => t("unwritten", { code })],
  [/^The (?:event|message) could not be built or sent\.$/, (t) => t("unsent")],
  [/^The worker stopped during the last try\.$/, (t) => t("stopped")],
  [/^It answered: (.+)$/, (t, answer) => t("mailAnswered", { answer })],
  [
    /^It refused the user or the password \((\d+)\)\.$/,
    (t, status) => t("mailAccount", { status }),
  ],
  [/^No process had a mail server for three days\.$/, (t) => t("noMailServer")],
  [/^The shop has no such webhook any more\.$/, (t) => t("noWebhook")],
];

/** The error in the page's language; an unknown error stays as it was stored. */
export function errorWords(t: Words, error: string): string {
  for (const [pattern, say] of sentences) {
    const match = pattern.exec(error);
    if (match) return say(t, match[1] ?? "");
  }
  return error;
}

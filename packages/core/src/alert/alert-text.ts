import type { AlertMessage } from "../message/message-kinds.ts";
import { inSeoul } from "../seoul.ts";
import type { ContentLanguage } from "../values.ts";
import type { ToldKind } from "./schema.ts";

const titles: Record<ContentLanguage, Record<ToldKind, string>> = {
  ko: {
    invariantsBroken: "불변식이 어긋났어요",
    invariantsOld: "불변식 확인이 늦어요",
    exportsDead: "보내지 못한 데이터가 있어요",
    exportsStalled: "데이터를 보내는 서버가 없어요",
    exportsElsewhere: "데이터를 다른 곳으로 보내도록 설정됐어요",
    exportsPaused: "데이터 전송이 멈춰 있어요",
    exportsLate: "데이터 전송이 밀려 있어요",
    rankingOld: "인기 순위 집계가 늦어요",
    messagesFailed: "알림을 보내지 못하고 있어요",
    diskShort: "디스크 공간이 모자라요",
    databaseShort: "데이터베이스 연결이 모자라요",
    lockStoreGone: "쿠폰 잠금 서버가 응답하지 않아요",
    dropSoldOut: "쿠폰이 모두 소진됐어요",
    stockLow: "재고가 적어요",
  },
  en: {
    invariantsBroken: "An invariant is broken",
    invariantsOld: "The check of the invariants is late",
    exportsDead: "Some exports failed",
    exportsStalled: "No server sends exports",
    exportsElsewhere: "A server is set to another destination",
    exportsPaused: "Exports are paused",
    exportsLate: "Exports are late",
    rankingOld: "The ranking is out of date",
    messagesFailed: "Alerts are not getting through",
    diskShort: "The disk is nearly full",
    databaseShort: "The database is short of connections",
    lockStoreGone: "The store of the coupon locks doesn’t answer",
    dropSoldOut: "A coupon campaign is sold out",
    stockLow: "Stock is low",
  },
};

/** The mail about an alert. */
export function alertText(
  { kind, state, since, at, link, subjects, more }: AlertMessage,
  language: ContentLanguage,
): { subject: string; text: string } {
  const title = titles[language][kind];
  const time = (instant: string) => inSeoul(instant).slice(0, 16).replace("T", " ");
  const names = subjects.map(({ name, nameEn }) => `- ${language === "ko" ? name : nameEn}\n`);
  const [head, begun, ended, others] =
    language === "ko"
      ? [
          state === "began" ? `[선착] ${title}` : `[선착] 끝났어요: ${title}`,
          `${time(since)}부터예요.`,
          `${time(at)}에 끝났어요.`,
          `그 밖에 ${more}개가 더 있어요.\n`,
        ]
      : [
          state === "began" ? `[Sunchak] ${title}` : `[Sunchak] Over: ${title}`,
          `Since ${time(since)}, Seoul time.`,
          `It ended at ${time(at)}, Seoul time.`,
          `And ${more} more.\n`,
        ];
  const lines = `${names.join("")}${more > 0 ? others : ""}`;
  return {
    subject: head,
    text: `${title}\n${begun}${state === "ended" ? ` ${ended}` : ""}\n${lines && `\n${lines}`}\n${link}\n`,
  };
}

import type { AccessEntry, AuditEntry, Json } from "@sunchak/core";
import { type Column, seoulTime } from "../csv.ts";

type Shared = "at" | "actor" | "action" | "subjectType" | "subjectId" | "subject" | "reason";

/** The columns that both logs have, in the order of the files. */
const sharedOf: { [Field in Shared]: Column<Pick<AuditEntry | AccessEntry, Shared>>[] } = {
  at: [[{ ko: "시각", en: "Time" }, ({ at }) => seoulTime(at)]],
  actor: [
    [{ ko: "누가", en: "Who" }, ({ actor }) => actor?.name ?? null],
    [{ ko: "이메일", en: "Email" }, ({ actor }) => actor?.email ?? null],
  ],
  action: [[{ ko: "무엇을", en: "Action" }, ({ action }) => action]],
  subjectType: [[{ ko: "대상 종류", en: "Kind" }, ({ subjectType }) => subjectType]],
  subject: [
    [{ ko: "대상", en: "Subject" }, ({ subject }) => subject?.name ?? null],
    [{ ko: "대상의 회원", en: "Shopper" }, ({ subject }) => subject?.owner?.name ?? null],
  ],
  subjectId: [[{ ko: "대상 ID", en: "Subject ID" }, ({ subjectId }) => subjectId]],
  reason: [[{ ko: "이유", en: "Reason" }, ({ reason }) => reason]],
};
const shared = Object.values(sharedOf).flat();

const text = (json: Json): string | null => (json === null ? null : JSON.stringify(json));

const changesOf: { [Field in Exclude<keyof AuditEntry, Shared>]: Column<AuditEntry>[] } = {
  before: [[{ ko: "전", en: "Before" }, ({ before }) => text(before)]],
  after: [[{ ko: "후", en: "After" }, ({ after }) => text(after)]],
  id: [[{ ko: "기록 ID", en: "Entry ID" }, ({ id }) => id]],
};

const accessOf: { [Field in Exclude<keyof AccessEntry, Shared>]: Column<AccessEntry>[] } = {
  address: [[{ ko: "IP 주소", en: "IP address" }, ({ address }) => address]],
  id: [[{ ko: "기록 ID", en: "Entry ID" }, ({ id }) => id]],
};

/** The columns of a file of the audit log. */
export const auditColumns: Column<AuditEntry>[] = [...shared, ...Object.values(changesOf).flat()];

/** The columns of a file of the access log. */
export const accessColumns: Column<AccessEntry>[] = [...shared, ...Object.values(accessOf).flat()];

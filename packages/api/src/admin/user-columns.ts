import type { AdminUser } from "@sunchak/core";
import { type Column, seoulTime } from "../csv.ts";

/** The columns that show each field of a user, in the order of the file. */
const columnsOf: { [Field in keyof AdminUser]-?: Column<AdminUser>[] } = {
  name: [[{ ko: "이름", en: "Name" }, ({ name }) => name]],
  email: [[{ ko: "이메일", en: "Email" }, ({ email }) => email]],
  role: [[{ ko: "역할", en: "Role" }, ({ role }) => role]],
  balance: [[{ ko: "잔액", en: "Balance" }, ({ balance }) => balance]],
  createdAt: [[{ ko: "가입 시각", en: "Joined" }, ({ createdAt }) => seoulTime(createdAt)]],
  banned: [[{ ko: "이용 정지", en: "Banned" }, ({ banned }) => (banned ? "✓" : null)]],
  banReason: [[{ ko: "정지 이유", en: "Ban reason" }, ({ banReason }) => banReason]],
  id: [[{ ko: "회원 ID", en: "Shopper ID" }, ({ id }) => id]],
};

/** The columns of a file of users. */
export const userColumns = Object.values(columnsOf).flat();

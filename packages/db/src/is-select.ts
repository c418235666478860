import type { SqlQuery } from "@prisma/driver-adapter-utils";

/** Whether a statement only reads. One that begins with WITH may write. */
export const isSelect = ({ sql }: SqlQuery): boolean => /^\s*SELECT\b/i.test(sql);

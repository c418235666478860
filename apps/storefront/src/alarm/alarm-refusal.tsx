"use client";

import { useCodeWords } from "@/refusal/code-words.tsx";

/** Why the shop did not change an alarm, and the way on. */
export default function AlarmRefusal({ error }: { error: unknown }) {
  return useCodeWords(false)(error);
}

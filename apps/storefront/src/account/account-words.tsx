import { RefusalWords, sayCode } from "@sunchak/web/code-words";
import { hasSessionEnded, refusalOf } from "@sunchak/web/refusal";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

/** Says why a change of the account was refused; no money is at stake here. */
export function useAccountWords(): (error: unknown) => ReactNode {
  const say = sayCode(useTranslations("Account"));
  return (error) => {
    const refusal = refusalOf(error);
    return (
      <RefusalWords refusal={refusal} signedOut={hasSessionEnded(error)}>
        {say(refusal?.code ?? "UNKNOWN")}
      </RefusalWords>
    );
  };
}

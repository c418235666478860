import { buttonClass } from "@sunchak/ui/button";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Link } from "./link.tsx";
import { pathIn } from "./locales.ts";
import {
  hasSessionEnded,
  ownOriginOf,
  pageAt,
  type Refusal,
  referenceOf,
  refusalOf,
} from "./refusal.ts";
import { signInPath } from "./return-path.ts";
import { useHere } from "./use-here.ts";

const wayOut = buttonClass({ look: "outline" });

/**
 * Says in the page's language why a call was refused, whether money moved, and what to do next.
 * Adds the number by which the shop finds the call, and the links of `RefusalWords`.
 * @param money whether the call could have moved money; else nothing is said about it.
 */
export function useCodeWords(money = true): (error: unknown, back?: string) => ReactNode {
  const t = useTranslations("Codes");
  const failure = useTranslations("Failure");
  return (error, back) => {
    const refusal = refusalOf(error);
    const code = refusal?.code as Parameters<typeof t>[0] | undefined;
    // What the server told besides the code is there for the sentences; their types can't know it.
    const values = { needs: "other", ...refusal?.details, money: money ? "yes" : "no" } as never;
    const words = t(code && t.has(code) ? code : "UNKNOWN", values);
    const id = referenceOf(error);
    return (
      <RefusalWords back={back} refusal={refusal} signedOut={hasSessionEnded(error)}>
        {id === null ? words : `${words} (${failure("reference", { id })})`}
      </RefusalWords>
    );
  };
}

/** The messages of a form: a sentence for each code under `codes`, and one for all others. */
interface CodeMessages {
  (key: "codes.UNKNOWN"): string;
  has(key: "codes.UNKNOWN"): boolean;
}

/** Says a code in a form's own words. */
export const sayCode = (t: CodeMessages) => (code: string) => {
  const words = `codes.${code}` as "codes.UNKNOWN";
  return t(t.has(words) ? words : "codes.UNKNOWN");
};

interface RefusalWordsProps {
  /** Null when no response gave a reason. */
  refusal: Refusal | null;
  /** Whether the user has to sign in again. */
  signedOut: boolean;
  /** Where sign-in leads back to: a path without its language; this page when left out. */
  back?: string | undefined;
  /** Why the call was refused, unless the page's address was the reason. */
  children: ReactNode;
}

/** Why a call was refused, and a link: to the app's own address, or to sign in again. */
export function RefusalWords({ refusal, signedOut, back, children }: RefusalWordsProps) {
  const origin = refusal && ownOriginOf(refusal);
  if (origin !== null) return <OwnAddress origin={origin} />;
  return (
    <>
      {children}
      {signedOut ? <SignInAgain back={back} /> : null}
    </>
  );
}

/**
 * A link to sign-in, which leads back to `back`. It takes this page's place in the history: without a
 * session this page could only lead to sign-in once more.
 */
export function SignInAgain({ back }: { back?: string | undefined }) {
  const t = useTranslations("Failure");
  const here = useHere();
  return (
    <span className="mt-2 block">
      <Link className={wayOut} href={signInPath(back ?? here)} replace>
        {t("signIn")}
      </Link>
    </span>
  );
}

/** Says that the app has another address than this page, and links to the same page there. */
function OwnAddress({ origin }: { origin: string }) {
  const t = useTranslations("Failure");
  const page = pageAt(origin, pathIn(useLocale(), useHere()));
  return (
    <>
      {t("otherAddress")}
      {page === null ? (
        <span className="block">{origin}</span>
      ) : (
        <span className="mt-2 block">
          <a className={wayOut} href={page}>
            {origin}
          </a>
        </span>
      )}
    </>
  );
}

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

const wayOut = "flex min-h-11 w-fit items-center font-semibold underline underline-offset-4";

/**
 * Says in the page's language why a call was refused, whether money moved, and what to do next, and
 * by which number the shop finds it, with the ways out that `RefusalWords` has.
 */
export function useCodeWords(): (error: unknown, back?: string) => ReactNode {
  const t = useTranslations("Codes");
  const failure = useTranslations("Failure");
  return (error, back) => {
    const refusal = refusalOf(error);
    const code = refusal?.code as Parameters<typeof t>[0] | undefined;
    const words = code && t.has(code) ? t(code) : t("UNKNOWN");
    const id = referenceOf(error);
    return (
      <RefusalWords back={back} refusal={refusal} signedOut={hasSessionEnded(error)}>
        {id === null ? words : `${words} (${failure("reference", { id })})`}
      </RefusalWords>
    );
  };
}

interface RefusalWordsProps {
  /** Null when no answer told why. */
  refusal: Refusal | null;
  /** Whether signing in again is what helps. */
  signedOut: boolean;
  /** Where that leads back to: a path without its language; this page when left out. */
  back?: string | undefined;
  /** Why it was refused, unless it was for the page's address. */
  children: ReactNode;
}

/** Why a call was refused, and the way out: to the app's own address, or to sign in again. */
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

/** The way to sign in, and from there to `back`. */
export function SignInAgain({ back }: { back?: string | undefined }) {
  const t = useTranslations("Failure");
  const here = useHere();
  return (
    <Link className={wayOut} href={signInPath(back ?? here)} prefetch={false}>
      {t("signIn")}
    </Link>
  );
}

/** Says that the app is at another address than this page, and leads to the same page there. */
function OwnAddress({ origin }: { origin: string }) {
  const t = useTranslations("Failure");
  const page = pageAt(origin, pathIn(useLocale(), useHere()));
  return (
    <>
      {t("otherAddress")}
      {page === null ? (
        <span className="block">{origin}</span>
      ) : (
        <a className={wayOut} href={page}>
          {origin}
        </a>
      )}
    </>
  );
}

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Link } from "./link.tsx";
import { hasSessionEnded, referenceOf, refusalOf } from "./refusal.ts";
import { signInPath } from "./return-path.ts";
import { useHere } from "./use-here.ts";

/**
 * Says in the page's language why a call was refused, whether money moved, and what to do next, and
 * by which number the shop finds it. Where the session has ended there is a way to sign in and back
 * to `back`: a path without its language, with what was typed in it; this page when left out.
 */
export function useCodeWords(): (error: unknown, back?: string) => ReactNode {
  const t = useTranslations("Codes");
  const failure = useTranslations("Failure");
  return (error, back) => {
    const code = refusalOf(error)?.code as Parameters<typeof t>[0] | undefined;
    const words = code && t.has(code) ? t(code) : t("UNKNOWN");
    const id = referenceOf(error);
    return (
      <>
        {id === null ? words : `${words} (${failure("reference", { id })})`}
        {hasSessionEnded(error) ? <SignInAgain back={back} /> : null}
      </>
    );
  };
}

/** The way to sign in, and from there to `back`. */
export function SignInAgain({ back }: { back?: string | undefined }) {
  const t = useTranslations("Failure");
  const here = useHere();
  return (
    <Link
      className="flex min-h-11 w-fit items-center font-semibold underline underline-offset-4"
      href={signInPath(back ?? here)}
      prefetch={false}
    >
      {t("signIn")}
    </Link>
  );
}

import "server-only";
import { pathIn } from "@sunchak/web/locales";
import { signInPath } from "@sunchak/web/return-path";
import { redirect } from "next/navigation";
import { getLocale } from "next-intl/server";
import { findShopper } from "@/trpc/server.tsx";

/** The signed-in shopper; anyone else is redirected to sign-in, which leads back to `path`. */
export async function requireShopper(path: string) {
  return (await findShopper()) ?? redirect(pathIn(await getLocale(), signInPath(path)));
}

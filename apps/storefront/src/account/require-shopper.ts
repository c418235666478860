import "server-only";
import { redirect } from "next/navigation";
import { pathIn } from "@/i18n/locales.ts";
import { findShopper } from "@/trpc/server.tsx";
import { signInPath } from "./return-path.ts";

/** The signed-in shopper; anyone else is led through signing in, and back to `path`. */
export async function requireShopper(locale: string, path: string) {
  return (await findShopper()) ?? redirect(pathIn(locale, signInPath(path)));
}

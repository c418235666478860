import "server-only";
import { adminRouter, createContext, getRuntime } from "@sunchak/api";
import { TRPCError } from "@trpc/server";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { safeReturnPath, signInPath } from "@/account/return-path.ts";
import { pathIn, withoutLocale } from "@/i18n/locales.ts";

const context = cache(async () => createContext(getRuntime("admin"), await headers()));

/** Calls procedures in this process, as the request's caller; each checks the role itself. */
export const caller = adminRouter.createCaller(context).admin;

/** The admin who is signed in, looked up once a request; null for anyone else. */
export const findAdmin = cache(async () => {
  try {
    return await caller.session.me();
  } catch (error) {
    const refused = ["UNAUTHORIZED", "FORBIDDEN"];
    if (error instanceof TRPCError && refused.includes(error.code)) return null;
    throw error;
  }
});

/** The admin; anyone else is led through signing in, and back to the page they asked for. */
export async function requireAdmin(locale: string) {
  const admin = await findAdmin();
  if (admin) return admin;
  const url = (await headers()).get("x-page") ?? "/";
  const [path = "/", query] = url.split("?");
  const asked = safeReturnPath(withoutLocale(path) + (query ? `?${query}` : ""));
  // What Next fetches of a page in the background carries a query of its own.
  redirect(pathIn(locale, signInPath(asked.replace(/[?&]_rsc=[^&]*/, ""))));
}

/** The answer, or the 404 page when there is no such thing. */
export async function orNotFound<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof TRPCError && error.code === "NOT_FOUND") notFound();
    throw error;
  }
}

export interface PageInput {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** What every page begins with: an admin, the language, and the URL's query. */
export async function openPage({ params, searchParams }: PageInput) {
  const { locale } = await params;
  const admin = await requireAdmin(locale);
  const query: Record<string, string> = {};
  for (const [name, value] of Object.entries(await searchParams)) {
    const first = Array.isArray(value) ? value[0] : value;
    if (first) query[name] = first;
  }
  return { locale, admin, query };
}

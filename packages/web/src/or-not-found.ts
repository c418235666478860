import "server-only";
import { TRPCError } from "@trpc/server";
import { notFound } from "next/navigation";

/** The call's answer, or the 404 page when the call refuses with NOT_FOUND. */
export async function orNotFound<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof TRPCError && error.code === "NOT_FOUND") notFound();
    throw error;
  }
}

"use client";

import { Alert } from "@sunchak/ui/alert";
import { formatTime } from "@sunchak/web/dates";
import { pause } from "@sunchak/web/offline";
import { refusalOf } from "@sunchak/web/refusal";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useTRPC } from "@/trpc/client.tsx";

/**
 * For the queries of a page with live updates, which alone decide when they are read: what failed is
 * read again soon, and so is what a returning admin sees.
 */
export const polled = { retry: false, refetchOnWindowFocus: false } as const;

/** How soon a server that did not answer is asked again, in milliseconds. */
const AGAIN_MS = 2_000;

/** How often the page looks whether a dialog is still open, in milliseconds. */
const DIALOG_MS = 250;

/** The codes by which the server says that this browser's user is no admin any more. */
const isSignedOut = (error: unknown) =>
  ["UNAUTHENTICATED", "FORBIDDEN"].includes(refusalOf(error)?.code ?? "");

/**
 * Reads the page's queries again every `seconds` while the page is visible. While the server does
 * not answer, the page keeps its last numbers and says since when.
 */
export function LiveUpdates({ seconds }: { seconds: number }) {
  const t = useTranslations("Live");
  const router = useRouter();
  const queryClient = useQueryClient();
  const { queryKey } = useTRPC().admin.pathFilter();
  const { error, dataUpdatedAt } = useQuery({
    retry: false,
    queryKey: ["live updates"],
    queryFn: async ({ signal }) => {
      // The numbers must not change behind an open dialog; until then they are as old as they are.
      while (document.querySelector("dialog[open]") && !signal.aborted) await pause(DIALOG_MS);
      await queryClient.refetchQueries({ queryKey, type: "active" }, { throwOnError: true });
      return null;
    },
    // The server has just read the page's numbers.
    initialData: null,
    gcTime: 0,
    refetchInterval: ({ state }) => (state.status === "error" ? AGAIN_MS : seconds * 1_000),
  });

  // The page then leads to sign-in, and sign-in leads back.
  const signedOut = isSignedOut(error);
  useEffect(() => {
    if (signedOut) router.refresh();
  }, [router, signedOut]);

  return (
    <div className="peer empty:absolute" role="status">
      {error && !signedOut ? (
        <Alert
          tone="caution"
          title={t("lost", { time: formatTime(new Date(dataUpdatedAt).toISOString()) })}
        >
          {t("lostBody")}
        </Alert>
      ) : null}
    </div>
  );
}

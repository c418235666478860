"use client";

import { Dialog } from "@sunchak/ui/dialog";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from "react";
import { DialogActions } from "@/action/dialog-actions.tsx";

interface Guard {
  /** Forms that hold what is not saved, by id. */
  unsaved: Set<string>;
  /** Leaves the page by `go`, but asks first while something is not saved. */
  leave(go: () => void): void;
}

const GuardContext = createContext<Guard>({ unsaved: new Set(), leave: (go) => go() });

/** The way to leave the page from a script. Links and the browser's own ways are guarded anyway. */
export const useLeave = () => useContext(GuardContext).leave;

/** Leaves for another page once there is a path; asks first while something is not saved. */
export function useLeaveTo(path: string | null): void {
  const leave = useLeave();
  const router = useRouter();
  useEffect(() => {
    if (path !== null) leave(() => router.push(path));
  }, [leave, path, router]);
}

/** Lets the page be left without a question: the admin has chosen to drop what was typed. */
export function useDropUnsaved(): () => void {
  const { unsaved } = useContext(GuardContext);
  return () => unsaved.clear();
}

/** Asks before the page is left, as long as a form is dirty. */
export function useLeaveGuard(isDirty: boolean): void {
  const { unsaved } = useContext(GuardContext);
  const id = useId();
  useEffect(() => {
    if (isDirty) unsaved.add(id);
    return () => void unsaved.delete(id);
  }, [id, isDirty, unsaved]);
}

/** Whether a press of a link opens another page here, rather than a part of this one, or a tab. */
function leavesPage(event: MouseEvent, link: HTMLAnchorElement): boolean {
  const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  const { origin, pathname, search } = window.location;
  const isHere = link.href.split("#")[0] === origin + pathname + search;
  const opensElsewhere = link.target !== "" || link.hasAttribute("download");
  return event.button === 0 && isPlain && !isHere && !opensElsewhere;
}

/** Asks before anything inside leads away from a form that is not saved. */
export function LeaveGuard({ children }: { children: ReactNode }) {
  const t = useTranslations("Unsaved");
  const common = useTranslations("Common");
  const unsaved = useRef(new Set<string>()).current;
  const [go, setGo] = useState<(() => void) | null>(null);
  const guard = useMemo<Guard>(
    () => ({ unsaved, leave: (way) => (unsaved.size > 0 ? setGo(() => way) : way()) }),
    [unsaved],
  );

  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element && event.target.closest("a");
      if (!link || unsaved.size === 0 || !leavesPage(event, link)) return;
      event.preventDefault();
      event.stopPropagation();
      setGo(() => () => link.click());
    };
    const onUnload = (event: Event) => {
      if (unsaved.size > 0) event.preventDefault();
    };
    const onNavigate = (event: NavigateEvent) => {
      const leaves = event.navigationType === "traverse" && event.cancelable && !event.hashChange;
      if (!leaves || unsaved.size === 0) return;
      event.preventDefault();
      const { key } = event.destination;
      setGo(() => () => window.navigation.traverseTo(key));
    };
    // Before React, whose links would already be on their way.
    document.addEventListener("click", onClick, { capture: true });
    window.addEventListener("beforeunload", onUnload);
    // The way back of the browser; older browsers cannot be asked to stay.
    const navigation = "navigation" in window ? window.navigation : null;
    navigation?.addEventListener("navigate", onNavigate);
    return () => {
      document.removeEventListener("click", onClick, { capture: true });
      window.removeEventListener("beforeunload", onUnload);
      navigation?.removeEventListener("navigate", onNavigate);
    };
  }, [unsaved]);

  return (
    <GuardContext value={guard}>
      {children}
      <Dialog
        closeLabel={common("close")}
        description={t("body")}
        onClose={() => setGo(null)}
        open={go !== null}
        title={t("title")}
      >
        <DialogActions
          back={t("stay")}
          confirm={t("leave")}
          busy={false}
          onBack={() => setGo(null)}
          onConfirm={() => {
            unsaved.clear();
            setGo(null);
            go?.();
          }}
        />
      </Dialog>
    </GuardContext>
  );
}

import { clsx } from "clsx";
import type { ReactNode } from "react";
import { AlertIcon, CheckIcon, InfoIcon } from "./icons.tsx";

const tones = {
  info: { box: "bg-sunken text-ink", Icon: InfoIcon },
  positive: { box: "bg-positive-wash text-positive", Icon: CheckIcon },
  caution: { box: "bg-caution-wash text-caution", Icon: AlertIcon },
  negative: { box: "bg-negative-wash text-negative", Icon: AlertIcon },
} as const;

interface AlertProps {
  tone?: keyof typeof tones;
  title?: ReactNode;
  /** What to do next: a button or a link. */
  action?: ReactNode;
  /** `alert` interrupts a screen reader, `status` waits its turn. */
  role?: "alert" | "status";
  children?: ReactNode;
}

/** A message in the flow of the page. */
export function Alert({ tone = "info", title, action, role, children }: AlertProps) {
  const { box, Icon } = tones[tone];
  return (
    <div className={clsx("flex gap-3 rounded-control p-4", box)} role={role}>
      <Icon className="mt-0.5 size-5 shrink-0" />
      <div className="grid gap-1 text-[0.9375rem]">
        {title ? <p className="font-semibold">{title}</p> : null}
        {children ? <div className={title ? "text-ink" : ""}>{children}</div> : null}
        {action ? <div className="mt-2 flex flex-wrap gap-2 text-ink">{action}</div> : null}
      </div>
    </div>
  );
}

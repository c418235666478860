import { clsx } from "clsx";

/** The place of something that is on its way; give it the size of the thing. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={clsx(
        "block animate-[breathe_1.6s_ease-in-out_infinite] rounded-control bg-sunken",
        className,
      )}
    />
  );
}

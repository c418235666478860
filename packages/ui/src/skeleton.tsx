import { clsx } from "clsx";

/** A placeholder for content that is loading; give it the size of that content. */
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

import { clsx } from "clsx";

/**
 * The shop's mark, a ticket with the number one, and a name. Where both don't fit, the name wraps
 * out of sight.
 */
export function Wordmark({ name, small = false }: { name: string; small?: boolean }) {
  return (
    <span
      className={clsx(
        "inline-flex max-w-full flex-wrap items-center gap-2 overflow-hidden whitespace-nowrap align-middle font-extrabold tracking-tight",
        small ? "h-6 text-base/6" : "h-7 text-[1.375rem]/7",
      )}
    >
      <svg aria-hidden="true" className={small ? "size-6" : "size-7"} viewBox="0 0 28 28">
        <path
          className="fill-ink"
          d="M7 2h14a5 5 0 0 1 5 5v3.8a3.2 3.2 0 0 0 0 6.4V21a5 5 0 0 1-5 5H7a5 5 0 0 1-5-5v-3.8a3.2 3.2 0 0 0 0-6.4V7a5 5 0 0 1 5-5z"
        />
        <path className="fill-canvas" d="M15.9 7.5v13h-3.2v-9.3l-2.5 1.5V9.6l3.3-2.1z" />
      </svg>
      {name}
    </span>
  );
}

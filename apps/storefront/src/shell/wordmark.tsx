/** Two runners and a finishing line: the first one through is filled. */
export function Wordmark({ name }: { name: string }) {
  return (
    <span className="inline-flex items-center gap-2 font-extrabold text-[1.375rem] tracking-tight">
      <svg aria-hidden="true" className="size-6" viewBox="0 0 24 24">
        <path className="fill-current" d="M3 4h12.5a5 5 0 0 1 0 10H3z" opacity="0.22" />
        <path className="fill-current" d="M3 10h13a5 5 0 0 1 0 10H3z" />
        <path
          className="stroke-canvas"
          d="M8.5 11.5v7"
          strokeDasharray="1.5 1.7"
          strokeWidth="1.6"
        />
      </svg>
      {name}
    </span>
  );
}

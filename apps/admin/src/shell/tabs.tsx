import { Link } from "@sunchak/web/link";
import { clsx } from "clsx";

interface TabsProps {
  label: string;
  /** The path of the open tab. */
  here: string;
  tabs: [href: string, words: string][];
}

/** Links to the pages that a page of the menu consists of. */
export function Tabs({ label, here, tabs }: TabsProps) {
  return (
    <nav aria-label={label} className="flex gap-5 border-line border-b">
      {tabs.map(([href, words]) => (
        <Link
          aria-current={href === here ? "page" : undefined}
          className={clsx(
            "-mb-px grid min-h-11 place-items-center border-b-2",
            href === here
              ? "border-ink font-semibold"
              : "border-transparent text-ink-muted hover:text-ink",
          )}
          href={href}
          key={href}
          prefetch={false}
        >
          {words}
        </Link>
      ))}
    </nav>
  );
}

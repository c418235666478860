import type { FigureName } from "./figures.ts";
import { useFigures } from "./use-figures.ts";

/** The figures that a report is opened for, large. */
export function KeyFigures({ items }: { items: [figure: FigureName, value: number][] }) {
  const { nameOf, say } = useFigures();
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-4">
      {items.map(([figure, value]) => (
        <div className="grid content-start gap-0.5" key={figure}>
          <dt className="text-ink-muted text-sm">{nameOf(figure)}</dt>
          <dd className="whitespace-nowrap font-bold text-xl tabular-nums">{say(figure, value)}</dd>
        </div>
      ))}
    </dl>
  );
}

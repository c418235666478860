import { readSpecs } from "@sunchak/core/schema";

/** A product's specs as a table; nothing when it has none. */
export function SpecTable({ specs, title }: { specs: string; title: string }) {
  const rows = readSpecs(specs);
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="specs-title" className="border-line border-t pt-4">
      <h2 className="mb-2 font-semibold" id="specs-title">
        {title}
      </h2>
      <dl className="grid grid-cols-[minmax(5rem,auto)_1fr] text-sm">
        {rows.map(({ name, value }) => (
          <div
            className="col-span-2 grid grid-cols-subgrid gap-x-6 border-line border-b py-2 last:border-0"
            key={`${name}: ${value}`}
          >
            <dt className="text-ink-muted">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

interface Field {
  min: number;
  max: number;
  /** The names of the numbers, from the minimum on. */
  names: string[];
}

const field = (min: number, max: number, names = ""): Field => ({
  min,
  max,
  names: names.split(" ").filter(Boolean),
});

const fields = [
  field(0, 59),
  field(0, 23),
  field(1, 31),
  field(1, 12, "jan feb mar apr may jun jul aug sep oct nov dec"),
  field(0, 6, "sun mon tue wed thu fri sat"),
];

/** The most days that each month has. */
const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Whether a cron expression is in the form that croner and Inngest's parser (robfig/cron) read
 * alike: five fields with one blank between them. Each field is a star, or numbers, names and
 * ranges with commas between them. A star or a range may have a step of two or more. Sunday is 0.
 * Syntax that only one of the parsers knows is refused (seconds, L, W, #, ?, 7, @daily), and so is
 * a day that never comes.
 */
export function isCron(pattern: string): boolean {
  const parts = pattern.split(" ");
  if (parts.length !== fields.length) return false;
  const values = fields.map((of, i) => valuesOf(parts[i] ?? "", of));
  if (values.includes(null)) return false;
  const [, , days, months] = values;
  const isWeekday = parts[4] !== "*";
  const comes = (month: number) => days?.some((day) => day <= (MONTH_DAYS[month - 1] ?? 0));
  return isWeekday || months?.some(comes) === true;
}

/** The numbers that a field names; null when it is not in the common form. */
function valuesOf(part: string, of: Field): number[] | null {
  const values: number[] = [];
  const items = part.startsWith("*") ? [part.replace("*", `${of.min}-${of.max}`)] : part.split(",");
  for (const item of items) {
    const [, low = "", high, step] = /^(\w+)(?:-(\w+)(?:\/(\d+))?)?$/.exec(item) ?? [];
    const start = numberOf(low, of);
    const end = high === undefined ? start : numberOf(high, of);
    const by = step === undefined ? 1 : numberOf(step, of);
    const isRange = high === undefined || start < end;
    if (!(isRange && start >= of.min && end <= of.max && by >= (step ? 2 : 1))) return null;
    for (let value = start; value <= end; value += by) values.push(value);
  }
  return values;
}

/** The number of a digit string or a name; NaN when it is neither, or above the field's maximum. */
function numberOf(text: string, { min, max, names }: Field): number {
  const place = names.indexOf(text.toLowerCase());
  const value = place < 0 ? (/^\d{1,2}$/.test(text) ? Number(text) : Number.NaN) : place + min;
  return value <= max ? value : Number.NaN;
}

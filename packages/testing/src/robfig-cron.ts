/**
 * Whether Inngest accepts a cron expression. It does what `CronTrigger.Validate` in Inngest's
 * pkg/inngest/trigger.go asks of the parser github.com/robfig/cron/v3, with that parser's own
 * bounds and oddities (vendor/github.com/robfig/cron/v3: parser.go, spec.go).
 */
export function isRobfigCron(spec: string): boolean {
  // parser.go, Parse: a time zone may come first; descriptors such as @daily are not switched on.
  const fields = spec
    .replace(/^(CRON_)?TZ=\S+ /, "")
    .split(/\s+/)
    .filter(Boolean);
  return fields.length === bounds.length && bounds.every((field, i) => isField(fields[i], field));
}

interface Bounds {
  min: number;
  max: number;
  names?: string[];
}

/** spec.go. A name's number is its index plus the bound's minimum. */
const bounds: Bounds[] = [
  { min: 0, max: 59 },
  { min: 0, max: 23 },
  { min: 1, max: 31 },
  { min: 1, max: 12, names: "jan feb mar apr may jun jul aug sep oct nov dec".split(" ") },
  { min: 0, max: 6, names: "sun mon tue wed thu fri sat".split(" ") },
];

/** parser.go, getField. */
const isField = (field = "", of: Bounds) =>
  field
    .split(",")
    .filter(Boolean)
    .every((range) => isRange(range, of));

/** parser.go, getRange. */
function isRange(expression: string, { min, max, names = [] }: Bounds): boolean {
  const [range = "", step, tooManySlashes] = expression.split("/");
  const [low = "", high, tooManyHyphens] = range.split("-");
  if (tooManySlashes !== undefined || (step !== undefined && !(number(step) > 0))) return false;
  // The parser ignores what follows a star and a hyphen.
  if (low === "*" || low === "?") return true;
  if (tooManyHyphens !== undefined) return false;
  const value = (text: string) => {
    const place = names.indexOf(text.toLowerCase());
    return place < 0 ? number(text) : place + min;
  };
  const start = value(low);
  const end = high === undefined ? (step === undefined ? start : max) : value(high);
  return start >= min && end <= max && start <= end;
}

/** parser.go, mustParseInt; NaN when the text is not a number. */
const number = (text: string) => (/^\+?\d+$/.test(text) ? Number(text) : Number.NaN);

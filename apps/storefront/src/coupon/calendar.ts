/** What a calendar has to know of an opening. */
interface Opening {
  /** Of this shop alone: a calendar that reads it again changes its entry. */
  uid: string;
  title: string;
  description: string;
  /** The campaign's page. */
  url: string;
  /** ISO instants. */
  opensAt: string;
  closesAt: string;
  madeAt: string;
}

/** A line has at most 75 bytes; the rest goes on in lines that begin with a blank (RFC 5545, 3.1). */
const LINE_BYTES = 75;
/** An entry takes this long in a calendar, in milliseconds. */
const ENTRY_MS = 15 * 60_000;

/** An opening as a calendar file, with an alarm five minutes before it (RFC 5545). */
export function calendarOf(opening: Opening): string {
  const ends = Math.min(Date.parse(opening.opensAt) + ENTRY_MS, Date.parse(opening.closesAt));
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Sunchak//Drops//KO",
    "BEGIN:VEVENT",
    `UID:${opening.uid}`,
    `DTSTAMP:${utc(opening.madeAt)}`,
    `DTSTART:${utc(opening.opensAt)}`,
    `DTEND:${utc(new Date(ends).toISOString())}`,
    `SUMMARY:${escaped(opening.title)}`,
    `DESCRIPTION:${escaped(opening.description)}`,
    `URL:${opening.url}`,
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    `DESCRIPTION:${escaped(opening.title)}`,
    "TRIGGER:-PT5M",
    "END:VALARM",
    "END:VEVENT",
    "END:VCALENDAR",
  ]
    .map((line) => `${folded(line)}\r\n`)
    .join("");
}

/** `20261126T110000Z` */
const utc = (instant: string) => instant.replace(/\.\d+/, "").replace(/[-:]/g, "");

const escaped = (text: string) => text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");

/** Never cuts a character in two. */
function folded(line: string): string {
  let length = 0;
  let text = "";
  for (const character of line) {
    const bytes = Buffer.byteLength(character);
    if (length + bytes > LINE_BYTES) {
      text += "\r\n ";
      length = 1;
    }
    text += character;
    length += bytes;
  }
  return text;
}

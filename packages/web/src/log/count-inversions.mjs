/** @import { Line } from "./log-text.mjs" */

/**
 * @typedef {object} Order
 * @property {number} inversions pairs of lines of which the later arrival has the smaller number
 * @property {{ door: string, lines: number, inversions: number }[]} doors inversions within a door
 * @property {{ first: string, last: string, seconds: number } | null} arrivals null without lines
 */

/** Microseconds since 1970; exact. @param {string} arrivedAt */
const microsecondsOf = (arrivedAt) =>
  Date.parse(`${arrivedAt.slice(0, 23)}Z`) * 1000 + Number(arrivedAt.slice(23, 26));

/**
 * Pairs that stand in the wrong order, counted by a merge sort.
 * @param {Float64Array<ArrayBuffer>} values is sorted by it.
 */
function countInversions(values) {
  const { length } = values;
  let from = values;
  let to = new Float64Array(length);
  let count = 0;
  for (let width = 1; width < length; width *= 2) {
    for (let start = 0; start < length; start += 2 * width) {
      const middle = Math.min(start + width, length);
      const end = Math.min(start + 2 * width, length);
      let left = start;
      let right = middle;
      for (let at = start; at < end; at++) {
        const a = left < middle ? Number(from[left]) : Number.POSITIVE_INFINITY;
        const b = right < end ? Number(from[right]) : Number.POSITIVE_INFINITY;
        if (a <= b) {
          to[at] = a;
          left++;
        } else {
          to[at] = b;
          right++;
          count += middle - left;
        }
      }
    }
    [from, to] = [to, from];
  }
  return count;
}

/** The order of arrival, of a log's lines by number. @param {Line[]} lines @returns {Order} */
export function orderOf(lines) {
  const times = Float64Array.from(lines, ({ arrivedAt }) => microsecondsOf(arrivedAt));
  /** @type {Map<string, number[]>} */
  const byDoor = new Map();
  let first = 0;
  let last = 0;
  lines.forEach(({ door }, index) => {
    const time = Number(times[index]);
    const ofDoor = byDoor.get(door);
    if (ofDoor) ofDoor.push(time);
    else byDoor.set(door, [time]);
    if (time < Number(times[first])) first = index;
    if (time > Number(times[last])) last = index;
  });
  const [earliest, latest] = [lines[first], lines[last]];
  return {
    arrivals:
      earliest && latest
        ? {
            first: earliest.arrivedAt,
            last: latest.arrivedAt,
            seconds: (Number(times[last]) - Number(times[first])) / 1e6,
          }
        : null,
    doors: [...byDoor].map(([door, ofDoor]) => ({
      door,
      lines: ofDoor.length,
      inversions: countInversions(Float64Array.from(ofDoor)),
    })),
    inversions: countInversions(times),
  };
}

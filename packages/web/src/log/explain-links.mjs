/** @import { Line } from "./log-text.mjs" */
import { lineText } from "./log-text.mjs";

/** Only so many wrong lines are tried in pairs, because a pair costs a few hashes. */
const MAX_PAIRED = 24;

/**
 * What was done to lines whose hashes don't follow from the lines before.
 * @typedef {{ kind: "exchanged" | "reordered", number: number, other: number }
 *   | { kind: "inserted" | "takenOut" | "changed", number: number }} LinkFault
 */

/**
 * Finds out what was done to lines whose hashes don't follow: it undoes each kind of change, and
 * looks whether the hashes follow then.
 * @param {number[]} wrong their numbers, in order
 * @param {(number: number) => Line | undefined} lineAt
 * @param {(number: number) => string | undefined} hashBefore the hash that stands before a line
 * @param {(text: string) => Promise<string>} sha256
 * @returns {Promise<LinkFault[]>}
 */
export async function explainLinks(wrong, lineAt, hashBefore, sha256) {
  /** @type {LinkFault[]} */
  const faults = [];
  const left = new Set(wrong);

  /** @param {string | undefined} before @param {Line | undefined} line */
  const follows = async (before, line) =>
    before !== undefined &&
    line !== undefined &&
    (await sha256(lineText(before, line))) === line.hash;

  /**
   * Whether lines follow once some are replaced. After the last line there is nothing to follow.
   * @param {Line[]} replacements @param {number[]} numbers
   */
  async function followWith(replacements, numbers) {
    const replaced = new Map(replacements.map((line) => [line.number, line]));
    for (const number of numbers) {
      const line = replaced.get(number) ?? lineAt(number);
      const before = replaced.get(number - 1)?.hash ?? hashBefore(number);
      if (line && !(await follows(before, line))) return false;
    }
    return true;
  }

  /** @param {number} number @param {number} other */
  async function explainPair(number, other) {
    const [a, b] = [lineAt(number), lineAt(other)];
    if (!a || !b) return;
    const exchanged = [
      { ...a, holder: b.holder },
      { ...b, holder: a.holder },
    ];
    const reordered = [
      { ...b, number },
      { ...a, number: other },
    ];
    const touched = [number, number + 1, other, other + 1];
    if (await followWith(exchanged, [number, other])) {
      faults.push({ kind: "exchanged", number, other });
      for (const explained of [number, other]) left.delete(explained);
    } else if (await followWith(reordered, touched)) {
      faults.push({ kind: "reordered", number, other });
      for (const explained of touched) left.delete(explained);
    }
  }

  if (wrong.length <= MAX_PAIRED) {
    for (const number of wrong) {
      for (const other of wrong) {
        if (number < other && left.has(number) && left.has(other)) await explainPair(number, other);
      }
    }
  }

  /**
   * Whether a line follows as if its number were another.
   * @param {number} number @param {number} step @param {string | undefined} before
   */
  const followsMoved = (number, step, before = hashBefore(number)) => {
    const line = lineAt(number);
    return follows(before, line && { ...line, number: number + step });
  };

  // How far the numbers here are from what they were, as lines were put in or taken out before.
  let step = 0;
  let afterInserted = 0;
  for (const number of left) {
    // The line after an inserted one stood where that stands now.
    if (number === afterInserted || (await followsMoved(number, step))) continue;
    if (await followsMoved(number, step - 1, hashBefore(number - 1))) {
      faults.push({ kind: "inserted", number: number - 1 });
      step--;
    } else if (await followsMoved(number + 1, step - 1, hashBefore(number))) {
      faults.push({ kind: "inserted", number });
      step--;
      afterInserted = number + 1;
    } else if (await followsMoved(number + 1, step + 1)) {
      faults.push({ kind: "takenOut", number });
      step++;
    } else {
      faults.push({ kind: "changed", number });
    }
  }
  return faults;
}

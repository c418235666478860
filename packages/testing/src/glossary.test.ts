import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));

const rows = readFileSync(`${root}docs/glossary.md`, "utf8")
  .split("\n")
  .filter((line) => /^\| (?!Term|-)/.test(line))
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .map((cells) => ({ term: cells[1] ?? "", file: cells.at(-2) ?? "" }));

const lettersOf = (text: string) => text.toLowerCase().replace(/[^a-z]/g, "");

test("every term of the glossary has one line, and occurs in the file that the line names", () => {
  expect(rows.length).toBeGreaterThan(40);
  const terms = rows.map(({ term }) => term);
  expect(terms.filter((term, i) => terms.indexOf(term) !== i)).toEqual([]);
  const isThere = ({ term, file }: { term: string; file: string }) => {
    const [, path] = /^`(.+\.tsx?)`$/.exec(file) ?? [];
    if (path === undefined || !existsSync(root + path)) return false;
    // Compared without spaces: names in the code have none, and comments may break a term.
    return lettersOf(readFileSync(root + path, "utf8")).includes(lettersOf(term));
  };
  expect(rows.filter((row) => !isThere(row))).toEqual([]);
});

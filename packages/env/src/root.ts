import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/**
 * The repository's root: the nearest folder above the working directory that holds turbo.json.
 * Relative file paths in the configuration start there, whatever the working directory.
 */
export function repositoryRoot(from: string = process.cwd()): string {
  for (let folder = resolve(/*turbopackIgnore: true*/ from); ; folder = dirname(folder)) {
    if (existsSync(join(folder, "turbo.json"))) return folder;
    if (dirname(folder) === folder) return resolve(/*turbopackIgnore: true*/ from);
  }
}

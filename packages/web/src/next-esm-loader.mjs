import { existsSync, readFileSync } from "node:fs";

/**
 * A bundler's loader for files of Next's CommonJS build: gives the same file of its ESM build, where
 * there is one.
 * @this {{ resourcePath: string, addDependency(file: string): void }}
 * @param {string} source
 * @public Turbopack calls it by its name in next-config.ts.
 */
export default function readEsmBuild(source) {
  const twin = this.resourcePath.replace(/[\\/]next[\\/]dist[\\/]/, "$&esm/");
  this.addDependency(twin);
  return existsSync(twin) ? readFileSync(twin, "utf8") : source;
}

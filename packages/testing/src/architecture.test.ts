import { existsSync, readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";
import { describe, expect, test } from "vitest";

// Biome's noUndeclaredDependencies lets a package import only what its package.json names, and
// noProcessEnv lets only packages/env read the environment. This file checks what a package.json
// may name, and what reaches the browser.

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** From the bottom up: a workspace may depend only on workspaces in lower layers. */
const layers = [
  ["env"],
  ["db", "lock"],
  ["core"],
  ["auth", "jobs"],
  ["api", "ui"],
  ["host", "web"],
  ["storefront", "admin"],
];

/** Transports and frameworks. The domain and everything below it must not know them. */
const transports =
  /^(@hono\/|hono$|@trpc\/|next$|next-|react$|react-dom$|@tanstack\/|inngest$|@inngest\/|better-auth$)/;

/** Our packages that must never reach a browser: all except those made for it, and pure modules. */
const serverOnly = /^@sunchak\/(?!(ui|web)\/|core\/(schema|discount|seoul|trim-search)$)/;

interface Workspace {
  /** Its name without the scope. */
  name: string;
  folder: string;
  dependencies: string[];
  /** With its version: what it names in package.json for any purpose. */
  declared: Record<string, string>;
}

function workspaceAt(folder: string): Workspace {
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const { name, dependencies = {}, devDependencies = {} } = manifest;
  return {
    name: name.replace("@sunchak/", ""),
    folder,
    dependencies: Object.keys(dependencies),
    declared: { ...dependencies, ...devDependencies },
  };
}

const workspacesIn = (parent: string) =>
  readdirSync(join(root, parent))
    .map((name) => join(root, parent, name))
    .filter((folder) => existsSync(join(folder, "package.json")))
    .map(workspaceAt);

const workspaces = [...workspacesIn("packages"), ...workspacesIn("apps")];
const layerOf = (name: string) => layers.findIndex((layer) => layer.includes(name));
const ours = (dependencies: string[]) =>
  dependencies
    .filter((name) => name.startsWith("@sunchak/"))
    .map((name) => name.replace("@sunchak/", ""));

function sourceFiles(folder: string): string[] {
  const skipped = ["node_modules", "generated", "dist", "public"];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return entry.name.startsWith(".") || skipped.includes(entry.name) ? [] : sourceFiles(path);
    }
    return /\.(ts|tsx|mjs)$/.test(entry.name) ? [path] : [];
  });
}

const fromRoot = (path: string) => relative(root, path).split(sep).join("/");

/**
 * Follows the imports that a bundler would put into the browser, starting at these files. Type-only
 * imports are left out, because the bundler drops them.
 * @returns a line for each import of server code on the way.
 */
async function serverImports(entryPoints: string[]): Promise<string[]> {
  const found: string[] = [];
  const watch: Plugin = {
    name: "watch",
    setup(bundler) {
      bundler.onResolve({ filter: /.*/ }, ({ path, importer, kind }) => {
        if (kind === "entry-point" || /^(\.|@\/)/.test(path)) return undefined;
        const isNode = path.startsWith("node:") || builtinModules.includes(path);
        if (isNode || path === "server-only" || serverOnly.test(path)) {
          found.push(`${fromRoot(importer)} imports ${path}`);
          return { path, external: true };
        }
        return path.startsWith("@sunchak/") ? undefined : { path, external: true };
      });
    },
  };
  await build({
    entryPoints,
    plugins: [watch],
    bundle: true,
    write: false,
    outdir: join(root, "dist"),
    format: "esm",
    jsx: "automatic",
    loader: { ".css": "empty", ".svg": "empty", ".png": "empty" },
    logLevel: "silent",
  });
  return found;
}

describe("architecture", () => {
  test("every workspace has its layer", () => {
    const tools = ["config", "testing"];
    expect(workspaces.map(({ name }) => name).filter((name) => layerOf(name) === -1)).toEqual(
      expect.arrayContaining(tools),
    );
    expect(workspaces.filter(({ name }) => layerOf(name) === -1 && !tools.includes(name))).toEqual(
      [],
    );
  });

  test("dependencies point downwards only", () => {
    const wrong = workspaces
      .filter(({ name }) => layerOf(name) !== -1)
      .flatMap(({ name, dependencies }) =>
        ours(dependencies)
          .filter((other) => layerOf(other) === -1 || layerOf(other) >= layerOf(name))
          .map((other) => `${name} depends on ${other}`),
      );
    expect(wrong).toEqual([]);
  });

  test("the arrows in docs/architecture.md are the dependencies", () => {
    const [, picture = ""] =
      /```mermaid\nflowchart TD\n((?: {2}[\w &]+ --> [\w &]+\n)+)```/.exec(
        readFileSync(join(root, "docs/architecture.md"), "utf8"),
      ) ?? [];
    const drawn = picture
      .trim()
      .split("\n")
      .flatMap((line) => {
        const [from = [], to = []] = line.split(" --> ").map((side) => side.trim().split(" & "));
        return from.flatMap((name) => to.map((other) => `${name} --> ${other}`));
      });
    const real = workspaces.flatMap(({ name, dependencies }) =>
      ours(dependencies).map((other) => `${name} --> ${other}`),
    );
    expect(drawn.sort()).toEqual(real.sort());
  });

  test("CONTRIBUTING names the layers from the top down", () => {
    const [, line = ""] =
      /Arrows point down: apps → ([\w, →]+)\./.exec(
        readFileSync(join(root, "CONTRIBUTING.md"), "utf8"),
      ) ?? [];
    const named = line.split(" → ").map((layer) => layer.split(", ").sort());
    expect(named).toEqual(
      layers
        .toReversed()
        .slice(1)
        .map((layer) => [...layer].sort()),
    );
  });

  test("all workspaces use one version of a package", () => {
    const everything = [...workspaces, ...workspacesIn(""), workspaceAt(root)];
    const versions = new Map<string, string>();
    const wrong = everything.flatMap(({ name, declared }) =>
      Object.entries(declared).flatMap(([other, version]) => {
        const wanted = other.startsWith("@sunchak/") ? "*" : (versions.get(other) ?? version);
        versions.set(other, wanted);
        return version === wanted && /^[*\d]/.test(version) ? [] : [`${name}: ${other} ${version}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  test("the lockfile names the optional packages of every system, and no registry", () => {
    const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
      packages: Record<
        string,
        { link?: boolean; resolved?: string; optionalDependencies?: Record<string, string> }
      >;
    };
    const entries = Object.entries(packages);
    const names = new Set(entries.map(([path]) => path.replace(/^.*node_modules\//, "")));
    const missing = entries.flatMap(([, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !names.has(name)),
    );
    expect(missing).toEqual([]);
    expect(entries.filter(([, { link, resolved }]) => resolved && !link)).toEqual([]);
  });

  test("the domain and the packages below it import no transport or framework", () => {
    const wrong = workspaces
      .filter(({ name }) => layerOf(name) !== -1 && layerOf(name) <= layerOf("core"))
      .flatMap(({ name, dependencies }) =>
        dependencies.filter((other) => transports.test(other)).map((other) => `${name}: ${other}`),
      );
    expect(wrong).toEqual([]);
  });

  test("ui depends on no other package of ours", () => {
    const ui = workspaces.find(({ name }) => name === "ui");
    expect(ours(ui?.dependencies ?? ["@sunchak/missing"])).toEqual([]);
  });

  test("no relative import leaves its workspace", () => {
    const wrong = workspaces.flatMap(({ folder }) =>
      sourceFiles(folder).flatMap((file) =>
        [...readFileSync(file, "utf8").matchAll(/(?:from|import)\s*\(?\s*["'](\.[^"']*)["']/g)]
          .map(([, path = ""]) => resolve(dirname(file), path))
          .filter((target) => relative(folder, target).startsWith(".."))
          .map((target) => `${fromRoot(file)} imports ${fromRoot(target)}`),
      ),
    );
    expect(wrong).toEqual([]);
  });

  test("pages use no browser feature that plain HTTP or blocked site data takes away", () => {
    // Features that browsers give only to secure pages, and storage, where any access may throw. Two
    // files ask first whether they are there.
    const taken =
      /\brandomUUID\b|crypto\.subtle|navigator\.(clipboard|locks|serviceWorker|share|storage)\b|\b(local|session)Storage\b|indexedDB|document\.cookie|cookieStore/;
    const wrong = workspaces
      .filter(({ name }) => ["ui", "web", "storefront", "admin"].includes(name))
      .flatMap(({ folder }) => sourceFiles(folder))
      .filter((file) => !/\.test\.ts$|\/(browser-storage|secure-features)\.ts$/.test(file))
      .filter((file) => taken.test(readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\//g, "")))
      .map(fromRoot);
    expect(wrong).toEqual([]);
  });

  test("client components import no server code", async () => {
    const clientFiles = workspaces
      .flatMap(({ folder }) => sourceFiles(folder))
      .filter((file) => /^\s*["']use client["']/.test(readFileSync(file, "utf8")));
    expect(clientFiles).not.toEqual([]);
    expect(await serverImports(clientFiles)).toEqual([]);
  });
});

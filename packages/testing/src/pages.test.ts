import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** Where axe is given the paths of each app's pages. */
const journeys = {
  storefront: ["e2e/journeys/ko/quality.test.ts"],
  admin: ["e2e/admin-pages.ts", "e2e/journeys/ko/admin/accessibility.test.ts"],
};

test.each(["storefront", "admin"] as const)("axe looks at every page of the %s", (app) => {
  const text = journeys[app].map((file) => readFileSync(root + file, "utf8")).join("\n");
  const looked = [...text.matchAll(/["`](\/[^"`?]*)/g)].map(([, path = ""]) =>
    path.replace(/\$\{(\w*)[^}]*\}/g, (_, name) => (name === "month" ? "[month]" : "[id]")),
  );
  const pages = readdirSync(`${root}apps/${app}/src/app/[locale]`, {
    recursive: true,
    encoding: "utf8",
  }).flatMap((file) => {
    const path = `/${file}`.replaceAll("\\", "/").replace(/\/\(\w+\)/g, "");
    return path.endsWith("/page.tsx") ? path.slice(0, -"/page.tsx".length) || "/" : [];
  });
  // The page for unknown paths, which the journeys ask for by a name of their own.
  const named = pages.filter((path) => path !== "/[...rest]");
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((path) => !looked.includes(path))).toEqual([]);
});

test("every page of the admin app begins with openPage, which asks for an admin", () => {
  const folder = `${root}apps/admin/src/app/[locale]/(shop)/`;
  const pages = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith("page.tsx") && !file.startsWith("[...rest]"));
  expect(pages).toContain("orders/[id]/page.tsx");
  const begins =
    /Page\(props: .*\) \{\n {2}(const \{.*\} = )?await openPage\(props(, "[a-zA-Z.]+")?\);\n/;
  expect(pages.filter((file) => !begins.test(readFileSync(folder + file, "utf8")))).toEqual([]);
});

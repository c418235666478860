import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

// Compares the diagram of the tables in docs/architecture.md with the Prisma models.

const root = fileURLToPath(new URL("../../../", import.meta.url));
const read = (path: string) => readFileSync(root + path, "utf8");

interface Table {
  /** By column: its type as the diagram names it, and the keys that it is a part of. */
  columns: Map<string, { type: string; keys: Set<string> }>;
  relations: string[];
}

const typeNames: Record<string, string> = {
  String: "string",
  Int: "int",
  BigInt: "bigint",
  Boolean: "boolean",
  DateTime: "datetime",
  Json: "json",
};

const models = readdirSync(`${root}prisma/models`)
  .map((file) => read(`prisma/models/${file}`))
  .flatMap((text) => [...text.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)])
  .map(([, name = "", body = ""]) => {
    const lines = body.split("\n").map((line) => line.trim());
    return {
      name,
      table: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name,
      fields: lines.flatMap((line) => {
        const [, field, type, mark, attributes] =
          /^(\w+)\s+(\w+)(\[\]|\?)?\s*(.*)$/.exec(line) ?? [];
        if (!field || !type || mark === "[]") return [];
        const column = /(?<!@)@map\("(\w+)"\)/.exec(attributes ?? "")?.[1] ?? field;
        return [{ field, type, column, optional: mark === "?", attributes: attributes ?? "" }];
      }),
      sets: lines.flatMap((line) => {
        const [, kind = "", fields] = /^@@(id|unique)\(\[([^\]]+)\]/.exec(line) ?? [];
        return fields ? [{ kind, fields: fields.split(", ") }] : [];
      }),
    };
  });

type Model = (typeof models)[number];

/** "parent ||--o{ child": how many parents a child has, and how many children a parent. */
function relationsOf({ table, fields, sets }: Model): string[] {
  return fields.flatMap(({ type, optional, attributes }) => {
    const own = /@relation\(fields: \[([^\]]+)\]/.exec(attributes)?.[1]?.split(", ");
    if (!own) return [];
    const keys = [
      ...fields.filter(({ attributes }) => /(?<!@)@(id|unique)\b/.test(attributes)),
      ...sets.map((set) => ({ field: set.fields.join(", ") })),
    ];
    const isUnique = keys.some(({ field }) => field === own.join(", "));
    const parent = models.find(({ name }) => name === type)?.table;
    return [`${parent} ${optional ? "|o" : "||"}--${isUnique ? "o|" : "o{"} ${table}`];
  });
}

function keysOf({ fields, sets }: Model, field: string): Set<string> {
  const attributes = fields.find((other) => other.field === field)?.attributes ?? "";
  const isIn = (kind: string) =>
    new RegExp(`(?<!@)@${kind}\\b`).test(attributes) ||
    sets.some((set) => set.kind === kind && set.fields.includes(field));
  const isForeign = fields.some((other) =>
    /@relation\(fields: \[([^\]]+)\]/.exec(other.attributes)?.[1]?.split(", ").includes(field),
  );
  const found = { PK: isIn("id"), FK: isForeign, UK: isIn("unique") };
  return new Set(Object.entries(found).flatMap(([key, holds]) => (holds ? [key] : [])));
}

const stored = new Map<string, Table>(
  models.map((model) => [
    model.table,
    {
      columns: new Map(
        model.fields.flatMap(({ field, type, column }) => {
          const name = typeNames[type];
          return name ? [[column, { type: name, keys: keysOf(model, field) }]] : [];
        }),
      ),
      relations: relationsOf(model),
    },
  ]),
);

const [, map = ""] =
  /```mermaid\nerDiagram\n([\s\S]*?)```/.exec(read("docs/architecture.md")) ?? [];

const drawnTables = [...map.matchAll(/^ {2}(\w+) \{\n([\s\S]*?)^ {2}\}/gm)].map(
  ([, table = "", body = ""]) => ({
    table,
    columns: [...body.matchAll(/^ {4}(\w+) (\w+)((?:,? (?:PK|FK|UK))*)(?: "[^"]*")?$/gm)].map(
      ([, type = "", column = "", keys = ""]) => ({
        column,
        type,
        keys: new Set(keys.match(/\w+/g)),
      }),
    ),
    lines: body.trimEnd().split("\n").length,
  }),
);

/** "One or more" is drawn where the code ensures it; the schema cannot say more than "many". */
const drawnRelations = [...map.matchAll(/^ {2}(\w+ \S+ \w+) : /gm)].map(([, drawn = ""]) =>
  drawn.replace("--|{", "--o{"),
);

describe("the data map", () => {
  test("draws every table", () => {
    expect(drawnTables.map(({ table }) => table).sort()).toEqual([...stored.keys()].sort());
  });

  test("draws every foreign key with its cardinalities, and no other relation", () => {
    const relations = [...stored.values()].flatMap((table) => table.relations);
    expect(drawnRelations.sort()).toEqual(relations.sort());
  });

  test("shows every primary key, and columns with their true type and keys", () => {
    for (const { table, columns, lines } of drawnTables) {
      expect(columns.length, `${table} has a line that is no column`).toBe(lines);
      const real = stored.get(table)?.columns ?? new Map();
      for (const { column, ...drawn } of columns) {
        expect(drawn, `${table}.${column}`).toEqual(real.get(column));
      }
      const primary = [...real].filter(([, { keys }]) => keys.has("PK")).map(([column]) => column);
      expect(columns.map(({ column }) => column)).toEqual(expect.arrayContaining(primary));
    }
  });
});

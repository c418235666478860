import {
  type CompiledQuery,
  type Dialect,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import { Prisma } from "../generated/sqlite/client.ts";
import type { Provider } from "./provider.ts";

type Plural<Name extends string> = Name extends `${infer Stem}ry` ? `${Stem}ries` : `${Name}s`;

/**
 * All tables. Tables, columns and values are as in Prisma's models: `couponCampaigns` with
 * `opensAt`, a date.
 */
export type Tables = {
  [Model in Prisma.ModelName as Plural<
    Uncapitalize<Model>
  >]: Prisma.TypeMap["model"][Model]["payload"]["scalars"];
};

/** Typed statements that read, for queries that are composed at run time. */
export type Queries = Pick<Kysely<Tables>, "selectFrom">;

/** Typed statements on a client or within a transaction. */
export const queriesOn = (
  provider: Provider,
  client: Pick<Prisma.TransactionClient, "$queryRawUnsafe">,
): Queries =>
  new Kysely<Tables>({
    dialect: { ...dialects[provider], createDriver: () => new ClientDriver(client) },
  });

/** SQL that selects these columns of a table by Prisma's names. */
export const columnsNamed = (columns: readonly string[]): Prisma.Sql =>
  Prisma.raw(columns.map((name) => `${toSnakeCase(name)} AS "${name}"`).join(", "));

// Kysely's plugin for names copies each statement, which costs as much as building and compiling it.
const toSnakeCase = memoized((name) =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
);
const toCamelCase = memoized((name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase()));

/** Names are those of columns and tables in the code, so there are few. */
function memoized(convert: (name: string) => string): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    const converted = known.get(name) ?? convert(name);
    known.set(name, converted);
    return converted;
  };
}

class SqliteCompiler extends SqliteQueryCompiler {
  protected override sanitizeIdentifier(name: string): string {
    return super.sanitizeIdentifier(toSnakeCase(name));
  }
}

class PostgresqlCompiler extends PostgresQueryCompiler {
  protected override sanitizeIdentifier(name: string): string {
    return super.sanitizeIdentifier(toSnakeCase(name));
  }
}

const dialects: Record<Provider, Omit<Dialect, "createDriver">> = {
  sqlite: {
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteCompiler(),
  },
  postgresql: {
    createAdapter: () => new PostgresAdapter(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresqlCompiler(),
  },
};

/** Runs statements on a client. Connections and transactions stay the client's. */
class ClientDriver extends DummyDriver {
  readonly #client: Pick<Prisma.TransactionClient, "$queryRawUnsafe">;

  constructor(client: Pick<Prisma.TransactionClient, "$queryRawUnsafe">) {
    super();
    this.#client = client;
  }

  override async acquireConnection() {
    return {
      executeQuery: async <Row>({ sql, parameters }: CompiledQuery) => ({
        rows: inCamelCase<Row>(await this.#client.$queryRawUnsafe(sql, ...parameters)),
      }),
      streamQuery: () => {
        throw new Error("Rows are read at once.");
      },
    };
  }
}

function inCamelCase<Row>(rows: object[]): Row[] {
  const names = Object.keys(rows[0] ?? {}).map((name) => [name, toCamelCase(name)] as const);
  return rows.map((row) => {
    const converted: Record<string, unknown> = {};
    for (const [name, camel] of names) converted[camel] = row[name as keyof typeof row];
    return converted as Row;
  });
}

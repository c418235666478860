import {
  CamelCasePlugin,
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
import type { Prisma } from "../generated/sqlite/client.ts";
import type { Provider } from "./provider.ts";

type Plural<Name extends string> = Name extends `${infer Stem}y` ? `${Stem}ies` : `${Name}s`;

/**
 * All tables. Tables, columns and values are as in Prisma's models: `couponCampaigns` with
 * `opensAt`, a date.
 */
export type Tables = {
  [Model in Prisma.ModelName as Plural<
    Uncapitalize<Model>
  >]: Prisma.TypeMap["model"][Model]["payload"]["scalars"];
};

/** Typed statements that read, for those that are composed at run time. */
export type Queries = Pick<Kysely<Tables>, "selectFrom">;

/** Runs one statement that reads, and returns its rows. */
export type Read = (text: string, values: readonly unknown[]) => Promise<unknown[]>;

/** Typed statements that run by a given function, such as within a transaction. */
export const queriesBy = (provider: Provider, read: Read): Queries =>
  new Kysely<Tables>({
    dialect: { ...dialects[provider], createDriver: () => new ReadingDriver(read) },
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });

const dialects: Record<Provider, Omit<Dialect, "createDriver">> = {
  sqlite: {
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
  postgresql: {
    createAdapter: () => new PostgresAdapter(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
};

/** Passes statements on. Connections and transactions are those of the function that runs them. */
class ReadingDriver extends DummyDriver {
  readonly #read: Read;

  constructor(read: Read) {
    super();
    this.#read = read;
  }

  override async acquireConnection() {
    return {
      executeQuery: async <Row>({ sql, parameters }: CompiledQuery) => ({
        rows: (await this.#read(sql, parameters)) as Row[],
      }),
      streamQuery: () => {
        throw new Error("Rows are read at once.");
      },
    };
  }
}

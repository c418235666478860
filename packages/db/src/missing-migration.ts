import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
} from "@prisma/driver-adapter-utils";
import * as engineBindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";
import { type Provider, providerOf, sqlitePathOf } from "./provider.ts";
import { migrations, migrationsFolder, schemaFiles } from "./schema-files.ts";
import { sqliteMigrationFactory } from "./sqlite-migration.ts";

/** Tables that the migrations make by hand, among them those in which SQLite keeps its index. */
const byHand: Record<Provider, string[]> = {
  postgresql: ["public.search_entries"],
  sqlite: [
    "search_entries",
    ...["", "_config", "_data", "_docsize", "_idx"].map((part) => `search_entries_index${part}`),
  ],
};

/** Node's types leave WebAssembly to the DOM types, which server code does not load. */
declare const WebAssembly: {
  instantiate(
    module: Uint8Array,
    imports: object,
  ): Promise<{ instance: { exports: Record<string, unknown> } }>;
};

let loadedEngine: Promise<void> | undefined;

/** The bindings keep one instance per process, so the module is loaded once. */
async function loadEngine(): Promise<void> {
  const bindingsPath = import.meta.resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const wasm = readFileSync(new URL("./schema_engine_bg.wasm", bindingsPath));
  const { instance } = await WebAssembly.instantiate(wasm, {
    "./schema_engine_bg.js": engineBindings,
  });
  engineBindings.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
}

/**
 * Prisma's own schema engine, compiled to WebAssembly, on a driver adapter: it writes
 * migrations without the native engine that the Prisma CLI would download.
 */
async function withSchemaEngine<T>(
  url: string,
  work: (engine: engineBindings.SchemaEngine, provider: Provider) => Promise<T>,
): Promise<T> {
  loadedEngine ??= loadEngine();
  await loadedEngine;
  const provider = providerOf(url);
  const factory =
    provider === "sqlite" ? sqliteMigrationFactory(sqlitePathOf(url)) : postgresqlFactory(url);
  let connection: SqlDriverAdapter | undefined;
  const engine = await engineBindings.SchemaEngine.new(
    { datamodels: schemaFiles(provider).map(({ path, content }) => [path, content]) },
    () => {},
    bindMigrationAwareSqlAdapterFactory({
      provider: factory.provider,
      adapterName: factory.adapterName,
      // The engine closes a shadow database's connection itself, but leaves this one open.
      async connect() {
        connection = await factory.connect();
        return connection;
      },
      connectToShadowDb: () => factory.connectToShadowDb(),
    }),
  );
  try {
    return await work(engine, provider);
  } finally {
    await connection?.dispose();
  }
}

/**
 * The driver adapter as the schema engine needs it on PostgreSQL. The adapter cannot read the
 * catalogue's "char" columns, so they are read as text and declared as characters. With a
 * connection string, the adapter would use the main database as its shadow database, so a new one
 * is created here.
 */
function postgresqlFactory(url: string): SqlMigrationAwareDriverAdapterFactory {
  const connect = async (target: string): Promise<SqlDriverAdapter> => {
    const pool = new pg.Pool({ connectionString: target });
    const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<pg.QueryResult>;
    let charColumns: boolean[] = [];
    const queryCharAsText = async (...args: unknown[]) => {
      const result = await query(...args);
      charColumns = result.fields.map((field) => field.dataTypeID === pg.types.builtins.CHAR);
      for (const [i, field] of result.fields.entries()) {
        if (charColumns[i]) field.dataTypeID = pg.types.builtins.TEXT;
      }
      return result;
    };
    Object.assign(pool, { query: queryCharAsText });
    const connection = await new PrismaPg(pool, { disposeExternalPool: true }).connect();
    const queryRaw = connection.queryRaw.bind(connection);
    return Object.assign(connection, {
      async queryRaw(statement: SqlQuery) {
        const result = await queryRaw(statement);
        const columnTypes = result.columnTypes.map((type, i) =>
          charColumns[i] ? ColumnTypeEnum.Character : type,
        );
        return { ...result, columnTypes };
      },
    });
  };
  return {
    provider: "postgres",
    adapterName: "@prisma/adapter-pg",
    connect: () => connect(url),
    async connectToShadowDb() {
      const name = `shadow_${randomUUID()}`;
      const main = await connect(url);
      await main.executeScript(`CREATE DATABASE "${name}"`);
      const shadowUrl = new URL(url);
      shadowUrl.pathname = name;
      const shadow = await connect(shadowUrl.href);
      const close = shadow.dispose.bind(shadow);
      return Object.assign(shadow, {
        async dispose() {
          await close();
          await main.executeScript(`DROP DATABASE "${name}"`);
          await main.dispose();
        },
      });
    },
  };
}

/** The committed migrations of one database, in Prisma's own folder format. */
function migrationList(provider: Provider): engineBindings.MigrationList {
  return {
    baseDir: migrationsFolder(provider),
    lockfile: {
      path: "migration_lock.toml",
      content: readFileSync(`${migrationsFolder(provider)}/migration_lock.toml`, "utf8"),
    },
    shadowDbInitScript: "",
    migrationDirectories: migrations(provider).map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok", value: sql } },
    })),
  };
}

/**
 * The SQL that is missing between the committed migrations and the models; empty when they agree.
 * @param url a database of the same provider; a shadow database is created beside it.
 */
export async function missingMigration(url: string): Promise<string> {
  const { stdout } = await withSchemaEngine(url, (engine, provider) =>
    engine.diff({
      from: { tag: "migrations", ...migrationList(provider) },
      to: { tag: "schemaDatamodel", files: schemaFiles(provider) },
      script: true,
      exitCode: null,
      filters: { externalTables: byHand[provider], externalEnums: [] },
    }),
  );
  return stdout === null || stdout.includes("This is an empty migration") ? "" : stdout;
}

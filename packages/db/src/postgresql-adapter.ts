import { PrismaPg } from "@prisma/adapter-pg";
import type {
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  Transaction,
} from "@prisma/driver-adapter-utils";
import type pg from "pg";
import { isSelect } from "./is-select.ts";
import { postgresqlErrorOf } from "./postgresql-errors.ts";
import { withNothingStored } from "./unavailable.ts";

/**
 * Prisma's driver adapter on a pool. Its errors tell whether a failed write stored nothing or has
 * an unknown outcome.
 */
export function postgresqlAdapter(pool: pg.Pool): SqlDriverAdapterFactory {
  const { provider, adapterName } = new PrismaPg(pool);
  return {
    provider,
    adapterName,
    connect: async () => telling(await new PrismaPg(pool).connect()),
  };
}

function telling(adapter: SqlDriverAdapter): SqlDriverAdapter {
  const { provider, adapterName } = adapter;
  return {
    provider,
    adapterName,
    queryRaw: (query) => attempt(adapter.queryRaw(query), { storesNothing: isSelect(query) }),
    executeRaw: (query) => attempt(adapter.executeRaw(query), { storesNothing: false }),
    executeScript: (script) => adapter.executeScript(script),
    async startTransaction(isolationLevel) {
      const begun = adapter.startTransaction(isolationLevel);
      return tellingTransaction(await attempt(begun, { storesNothing: true }));
    },
    getConnectionInfo: () => adapter.getConnectionInfo?.() ?? { supportsRelationJoins: true },
    dispose: () => adapter.dispose(),
  };
}

/** Within a transaction, only a COMMIT can have an unknown outcome. */
function tellingTransaction(transaction: Transaction): Transaction {
  const { provider, adapterName, options } = transaction;
  return {
    provider,
    adapterName,
    options,
    queryRaw: (query) => attempt(transaction.queryRaw(query), { storesNothing: true }),
    executeRaw: (query) =>
      attempt(transaction.executeRaw(query), { storesNothing: query.sql !== "COMMIT" }),
    commit: () => transaction.commit(),
    rollback: () => transaction.rollback(),
  };
}

async function attempt<T>(call: Promise<T>, { storesNothing }: { storesNothing: boolean }) {
  try {
    return await call;
  } catch (thrown) {
    const error = postgresqlErrorOf(thrown);
    throw storesNothing ? withNothingStored(error) : error;
  }
}

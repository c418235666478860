import type { Options } from "./bench.ts";
import { expectStatus, measureHttp, requestBytes } from "./http.ts";
import { inTurns, type Measure } from "./measure.ts";
import { type Row, ratioAtLeast, type Target } from "./report.ts";
import { type Server, startBareServer, startStorefront, withDatabases } from "./servers.ts";

/** A call to the storefront that is measured. */
export interface Asked {
  what: string;
  /** The bytes of the n-th request. */
  request(n: number): Buffer;
  /** How many at once; {@link CALLERS} when left out. */
  callers?: number;
  target?: Target;
}

const CALLERS = 16;
const nothing = "a call that does nothing";
const bareServer = "bare Node server";

/**
 * A procedure that does nothing: it answers null, because the caller is not signed in. It costs
 * what every call costs: the host, the handler, tRPC, the answer.
 */
export const NOTHING = "/api/trpc/session.me";

/**
 * Measures calls of the built storefront, 16 at once, and compares them with a procedure that does
 * nothing on the same host, and that procedure with a bare Node server.
 * @param open fills the shop's empty database and returns the calls to measure.
 */
export function measureStorefront(
  { quick, database, say }: Options,
  open: (databaseUrl: string) => Promise<Asked[]>,
): Promise<Row[]> {
  const [rounds, milliseconds] = quick ? [1, 500] : [5, 5_000];
  return withDatabases(database, async (createDatabase) => {
    const url = await createDatabase("shop");
    say("Filling a shop…");
    const asked = await open(url);
    const [storefront, bare] = await Promise.all([startStorefront(url), startBareServer()]);
    const measure = (server: Server, request: Asked["request"], callers = CALLERS) =>
      measureHttp(server, { callers, milliseconds }, async (connection, _, n) => {
        expectStatus(await connection.send(request(n)), 200);
      });
    const ask = requestBytes("GET", NOTHING);
    try {
      const measured: Record<string, Measure> = await inTurns(rounds, {
        [bareServer]: () => measure(bare, () => ask),
        [nothing]: () => measure(storefront, () => ask),
        ...Object.fromEntries(
          asked.map(({ what, request, callers }) => [
            what,
            () => measure(storefront, request, callers),
          ]),
        ),
      });
      const row = (what: string, beside: string, target?: Target): Row[] => {
        const [ours, floor] = [measured[what], measured[beside]];
        if (!ours || !floor) return [];
        return [{ what, ours, floor: { name: beside, ...floor }, compared: "rate", target }];
      };
      return [
        ...row(nothing, bareServer, ratioAtLeast(0.25)),
        ...asked.flatMap(({ what, target }) => row(what, nothing, target)),
      ];
    } finally {
      await Promise.all([storefront.stop(), bare.stop()]);
    }
  });
}

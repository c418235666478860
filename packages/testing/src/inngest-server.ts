import { createHash, createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Json } from "./json.ts";
import { isRobfigCron } from "./robfig-cron.ts";

const EVENT_KEY = "event-key-of-the-tests";
const SIGNING_KEY = "ab".repeat(32);
const FAILED = "inngest/function.failed";

interface InngestEvent {
  name: string;
  data: Json;
  id?: string;
}

/** A function as the app registered it. */
interface RegisteredFunction {
  id: string;
  triggers: { event?: string; cron?: string; expression?: string }[];
  concurrency?: { limit: number };
  throttle?: { limit: number; period: string; burst?: number };
  singleton?: { mode: string };
  timeouts?: { start?: string };
  steps: { step: { runtime: { url: string }; retries?: { attempts: number } } };
}

/** How one call of a run ended. `again`: it failed or got no response; the next call repeats it. */
type Turn =
  | { kind: "step"; data: unknown }
  | { kind: "sleep"; ms: number }
  | { kind: "again" }
  | { kind: "done"; data: unknown }
  | { kind: "failed"; error: unknown };

interface InngestRun {
  functionId: string;
  /** Makes the run's next call to the app and keeps its response. */
  next(): Promise<Turn>;
  /** Makes calls until the run is over, without waiting for sleeps. */
  finish(onTurn?: (turn: Turn) => unknown): Promise<Turn>;
}

export interface InngestServer {
  /** What the app is configured with. */
  url: string;
  eventKey: string;
  signingKey: string;
  /** Accepted events in order, including those of failed runs. */
  events: InngestEvent[];
  /** The functions that the app registered last. */
  functions: RegisteredFunction[];
  /**
   * One round of the `--sdk-url` poll: asks the app to register itself, unless it has done so
   * already. A healthy app is never asked again, even if its functions have changed since.
   */
  poll(appUrl: string): Promise<void>;
  /** Starts a run of every function that this event triggers. */
  trigger(event: InngestEvent): InngestRun[];
  /** Starts a run of a scheduled function. @param id the function's own id ends with it. */
  tick(id: string): InngestRun;
  /** Refuses events with this status from now on; 200 accepts them again. */
  answerEventsWith(status: number): void;
  /** Whether apps can register; if not, it answers as a proxy in front of it would. */
  setReady(ready: boolean): void;
  stop(): Promise<void>;
}

/**
 * Plays a self-hosted Inngest through the SDK's own HTTP protocol: it takes events and
 * registrations, and makes signed calls to functions, step by step, with the results of earlier
 * steps. Where it matters, a comment names the file of Inngest's source that the code follows.
 * @param options.send how to reach the app: over HTTP, or by its handler directly.
 * @param options.now the server's own clock.
 */
export async function startInngestServer({
  send = fetch,
  now = () => new Date(),
}: {
  send?: (request: Request) => Promise<Response>;
  now?: () => Date;
} = {}): Promise<InngestServer> {
  const events: InngestEvent[] = [];
  const inngest = { functions: [] as RegisteredFunction[], eventStatus: 200, ready: true };

  const take = async (request: IncomingMessage): Promise<[status: number, body: unknown]> => {
    const body = JSON.parse(Buffer.concat(await request.toArray()).toString());
    // pkg/api/api.go, ReceiveEvent.
    if (request.url === `/e/${EVENT_KEY}`) {
      const { eventStatus: status } = inngest;
      if (status === 200) events.push(...body);
      return [status, { ids: ["an id"], status, ...(status !== 200 && { error: "refused" }) }];
    }
    if (request.url?.startsWith("/fn/register")) {
      if (!inngest.ready) return [502, { error: "bad gateway" }];
      const hash = createHash("sha256").update(Buffer.from(SIGNING_KEY, "hex")).digest("hex");
      // pkg/authn/signing_key_strategy.go.
      if (request.headers.authorization !== `Bearer ${hash}`) return [401, "Authentication failed"];
      return register(body.functions);
    }
    return [404, { error: "event key not found", status: 404 }];
  };
  /**
   * pkg/devserver/api.go, register, and pkg/registration/process.go: one invalid function makes
   * Inngest refuse all of them, without saying which, and the earlier ones stay.
   */
  function register(functions: RegisteredFunction[]): [status: number, body: unknown] {
    const crons = functions.flatMap(({ triggers }) => triggers.flatMap(({ cron }) => cron ?? []));
    if (!crons.every(isRobfigCron)) {
      return [400, { error: "At least one function is invalid", data: null, status: 400 }];
    }
    const modified = JSON.stringify(functions) !== JSON.stringify(inngest.functions);
    inngest.functions = functions;
    return [200, { ok: true, modified }];
  }

  const server = createServer((request, response) => {
    take(request).then(([status, body]) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(typeof body === "string" ? body : JSON.stringify(body));
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");

  /** One signed call. @throws when there is no response, or the app did not sign it */
  async function call(method: string, url: string, body: unknown, headers = {}): Promise<Response> {
    const text = canonical(body);
    const signature = sign(text, Math.floor(Date.now() / 1000));
    const response = await send(
      new Request(url, {
        method,
        body: text,
        headers: {
          "content-type": "application/json",
          "x-inngest-signature": signature,
          ...headers,
        },
      }),
    );
    const answered = await response.clone().text();
    const time = /t=(\d+)/.exec(response.headers.get("x-inngest-signature") ?? "")?.[1];
    if (response.headers.get("x-inngest-signature") !== sign(answered, Number(time))) {
      throw new Error(`The answer ${response.status} was not signed: ${answered}`);
    }
    return response;
  }

  function startRun(fn: RegisteredFunction, event: InngestEvent): InngestRun {
    const { url, retries } = { ...fn.steps.step.runtime, ...fn.steps.step };
    const maxAttempts = (retries?.attempts ?? 4) + 1;
    const runId = crypto.randomUUID();
    const steps: Record<string, { type: string; data?: unknown; error?: unknown }> = {};
    let attempt = 0;

    /**
     * pkg/execution/executor/finalize.go: a failed failure handler does not cause another event.
     */
    function fail(error: unknown): Turn {
      const data = { function_id: fn.id, run_id: runId, error, event };
      if (event.name !== FAILED) events.push({ name: FAILED, data });
      return { kind: "failed", error };
    }

    async function next(): Promise<Turn> {
      const stack = Object.keys(steps);
      const ctx = { attempt, max_attempts: maxAttempts, run_id: runId, fn_id: fn.id };
      const body = {
        ctx: { ...ctx, stack: { current: stack.length, stack } },
        event: { ts: 1, ...event },
        events: [{ ts: 1, ...event }],
        steps,
        version: 2,
      };
      const response = await call("POST", `${url}`, body).catch(() => null);
      if (response?.status === 206) return keep((await response.json()) as [Op]);
      if (response?.status === 200) return { kind: "done", data: await response.json() };
      // pkg/execution/driver/httpdriver/httpdriver.go, ShouldRetry.
      attempt += 1;
      const isOver = response?.headers.get("x-inngest-no-retry") === "true";
      return isOver || attempt >= maxAttempts
        ? fail(response ? await response.json() : "no answer")
        : { kind: "again" };
    }

    interface Op {
      id: string;
      op: string;
      name: string;
      data?: unknown;
      error?: unknown;
    }
    /** pkg/execution/executor/executor.go: handleStepError, handleStepFailed, handleGeneratorSleep. */
    function keep([op]: [Op]): Turn {
      if (op.op === "StepError" && attempt + 1 < maxAttempts) {
        attempt += 1;
        return { kind: "again" };
      }
      attempt = 0;
      const failed = op.op === "StepError" || op.op === "StepFailed";
      steps[op.id] = failed
        ? { type: "error", error: op.error }
        : { type: "data", data: op.data ?? null };
      if (failed) return { kind: "again" };
      return op.op === "Sleep"
        ? { kind: "sleep", ms: sleepMs(op.name, now()) }
        : { kind: "step", data: op.data };
    }

    return {
      functionId: fn.id,
      next,
      async finish(onTurn = () => {}) {
        for (;;) {
          const turn = await next();
          await onTurn(turn);
          if (turn.kind === "done" || turn.kind === "failed") return turn;
        }
      },
    };
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    eventKey: EVENT_KEY,
    signingKey: SIGNING_KEY,
    events,
    get functions() {
      return inngest.functions;
    },
    async poll(appUrl) {
      // pkg/devserver/service.go, pollSDKs, and pkg/deploy/deploy.go, Ping.
      if (inngest.functions.length > 0) return;
      const text = canonical({ url: appUrl });
      const headers = {
        "content-type": "application/json",
        "x-inngest-server-kind": "cloud",
        "x-inngest-signature": sign(text, Math.floor(Date.now() / 1000)),
      };
      await send(new Request(appUrl, { method: "PUT", body: text, headers }));
    },
    trigger: (event) =>
      inngest.functions
        .filter(({ triggers }) => triggers.some((trigger) => isTriggered(trigger, event)))
        .map((fn) => startRun(fn, event)),
    tick(id) {
      const fn = inngest.functions.find((one) => one.id.endsWith(id));
      const cron = fn?.triggers[0]?.cron;
      if (!fn || !cron) throw new Error(`${id} does not run by the clock`);
      return startRun(fn, { name: "inngest/scheduled.timer", data: { cron } });
    },
    answerEventsWith(status) {
      inngest.eventStatus = status;
    },
    setReady(ready) {
      inngest.ready = ready;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/**
 * pkg/execution/state/opcode.go, SleepDuration: a moment becomes the time until it, rounded to
 * whole seconds, so the sleep may end half a second early; a duration stays as it is.
 */
function sleepMs(name: string, now: Date): number {
  const moment = name.length >= 10 ? Date.parse(name) : Number.NaN;
  if (!Number.isNaN(moment)) return Math.max(0, Math.round((moment - now.getTime()) / 1000) * 1000);
  const units: Record<string, number> = { w: 604_800, d: 86_400, h: 3_600, m: 60, s: 1 };
  const parts = [...name.matchAll(/(\d+)([wdhms])/g)];
  return (
    parts.reduce((sum, [, count, unit = ""]) => sum + Number(count) * (units[unit] ?? 0), 0) * 1000
  );
}

function isTriggered(trigger: RegisteredFunction["triggers"][number], event: InngestEvent) {
  if (trigger.event !== event.name) return false;
  // The only expression that the SDK writes by itself.
  const failing = /^event\.data\.function_id == '(.*)'$/.exec(trigger.expression ?? "")?.[1];
  return trigger.expression === undefined || failing === event.data.function_id;
}

const sign = (text: string, time: number) =>
  `t=${time}&s=${createHmac("sha256", SIGNING_KEY).update(`${text}${time}`).digest("hex")}`;

/** JSON with sorted keys, the form that is signed. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

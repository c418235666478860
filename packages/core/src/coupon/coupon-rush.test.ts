import { setTimeout as backOff } from "node:timers/promises";
import { createLockDriver, type LockConfig } from "@sunchak/lock";
import {
  expectInvariants,
  type LockStore,
  lockStoreKinds,
  lockTroubles,
  makeCampaign,
  makeShoppers,
  onEachDatabase,
  startLockStore,
  testDeps,
} from "@sunchak/testing";
import { describe, expect, onTestFinished, test } from "vitest";
import { issueCoupon } from "./issue-coupon.ts";

const TIMEOUT_MS = 250;

onEachDatabase((database) => {
  const shop = () => testDeps(database());

  /**
   * The dependencies of one process, with its own or a shared lock store, and its longest wait for
   * the store, in milliseconds.
   */
  function startProcess(config: LockConfig, onIssued: () => void = () => undefined) {
    const driver = createLockDriver(config, { timeoutMs: TIMEOUT_MS, pauseMs: 200 });
    onTestFinished(() => driver.close());
    const waits: number[] = [];
    const timed = async <T>(answer: Promise<T>) => {
      const since = performance.now();
      return answer.finally(() => waits.push(performance.now() - since));
    };
    const lock = {
      ...driver,
      acquire: (...call: Parameters<typeof driver.acquire>) => timed(driver.acquire(...call)),
      release: (...call: Parameters<typeof driver.release>) => timed(driver.release(...call)),
    };
    const metrics = { count: (name: string) => name === "coupons_issued" && onIssued() };
    return { ...shop(), lock, metrics, longestWait: () => Math.max(0, ...waits) };
  }
  type Process = ReturnType<typeof startProcess>;

  /** Asks until it gets a final answer. */
  async function untilAnswered(deps: Process, id: string, userId: string): Promise<string> {
    for (;;) {
      const code = await issueCoupon(deps, { id, userId }).then(
        () => "ISSUED",
        (error) => error.code ?? error,
      );
      if (code !== "COUPON_BUSY") return code;
      await backOff(Math.random() * 50);
    }
  }

  /** Shoppers are spread over the processes in turn. Each process serves `atOnce` at a time. */
  async function rush(processes: Process[], id: string, shoppers: string[], atOnce: number) {
    const left = [...shoppers];
    const serve = async (deps: Process) => {
      const answers: string[] = [];
      for (let next = left.shift(); next; next = left.shift()) {
        answers.push(await untilAnswered(deps, id, next));
      }
      return answers;
    };
    const lines = processes.flatMap((deps) => Array.from({ length: atOnce }, () => serve(deps)));
    return (await Promise.all(lines)).flat();
  }

  async function expectExactly(issued: number, answers: string[], id: string) {
    const refused = answers.filter((answer) => answer !== "ISSUED");
    expect(answers.length - refused.length).toBe(issued);
    expect(new Set(refused)).toEqual(new Set(["COUPON_SOLD_OUT"]));
    expect(await database().client.issuedCoupon.count({ where: { campaignId: id } })).toBe(issued);
    await expectInvariants(shop());
  }

  /** Expects that the lock has been released or has expired. */
  const expectFree = ({ redis }: LockStore, id: string) =>
    expect.poll(() => redis().command("EXISTS", `lock:coupon:${id}`)).toBe(0);

  describe.each(lockStoreKinds)("with %s", (kind) => {
    const startStore = async () => {
      const store = await startLockStore(kind);
      onTestFinished(() => store.stop());
      return store;
    };

    test("300 shoppers of three processes for 100 coupons: exactly 100 are issued, and everybody gets an answer", async () => {
      const store = await startStore();
      const processes = [1, 2, 3].map(() => startProcess(store.config));
      const id = await makeCampaign(shop(), { totalQuantity: 100 });
      const shoppers = await makeShoppers(shop(), 300);
      const answers = await rush(processes, id, shoppers, 100);
      await expectExactly(100, answers, id);
      await expectFree(store, id);
    });

    test.each(lockTroubles)(
      "$name during a rush: the count stays exact, everybody gets an answer, and nobody waits long for the lock",
      async ({ begin, end }) => {
        const store = await startStore();
        const id = await makeCampaign(shop(), { totalQuantity: 40 });
        const shoppers = await makeShoppers(shop(), 80);
        let issued = 0;
        let trouble: Promise<unknown> = Promise.resolve();
        const onIssued = () => {
          issued += 1;
          if (issued === 10) trouble = trouble.then(() => begin(store));
          if (issued === 30) trouble = trouble.then(() => end(store));
        };
        const processes = [1, 2].map(() => startProcess(store.config, onIssued));
        const answers = await rush(processes, id, shoppers, 5);
        await trouble;
        await expectExactly(40, answers, id);
        for (const { longestWait } of processes) {
          // With room for a busy machine. Without the timeout, the clients would wait for ever.
          expect(longestWait()).toBeLessThan(TIMEOUT_MS + 2_000);
        }
        await expectFree(store, id);
      },
    );
  });
});

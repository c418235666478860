import { expect, test } from "vitest";
import { createPageStore } from "./page-store.ts";

type Outcome = "kept" | "failed" | "personal";
const page = (text: string, { size = 1, missing = false, outcome = "kept" as Outcome } = {}) => ({
  text,
  size,
  missing,
  outcome,
});
type Page = ReturnType<typeof page>;

/** A store whose renders answer when the test says so, and whose clock the test moves. */
function openStore(options: { maxBytes?: number; limitMs?: number } = {}) {
  const clock = { ms: 0 };
  const renders: { key: string; signal: AbortSignal; done(page: Page): void; fail(): void }[] = [];
  const store = createPageStore<string, Page>({
    render: (key, signal) =>
      new Promise((done, reject) => {
        renders.push({ key, signal, done, fail: () => reject(new Error("no database")) });
      }),
    now: () => clock.ms,
    ...options,
  });
  const get = async (key = "/") => {
    const { page: found, served } = await store.get(key);
    return `${served}: ${found.text}`;
  };
  /** The render that was begun last. */
  const last = () => {
    const render = renders.at(-1);
    if (!render) throw new Error("Nothing is rendered");
    return render;
  };
  const keep = async (text: string, key = "/") => {
    const got = get(key);
    last().done(page(text));
    await got;
  };
  return { store, clock, renders, get, last, keep };
}

test("one render answers a thousand who wait, and those who come within the second", async () => {
  const { clock, renders, get, last } = openStore();
  const waiting = Promise.all(Array.from({ length: 1_000 }, () => get()));
  last().done(page("one"));
  expect(new Set(await waiting)).toEqual(new Set(["rendered: one"]));
  clock.ms = 999;
  expect(await get()).toBe("fresh: one");
  expect(renders).toHaveLength(1);
  clock.ms = 1_000;
  const next = get();
  last().done(page("two"));
  expect(await next).toBe("rendered: two");
  expect(renders).toHaveLength(2);
});

test("a page's second begins with its render, not with its end", async () => {
  const { clock, renders, get, last } = openStore();
  const first = get();
  clock.ms = 900;
  last().done(page("one"));
  await first;
  clock.ms = 1_000;
  void get();
  expect(renders).toHaveLength(2);
});

test("each address has a page of its own", async () => {
  const { keep, get } = openStore();
  await keep("a", "/a");
  await keep("b", "/b");
  expect([await get("/a"), await get("/b")]).toEqual(["fresh: a", "fresh: b"]);
});

test.each<[string, (render: { done(page: Page): void; fail(): void }) => void]>([
  ["throws", (render) => render.fail()],
  ["ends with an error's page", (render) => render.done(page("oops", { outcome: "failed" }))],
])(
  "while a render %s, the older page is answered for ten seconds, by one render a second",
  async (_, end) => {
    const { clock, renders, get, last, keep } = openStore();
    await keep("one");
    for (const [second, begun] of [
      [1, 2],
      [2, 3],
    ] as const) {
      clock.ms = second * 1_000;
      const got = Promise.all([get(), get()]);
      end(last());
      expect(await got).toEqual(["older: one", "older: one"]);
      expect(await get()).toBe("older: one");
      expect(renders).toHaveLength(begun);
    }
    clock.ms = 10_001;
    const late = get().catch((error: Error) => error.message);
    end(last());
    expect(["rendered: oops", "no database"]).toContain(await late);
  },
);

test("while a render hangs, the older page is answered for ten seconds", async () => {
  const { clock, renders, get, keep } = openStore();
  await keep("one");
  clock.ms = 1_000;
  expect(await Promise.all([get(), get()])).toEqual(["older: one", "older: one"]);
  clock.ms = 9_700;
  expect(await get()).toBe("older: one");
  clock.ms = 9_701;
  let late: string | undefined;
  void get().then((got) => {
    late = got;
  });
  expect(renders).toHaveLength(2);
  renders[1]?.done(page("two"));
  await expect.poll(() => late).toBe("rendered: two");
});

test("a render that never ends is given up, and the next one begins after a second", async () => {
  const { clock, renders, get, last } = openStore({ limitMs: 20 });
  await expect(get()).rejects.toThrow(/timeout/);
  expect(last().signal.aborted).toBe(true);
  await expect(get()).rejects.toThrow(/timeout/);
  expect(renders).toHaveLength(1);
  clock.ms = 1_000;
  const next = get();
  last().done(page("two"));
  expect(await next).toBe("rendered: two");
  expect(renders).toHaveLength(2);
});

test.each(["failed", "personal"] as const)(
  "a %s page goes to those who wait for it, and to nobody after its second",
  async (outcome) => {
    const { store, clock, renders, get, last } = openStore();
    const waiting = Promise.all([get(), get()]);
    last().done(page("not for all", { outcome }));
    expect(await waiting).toEqual(["rendered: not for all", "rendered: not for all"]);
    expect(store.bytes()).toBe(0);
    if (outcome === "failed") expect(await get()).toBe("rendered: not for all");
    expect(renders).toHaveLength(1);
    clock.ms = 1_000;
    void get();
    expect(renders).toHaveLength(2);
  },
);

test("a page that has become personal is not answered from before", async () => {
  const { clock, get, last, keep } = openStore();
  await keep("one");
  clock.ms = 1_000;
  const next = get();
  last().done(page("leads elsewhere", { outcome: "personal" }));
  expect(await next).toBe("rendered: leads elsewhere");
});

test("the pages take no more memory than they may, and invented addresses push out no page", async () => {
  const { store, get, last, keep } = openStore({ maxBytes: 8_000 });
  await keep("home");
  for (let i = 0; i < 1_000; i++) {
    const got = get(`/invented/${i}`);
    last().done(page("nothing here", { size: 100, missing: true }));
    await got;
    expect(store.bytes()).toBeLessThanOrEqual(1_001);
  }
  expect(await get()).toBe("fresh: home");
  for (let i = 0; i < 1_000; i++) {
    const got = get(`/found/${i}`);
    last().done(page("a product", { size: 100 }));
    await got;
    expect(store.bytes()).toBeLessThanOrEqual(9_000);
  }
});

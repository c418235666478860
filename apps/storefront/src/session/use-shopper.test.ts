import { beforeEach, expect, test, vi } from "vitest";

const bomi = { id: "bomi", name: "보미", email: "bomi@example.com" };
const notes = new Map<string, string>();
const reload = vi.fn();

/** A document that was just opened; the server answers each of its reads by the next of `answers`. */
async function openDocument(answers: (() => Response)[] = []) {
  vi.resetModules();
  const fetched = vi.fn(async () => {
    const answer = answers.shift();
    if (!answer) throw new TypeError("Failed to fetch");
    return answer();
  });
  vi.stubGlobal("fetch", fetched);
  return { ...(await import("./use-shopper.ts")), fetched };
}

const told = (user: object | null) => () => Response.json({ result: { data: user } });
const refused = () => Response.json({ error: { data: { code: "TEMPORARILY_UNAVAILABLE" } } });

beforeEach(() => {
  vi.useFakeTimers();
  notes.clear();
  reload.mockClear();
  vi.stubGlobal("window", { location: { reload } });
  vi.stubGlobal("localStorage", {
    getItem: (name: string) => notes.get(name) ?? null,
    setItem: (name: string, note: string) => void notes.set(name, note),
  });
  return () => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  };
});

test("one read tells all who ask, and the browser's other documents", async () => {
  const page = await openDocument([told(bomi)]);
  expect(page.shopperHere()).toBe("");
  await Promise.all([page.readShopper(), page.readShopper(), page.readShopper()]);
  expect(page.fetched).toHaveBeenCalledOnce();
  expect(page.shopperHere()).toBe("bomi");
  expect(notes.get("sunchak.shopper")).toBe("bomi");
  expect(reload).not.toHaveBeenCalled();
});

test("a document asks until the server says who it is", async () => {
  const page = await openDocument([refused, refused, told(bomi)]);
  const read = page.readShopper();
  await vi.runAllTimersAsync();
  await read;
  expect(page.fetched).toHaveBeenCalledTimes(3);
  expect(page.shopperHere()).toBe("bomi");
});

test.each([
  ["another shopper", { ...bomi, id: "dana" }, "dana"],
  ["a visitor", null, ""],
])("a shopper's document that turns out to be %s's is loaded anew", async (_, other, id) => {
  const page = await openDocument([told(bomi), told(other)]);
  await page.readShopper();
  await page.readShopper();
  expect(reload).toHaveBeenCalledOnce();
  expect(page.shopperHere()).toBe("bomi");
  expect(notes.get("sunchak.shopper")).toBe(id);
});

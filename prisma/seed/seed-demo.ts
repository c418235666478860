import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { registerUser } from "@sunchak/auth";
import {
  aggregateRanking,
  countCompanions,
  createSigner,
  type Deps,
  Door,
  newId,
} from "@sunchak/core";
import { type Database, openDatabase, searchName, storeSearchEntries } from "@sunchak/db";
import { deployMigrations } from "@sunchak/db/migrate";
import { createLockDriver } from "@sunchak/lock";
import { demoAccounts, pastShoppers } from "./accounts.ts";
import { demoCampaigns } from "./campaigns.ts";
import {
  catalogProducts,
  categories,
  categoryNames,
  nearlySoldOutProductSlug,
  rushProductSlug,
  soldOutProductSlug,
} from "./catalog.ts";
import { copyShop } from "./copy-shop.ts";
import { livePast, MovableClock, type SeededProduct } from "./history.ts";
import { specsOf } from "./specs.ts";

const DAY = 24 * 3_600_000;

/**
 * Fills an empty database with the demo shop as of `now`, with a history of five days. The history
 * is made in a separate database and copied in one transaction: whenever this is killed, the shop
 * is there whole or not at all.
 * @throws NotEmpty
 */
export async function seedDemo(db: Database, now: Date): Promise<void> {
  forgetKilled();
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  const forget = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", forget);
  const url = `file:${join(folder, "shop.db")}`;
  const own = openDatabase(url);
  try {
    await deployMigrations(url);
    await liveDemo(own, now);
    await copyShop(own, db);
  } finally {
    await own.close();
    forget();
    process.off("exit", forget);
  }
}

const PREFIX = "sunchak-seed-";

/** Removes the files of killed seeds, which could not remove them. */
function forgetKilled(): void {
  for (const name of readdirSync(tmpdir()).filter((one) => one.startsWith(PREFIX))) {
    const pid = Number.parseInt(name.slice(PREFIX.length), 10);
    if (!isAlive(pid)) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function liveDemo(db: Database, now: Date): Promise<void> {
  const clock = new MovableClock(now);
  const deps: Deps & { clock: MovableClock } = {
    db,
    clock,
    lock: createLockDriver({ kind: "memory" }),
    door: new Door(() => clock.now().getTime()),
    signer: createSigner({ secret: randomUUID() }),
    log: { info: () => {}, warn: () => {}, error: () => {} },
    metrics: { count: () => {} },
    // The demo's exports are never sent out; they are marked delivered below.
    relay: { exportReady: () => {} },
    dataPlatform: {
      destination: null,
      send: () => Promise.reject(new Error("the demo exports nothing")),
    },
    config: { maxBalance: 10_000_000, orderExpiresMinutes: 15, adminUrl: "" },
  };
  const opening = new Date(now.getTime() - 6 * DAY);
  const { adminId, demoShoppers, others } = await makeUsers(db, opening, clock);
  await db.client.category.createMany({
    data: categories.map((slug) => ({
      slug,
      name: categoryNames[slug].ko,
      nameEn: categoryNames[slug].en,
      createdAt: opening,
    })),
  });
  const products = await makeProducts(db, opening);
  const campaigns: Record<string, string> = {};
  for (const { key, ...campaign } of demoCampaigns(now)) {
    const id = newId(clock);
    const searched = searchName(campaign.name, campaign.nameEn);
    await db.client.couponCampaign.create({
      data: { id, createdAt: opening, searchName: searched, ...campaign },
    });
    campaigns[key] = id;
  }
  await livePast({
    deps,
    shoppers: [...demoShoppers, ...others],
    adminId,
    products,
    campaigns,
    special: {
      rush: rushProductSlug,
      soldOut: soldOutProductSlug,
      nearlySoldOut: nearlySoldOutProductSlug,
    },
  });
  await db.client.$executeRaw`
    UPDATE outbox_events SET status = 'DELIVERED', attempts = 1, response_status = 200,
      delivered_at = occurred_at`;
  await db.client.$executeRaw`
    INSERT INTO export_attempts
      (id, event_id, number, started_at, ended_at, response_status, destination)
    SELECT id, id, 1, occurred_at, occurred_at, 200, 'demo' FROM outbox_events`;
  // Its receipts were given to nobody.
  await db.client.logKey.deleteMany();
  clock.set(now);
  await aggregateRanking(deps);
  await countCompanions(deps);
}

async function makeUsers(db: Database, createdAt: Date, clock: MovableClock) {
  const ids: string[] = [];
  for (const account of demoAccounts) {
    ids.push((await registerUser(db, { ...account, createdAt })).id);
  }
  const [adminId = "", ...demoShoppers] = ids;
  const others = pastShoppers.map((name, i) => ({
    id: newId(clock),
    name,
    searchName: searchName(name),
    email: `past-${i + 1}@sunchak.example`,
    createdAt,
    updatedAt: createdAt,
  }));
  await db.client.user.createMany({ data: others });
  return { adminId, demoShoppers, others: others.map((user) => user.id) };
}

/** Spreads the creation times so that the newest products come from every category in turn. */
async function makeProducts(db: Database, opening: Date): Promise<SeededProduct[]> {
  const places = catalogProducts.map((product, i) => {
    const before = catalogProducts
      .slice(0, i)
      .filter(({ category }) => category === product.category);
    return {
      product,
      place: before.length * categories.length + categories.indexOf(product.category),
    };
  });
  const products = places.map(({ product, place }) => {
    const createdAt = new Date(opening.getTime() - place * 3_600_000);
    return { product, id: newId({ now: () => createdAt }), createdAt };
  });
  const rows = products.map(({ product, id, createdAt }) => {
    const { slug, initialStock, images, ...texts } = product;
    return {
      id,
      version: 1,
      archivedAt: null,
      ...texts,
      ...specsOf(slug),
      images: [...images],
      searchName: searchName(product.name, product.nameEn),
      initialStock,
      stock: initialStock,
      createdAt,
      updatedAt: createdAt,
    };
  });
  await db.client.product.createMany({ data: rows });
  await storeSearchEntries(db.client, rows);
  return products.map(({ product, id }) => ({ ...product, id }));
}

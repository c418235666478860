import {
  allAtOnce,
  makeProduct,
  makeShopper,
  onEachDatabase,
  testDeps,
  times,
} from "@sunchak/testing";
import { beforeEach, expect, it } from "vitest";
import { listAuditEntries } from "../audit/list-audit-entries.ts";
import { archiveProducts } from "./archive-products.ts";
import { createProduct } from "./create-product.ts";
import { listAllCategories, listCategories } from "./list-categories.ts";
import { listProducts } from "./list-products.ts";
import { createCategory, renameCategory } from "./save-category.ts";
import { createCategoryInput, listProductsInput } from "./schema.ts";
import { updateProduct } from "./update-product.ts";

onEachDatabase((database) => {
  let deps: ReturnType<typeof testDeps>;
  let actorId: string;
  const create = (name: string, nameEn: string) => createCategory(deps, { actorId, name, nameEn });
  const product = (category: string) => ({
    actorId,
    name: "블록",
    nameEn: "Blocks",
    description: "",
    descriptionEn: "",
    specs: "",
    specsEn: "",
    category,
    price: 1_000,
    images: [],
  });

  beforeEach(async () => {
    deps = testDeps(database());
    await deps.db.client.product.updateMany({ data: { archivedAt: deps.clock.now() } });
    await deps.db.client.category.deleteMany();
    actorId = await makeShopper(deps, { role: "owner" });
  });

  it("shows shoppers the categories with something on sale, and admins all, in both languages", async () => {
    const toys = await create("장난감 & 인형", "Toys & dolls");
    const empty = await create("<b>새것</b> 100%", "Brand-new 100%");
    expect(toys).toEqual({ slug: "toys-dolls", name: "장난감 & 인형", nameEn: "Toys & dolls" });
    expect(await listCategories(deps)).toEqual({ items: [] });
    const { id } = await createProduct(deps, { ...product(toys.slug), stock: 1 });
    expect(await listCategories(deps)).toEqual({ items: [toys] });
    expect(await listAllCategories(deps)).toEqual({ items: [empty, toys] });
    const found = await listProducts(deps, listProductsInput.parse({ category: toys.slug }));
    expect(found.items.map((item) => item.id)).toEqual([id]);
    await archiveProducts(deps, { actorId, ids: [id] });
    expect(await listCategories(deps)).toEqual({ items: [] });
  });

  it("gives each category its own slug, whatever its name", async () => {
    const slugs = [
      (await create("카페", "Crème & Café")).slug,
      (await create("카페!", "creme cafe")).slug,
      (await create("인형", "인형")).slug,
      (await create("삼십", "3-D prints!")).slug,
      (await create("길다", "a".repeat(60))).slug,
    ];
    expect(slugs).toEqual([
      "creme-cafe",
      expect.stringMatching(/^creme-cafe-[0-9a-f]{6}$/),
      expect.stringMatching(/^category-[0-9a-f]{6}$/),
      "3-d-prints",
      "a".repeat(32),
    ]);
    for (const slug of slugs) {
      await createProduct(deps, { ...product(slug), stock: 1 });
    }
  });

  it("refuses a name that another category has in either language", async () => {
    await create("장난감", "Toys");
    await expect(create("장난감", "Playthings")).rejects.toMatchObject({ code: "NAME_TAKEN" });
    await expect(create("놀이", "Toys")).rejects.toMatchObject({ code: "NAME_TAKEN" });
    const typed = createCategoryInput.parse({ name: " 장난감 ".normalize("NFD"), nameEn: "Play" });
    await expect(create(typed.name, typed.nameEn)).rejects.toMatchObject({ code: "NAME_TAKEN" });
    const { succeeded, refused } = await allAtOnce(
      times(4, (i) => () => create("책", `Book ${i}`)),
    );
    expect([succeeded.length, refused]).toEqual([1, { NAME_TAKEN: 3 }]);
  });

  it("renames a category, and keeps its slug and its products", async () => {
    const { slug } = await create("장남감", "Tois");
    const right = { slug, name: "장난감", nameEn: "Toys" };
    expect(await renameCategory(deps, { actorId, ...right })).toEqual(right);
    expect(await listAllCategories(deps)).toEqual({ items: [right] });
    expect((await listAuditEntries(deps, { subjectId: slug, size: 9 })).items).toContainEqual(
      expect.objectContaining({
        action: "category.rename",
        before: { name: "장남감", nameEn: "Tois" },
        after: { name: "장난감", nameEn: "Toys" },
      }),
    );
    await create("책", "Books");
    await expect(
      renameCategory(deps, { actorId, ...right, nameEn: "Books" }),
    ).rejects.toMatchObject({ code: "NAME_TAKEN" });
    for (const unknown of ["none", "a\u0000b"]) {
      await expect(
        renameCategory(deps, { actorId, ...right, slug: unknown, name: "새", nameEn: "New" }),
      ).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
  });

  it("puts no product into an unknown category", async () => {
    const { slug } = await create("장난감", "Toys");
    const refusal = { code: "NOT_FOUND", details: { category: "none" } };
    await expect(createProduct(deps, { ...product("none"), stock: 1 })).rejects.toMatchObject(
      refusal,
    );
    const { id, version } = await createProduct(deps, { ...product(slug), stock: 1 });
    await expect(updateProduct(deps, { id, version, ...product("none") })).rejects.toMatchObject(
      refusal,
    );
  });

  it("lists a category whose slug has odd characters, and takes none as a wildcard", async () => {
    const odd = "한글 띄어쓰기/100%_&#?\\'\"";
    const id = await makeProduct(deps, { category: odd });
    const found = await listProducts(deps, listProductsInput.parse({ category: odd }));
    expect(found.items.map((item) => item.id)).toEqual([id]);
    const other = listProductsInput.parse({ category: odd.replace("_", "%") });
    expect((await listProducts(deps, other)).items).toEqual([]);
  });
});

import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { IMAGE_BYTES_MAX, type ImageFault } from "@sunchak/core";
import { times } from "@sunchak/testing";
import sharp from "sharp";
import { describe, expect, onTestFinished, test } from "vitest";
import { type AdminApi, adminApiForTest } from "../admin/admin.fixture.ts";
import { createImageStore } from "./image-store.ts";

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#c60" } });

const upload = async (api: AdminApi, body: RequestInit["body"], token?: string, headers = {}) => {
  const answer = await api.send("POST", "/api/images", { body, token, headers });
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
};

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "sunchak-uploads-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

const bomb = (format: "png" | "jpeg") => picture(10_000, 10_000).toFormat(format).toBuffer();

describe("uploading a picture", () => {
  test.each(["jpeg", "png", "webp", "avif"] as const)(
    "takes %s and serves WebP",
    async (format) => {
      const api = await adminApiForTest();
      const { token } = await api.person("owner");
      const bytes = await picture(2_000, 1_000).toFormat(format).toBuffer();
      const { status, json } = await upload(api, new Uint8Array(bytes), token);
      expect([status, json]).toEqual([
        201,
        {
          url: expect.stringMatching(/^\/uploads\/[0-9a-f]{64}\.webp$/),
          width: 1_600,
          height: 800,
        },
      ]);
      const served = await api.send("GET", String(json.url));
      expect(Object.fromEntries(served.headers)).toMatchObject({
        "content-type": "image/webp",
        "cache-control": "public, max-age=31536000, immutable",
        "x-content-type-options": "nosniff",
      });
      expect(await sharp(await served.arrayBuffer()).metadata()).toMatchObject({
        format: "webp",
        width: 1_600,
      });
      for (const width of [400, 800]) {
        const narrow = await api.send("GET", `${json.url}?width=${width}`);
        expect(await sharp(await narrow.arrayBuffer()).metadata()).toMatchObject({
          format: "webp",
          width,
        });
      }
      const other = await api.send("GET", `${json.url}?width=401`);
      expect((await sharp(await other.arrayBuffer()).metadata()).width).toBe(1_600);
      const form = new FormData();
      form.set("file", new Blob([new Uint8Array(bytes)]), "cat.gif");
      const same = await upload(api, form, token);
      expect([same.status, same.json.url]).toEqual([201, json.url]);
      expect(await api.runtime.deps.db.client.auditEntry.count()).toBe(2);
    },
  );

  test("turns a picture upright and drops the camera's metadata", async () => {
    const api = await adminApiForTest();
    const { token } = await api.person("owner");
    const exif = { IFD0: { Copyright: "secret place" } };
    const upright = picture(40, 20).withMetadata({ orientation: 6 }).withExifMerge(exif);
    const bytes = await upright.jpeg().toBuffer();
    expect(bytes.includes("secret place")).toBe(true);
    const { json } = await upload(api, new Uint8Array(bytes), token);
    expect(json).toMatchObject({ width: 20, height: 40 });
    const served = Buffer.from(await (await api.send("GET", String(json.url))).arrayBuffer());
    expect(served.includes("secret place")).toBe(false);
  });

  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  const cut = async (format: "jpeg" | "png" | "webp" | "avif", part = 0.9) => {
    const bytes = await picture(200, 200).toFormat(format).toBuffer();
    return bytes.subarray(0, Math.floor(bytes.length * part));
  };

  test.each<[string, ImageFault, () => Promise<Buffer> | Buffer]>([
    ["an empty file", "EMPTY", () => Buffer.alloc(0)],
    ["a script in an SVG", "UNSUPPORTED", () => Buffer.from(svg)],
    ["a GIF", "UNSUPPORTED", () => picture(4, 4).gif().toBuffer()],
    ["a TIFF", "UNSUPPORTED", () => picture(4, 4).tiff().toBuffer()],
    ["a text", "UNSUPPORTED", () => Buffer.from("not a picture")],
    ["the beginning of a PNG alone", "DAMAGED", () => cut("png", 0.1)],
    ["half a JPEG", "DAMAGED", () => cut("jpeg", 0.5)],
    ["most of a PNG", "DAMAGED", () => cut("png")],
    ["most of a WebP", "DAMAGED", () => cut("webp")],
    ["most of an AVIF", "DAMAGED", () => cut("avif")],
    ["100 million pixels in a few bytes", "TOO_MANY_PIXELS", () => bomb("png")],
    ["as many in a JPEG", "TOO_MANY_PIXELS", () => bomb("jpeg")],
  ])("refuses %s as %s, whatever the file's name", async (_name, reason, make) => {
    const api = await adminApiForTest();
    const { token } = await api.person("owner");
    const bytes = new Uint8Array(await make());
    const form = new FormData();
    form.set("file", new Blob([bytes], { type: "image/png" }), "cat.png");
    const raw = [bytes, token, { "content-type": "image/png" }] as const;
    for (const { status, json } of [await upload(api, ...raw), await upload(api, form, token)]) {
      expect([status, json]).toMatchObject([
        400,
        { code: "VALIDATION_FAILED", details: { reason } },
      ]);
    }
    expect(await api.runtime.deps.db.client.auditEntry.count()).toBe(0);
  });

  test("refuses too many bytes and a form without a file", async () => {
    const api = await adminApiForTest();
    const { token } = await api.person("owner");
    expect((await upload(api, new FormData(), token)).status).toBe(400);
    const bytes = new Uint8Array(IMAGE_BYTES_MAX + 1);
    const form = new FormData();
    form.set("file", new Blob([bytes]), "cat.png");
    for (const body of [bytes, form]) {
      const { status, json } = await upload(api, body, token);
      expect([status, json.code]).toEqual([413, "PAYLOAD_TOO_LARGE"]);
    }
  });

  test("makes one still sRGB picture of every input", async () => {
    const api = await adminApiForTest();
    const { token } = await api.person("owner");
    const frames = await Promise.all(times(3, () => picture(40, 40).raw().toBuffer()));
    const film = { width: 40, height: 120, channels: 3, pageHeight: 40 } as const;
    for (const bytes of [
      await sharp(Buffer.concat(frames), { raw: film }).webp({ loop: 0 }).toBuffer(),
      await picture(40, 40).toColourspace("cmyk").jpeg().toBuffer(),
      await picture(40, 40).toColourspace("rgb16").png().toBuffer(),
    ]) {
      const { status, json } = await upload(api, new Uint8Array(bytes), token);
      expect(status).toBe(201);
      const stored = await (await api.send("GET", String(json.url))).arrayBuffer();
      const { pages, ...kept } = await sharp(stored).metadata();
      expect([pages, kept]).toMatchObject([undefined, { width: 40, height: 40, space: "srgb" }]);
    }
  });

  test("makes a narrow picture once, however many ask at once, and then reads it from the disk", async () => {
    const folder = makeFolder();
    const images = createImageStore(folder);
    const name = (await images.put(await picture(800, 800).webp().toBuffer())).url.slice(
      "/uploads/".length,
    );
    const [made, ...others] = await Promise.all(times(5, () => images.get(name, 400)));
    for (const other of others) expect(other).toBe(made);
    expect((await sharp(made ?? undefined).metadata()).width).toBe(400);
    rmSync(join(folder, name));
    expect(await images.get(name, 400)).toEqual(made);
    expect(await images.get(name, 800)).toBeNull();
  });

  test("leaves no partial file when the disk fails", async () => {
    const folder = makeFolder();
    const bytes = new TextEncoder().encode("a picture");
    const images = createImageStore(folder);
    const name = (await images.put(bytes)).url.slice("/uploads/".length);
    // Something that cannot be replaced is in the picture's place.
    rmSync(join(folder, name));
    mkdirSync(join(folder, name, "in-the-way"), { recursive: true });
    await expect(images.put(bytes)).rejects.toThrow();
    expect(readdirSync(folder)).toEqual([name]);
  });

  test("is allowed to an admin of this site only", async () => {
    const api = await adminApiForTest();
    const shopper = await api.person("user");
    const bytes = new Uint8Array(await picture(4, 4).png().toBuffer());
    expect((await upload(api, bytes)).status).toBe(401);
    expect((await upload(api, bytes, shopper.token)).status).toBe(403);
    expect((await upload(api, bytes, undefined, { origin: "https://evil.example" })).status).toBe(
      403,
    );
    for (const name of ["x.webp", `${"0".repeat(64)}.webp`, "..%2f..%2fpackage.json"]) {
      expect((await api.send("GET", `/uploads/${name}`)).status).toBe(404);
    }
  });
});

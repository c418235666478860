import {
  audited,
  getRankingList,
  IMAGE_BYTES_MAX,
  logAccess,
  planImport,
  rankingListInput,
  reportInput,
  reportNames,
} from "@sunchak/core";
import type { Hono } from "hono";
import { z } from "zod";
import { TransportError } from "../api-error.ts";
import { createContext, requireAdmin } from "../context.ts";
import { toWebp } from "../images/to-webp.ts";
import { readBytes } from "../read-body.ts";
import { type ApiContext, type ApiEnv, queryOf } from "../respond.ts";
import { refuseMethod } from "../rest/rest.ts";
import type { Runtime } from "../runtime.ts";
import { csvHeaders, sendCsv } from "../send-csv.ts";
import { fileLocale, personalFiles } from "./personal-files.ts";
import { productPieces, readProducts } from "./products-csv.ts";
import { rankingCsv } from "./ranking-csv.ts";
import { reportCsv } from "./reports-csv.ts";

/** In bytes: a picture, and the little that the form around it adds. */
const FORM_LIMIT = IMAGE_BYTES_MAX + 64 * 1024;

const { days } = rankingListInput.shape;
const rankingInput = rankingListInput.extend({
  locale: fileLocale,
  days: z.preprocess((text) => (text === undefined ? text : Number(text)), days),
});

const reportQuery = z.object({ locale: fileLocale, show: z.enum(reportNames) });

/** Mounts the routes that take or return files, because tRPC is not made for them. */
export function mountAdminFiles(app: Hono<ApiEnv>, runtime: Runtime): void {
  app.post("/api/images", (c) => storeImage(c, runtime));
  app.all("/api/images", (c) => refuseMethod(c, runtime, ["POST"]));
  for (const file of personalFiles) {
    const path = `/api/${file.name}`;
    app.get(path, (c) => sendPersonal(c, runtime, file));
    app.all(path, (c) => refuseMethod(c, runtime, ["GET", "HEAD"]));
  }
  app.get("/api/products.csv", (c) => sendProducts(c, runtime));
  app.all("/api/products.csv", (c) => refuseMethod(c, runtime, ["GET", "HEAD"]));
  app.post("/api/products/plan", (c) => planProducts(c, runtime));
  app.all("/api/products/plan", (c) => refuseMethod(c, runtime, ["POST"]));
  app.get("/api/ranking.csv", (c) => sendRanking(c, runtime));
  app.all("/api/ranking.csv", (c) => refuseMethod(c, runtime, ["GET", "HEAD"]));
  app.get("/api/report.csv", (c) => sendReport(c, runtime));
  app.all("/api/report.csv", (c) => refuseMethod(c, runtime, ["GET", "HEAD"]));
}

/** Stores a picture for products: the body itself, or the form's field `file`. */
async function storeImage(c: ApiContext, runtime: Runtime): Promise<Response> {
  const { deps, images, limits } = runtime;
  const { user } = await requireAdmin(createContext(runtime, c.req.raw.headers), "image.upload");
  const actorId = user.id;
  await limits.countWrite(actorId);
  const { data, width, height } = await toWebp(await readPicture(c));
  const call = { action: "image.upload", subjectType: "image" } as const;
  const { url } = await images.put(data);
  await audited(deps, { actorId }, call, async (_tx, record) => {
    record({ subjectId: url.slice("/uploads/".length, -".webp".length), after: { width, height } });
  });
  return c.json({ url, width, height }, 201);
}

async function readPicture(c: ApiContext): Promise<Uint8Array> {
  const type = c.req.header("content-type") ?? "";
  const bytes = await readBytes(c, FORM_LIMIT);
  const picture = /^multipart\/form-data/i.test(type) ? await fileOf(bytes, type) : bytes;
  if (picture.byteLength > IMAGE_BYTES_MAX) {
    throw new TransportError("PAYLOAD_TOO_LARGE", `At most ${IMAGE_BYTES_MAX} bytes.`);
  }
  return picture;
}

async function fileOf(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<Uint8Array> {
  const form = await new Response(bytes, { headers: { "content-type": type } })
    .formData()
    .catch(() => null);
  const file = form?.get("file");
  if (file instanceof Blob) return new Uint8Array(await file.arrayBuffer());
  const message = "Send the picture as the field `file`.";
  throw new TransportError("VALIDATION_FAILED", message, { fields: [{ path: "file", message }] });
}

/** Streams a file of personal data while it reads it; first it logs who takes it, and why. */
async function sendPersonal(
  c: ApiContext,
  runtime: Runtime,
  file: (typeof personalFiles)[number],
): Promise<Response> {
  const { deps } = runtime;
  const { user, id: sessionId } = await requireAdmin(
    createContext(runtime, c.req.raw.headers),
    file.call,
  );
  const { reason, pieces } = file.open(deps, Object.fromEntries(queryOf(c)));
  await logAccess(deps, { actorId: user.id, sessionId }, { action: file.action, reason });
  return sendCsv(c, deps.log, pieces, file.name);
}

/** Streams all products as a CSV file that can be imported again. */
async function sendProducts(c: ApiContext, runtime: Runtime): Promise<Response> {
  const { deps } = runtime;
  await requireAdmin(createContext(runtime, c.req.raw.headers), "product.csv");
  const locale = fileLocale.parse(c.req.query("locale"));
  return sendCsv(c, deps.log, productPieces(deps, locale), "products.csv");
}

/** The largest file of products that is accepted, in bytes. */
const CSV_LIMIT = 16 * 1024 * 1024;

/** Tells what a file of products, the body, would change. It writes nothing. */
async function planProducts(c: ApiContext, runtime: Runtime): Promise<Response> {
  const { user } = await requireAdmin(createContext(runtime, c.req.raw.headers), "product.import");
  await runtime.limits.countWrite(user.id);
  const rows = await readProducts(await readBytes(c, CSV_LIMIT));
  return c.json(await planImport(runtime.deps, rows));
}

/** Sends a stored list of the ranking as a CSV file. */
async function sendRanking(c: ApiContext, runtime: Runtime): Promise<Response> {
  await requireAdmin(createContext(runtime, c.req.raw.headers), "ranking.csv");
  const { locale, ...query } = rankingInput.parse(Object.fromEntries(queryOf(c)));
  const list = await getRankingList(runtime.deps, query);
  return c.body(rankingCsv(list, locale), 200, csvHeaders("ranking.csv"));
}

/** Sends a report as a CSV file that is named after what it shows and its days. */
async function sendReport(c: ApiContext, runtime: Runtime): Promise<Response> {
  await requireAdmin(createContext(runtime, c.req.raw.headers), "report.csv");
  const { locale, show, ...days } = Object.fromEntries(queryOf(c));
  const asked = reportQuery.parse({ locale, show });
  const input = reportInput.parse(days);
  const file = await reportCsv(runtime.deps, asked.show, input, asked.locale);
  return c.body(file, 200, csvHeaders(`${asked.show}-${input.from}-${input.to}.csv`));
}

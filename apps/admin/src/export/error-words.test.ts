import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import type { ExportBody } from "@sunchak/core/schema";
import { createDataPlatform } from "@sunchak/jobs";
import { createTranslator } from "next-intl";
import { expect, it } from "vitest";
import en from "../../messages/en.json" with { type: "json" };
import { errorWords } from "./error-words.ts";

const words = createTranslator({ locale: "en", messages: en, namespace: "ExportError" });
const say = (error: string) => errorWords(words as never, error);
const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;

/** The error that a delivery stores when the receiver behaves like this. */
async function errorOf(answer: RequestListener | null): Promise<string> {
  const server = createServer(answer ?? (() => {}));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  if (!answer) server.close();
  const dataPlatform = { url: `http://127.0.0.1:${port}/`, secret };
  const platform = createDataPlatform({ dataPlatform, exportsFile: "" }, { limitMs: 100 });
  try {
    await platform.send({ id: "e1" } as ExportBody);
    throw new Error("it was taken");
  } catch (error) {
    return (error as Error).message;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

it("has words for every error that a delivery stores", async () => {
  const refused = await errorOf((_, response) => response.writeHead(503).end());
  expect(say(refused)).toBe("The receiver answered 503.");
  expect(say(await errorOf(() => {}))).toBe("No answer within 0.1 s.");
  const away = await errorOf(null);
  expect(say(away)).toBe("We couldn’t reach the receiver (ECONNREFUSED).");
  const file = createDataPlatform({ dataPlatform: null, exportsFile: tmpdir() });
  const unwritten = await file.send({ id: "e1" } as ExportBody).catch((error) => error.message);
  expect(say(unwritten)).toBe("We couldn’t write the file (EISDIR).");
  expect(say("The event could not be built or sent.")).toBe(en.ExportError.unsent);
  expect(say("The worker stopped during the last try.")).toBe(en.ExportError.stopped);
});

it("shows an unknown error as it was stored", () => {
  expect(say("It answered in riddles.")).toBe("It answered in riddles.");
});

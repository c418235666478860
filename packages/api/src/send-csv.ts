import type { Logger } from "@sunchak/core";
import { type ApiContext, reportUnexpected } from "./respond.ts";

/** Sends a CSV file while it is made; one that cannot be finished ends as a broken download. */
export function sendCsv(
  c: ApiContext,
  log: Logger,
  pieces: AsyncGenerator<string>,
  filename: string,
): Response {
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { value, done } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      } catch (error) {
        reportUnexpected(log, c.get("requestId"), error);
        controller.error(error);
      }
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
  return c.body(stream, 200, csvHeaders(filename));
}

/** The headers of a CSV file that the browser stores under this name. */
export const csvHeaders = (filename: string) => ({
  "Content-Type": "text/csv; charset=utf-8",
  "Content-Disposition": `attachment; filename="${filename}"`,
});

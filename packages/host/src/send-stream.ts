import type { ServerResponse } from "node:http";
import type { LiveStream } from "@sunchak/api";

/**
 * Sends a live stream to a connection until either ends. A client that doesn't read is dropped: when
 * something is to be sent, all that was sent before must have left this process.
 * @param head the status and headers.
 * @param onDropped is called for such a client.
 */
export function sendStream(
  stream: LiveStream,
  head: Response,
  response: ServerResponse,
  onDropped: () => void,
): void {
  // A response that waits behind another one on its connection is not told when that closes.
  const connection = response.req.socket;
  connection.once("close", stream.close);
  if (connection.destroyed) stream.close();
  // Each event as it is: the end of the connection is the end of the stream.
  response.useChunkedEncodingByDefault = false;
  response.writeHead(head.status, { ...Object.fromEntries(head.headers), Connection: "close" });
  stream.start({
    send(text) {
      if (response.writableEnded || connection.destroyed) return;
      if (response.writableLength > 0) onDropped();
      if (response.writableLength > 0 || !connection.writable) connection.destroy();
      else response.write(text);
    },
    end() {
      if (response.writableLength > 0) connection.destroy();
      else response.end();
    },
  });
}

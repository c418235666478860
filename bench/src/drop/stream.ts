import { openSocket, requestBytes } from "../http.ts";

/** What a live stream says of a campaign, with the time at which this process read it. */
export interface Seen {
  phase: string;
  remainingQuantity: number;
  /** The server's time, as milliseconds since 1970. */
  now: number;
  /** This machine's time. */
  at: number;
}

const EVENT = "\ndata: ";

/** This machine's time as milliseconds since 1970, with fractions. */
export const present = () => performance.timeOrigin + performance.now();

/**
 * Opens a live stream of Server-Sent Events on a connection of its own. Servers write each event
 * as one chunk, so it is found in the bytes as they come.
 * @returns once the server has accepted it.
 * @throws Error when it refuses.
 */
export async function openStream(
  url: string,
  path: string,
  {
    localAddress,
    onSeen,
    onEnd,
  }: { localAddress?: string; onSeen(seen: Seen): void; onEnd(): void },
): Promise<void> {
  const socket = await openSocket(url, localAddress);
  const headers = { Host: new URL(url).host, Accept: "text/event-stream" };
  return new Promise((resolve, reject) => {
    let text = "";
    let isAccepted = false;
    socket.on("data", (bytes) => {
      const at = present();
      text += bytes.toString("latin1");
      if (!isAccepted) {
        if (!text.includes("\r\n\r\n")) return;
        if (!text.startsWith("HTTP/1.1 200 ")) {
          reject(new Error(text));
          return void socket.destroy();
        }
        isAccepted = true;
        resolve();
      }
      for (;;) {
        const begin = text.indexOf(EVENT);
        const end = begin === -1 ? -1 : text.indexOf("\n", begin + EVENT.length);
        if (end === -1) break;
        onSeen({ ...readData(text.slice(begin + EVENT.length, end)), at });
        text = text.slice(end);
      }
    });
    socket.on("error", () => {});
    socket.on("close", () =>
      isAccepted ? onEnd() : reject(new Error("the stream was not opened")),
    );
    socket.write(requestBytes("GET", path, { headers }));
  });
}

let last: { json: string; read: Omit<Seen, "at"> } | undefined;

/** All streams get the same bytes, so each event is parsed once. */
function readData(json: string): Omit<Seen, "at"> {
  if (last?.json === json) return last.read;
  const { phase, remainingQuantity, now } = JSON.parse(json);
  last = { json, read: { phase, remainingQuantity, now: Date.parse(now) } };
  return last.read;
}

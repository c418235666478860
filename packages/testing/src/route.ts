import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export interface Route {
  port: number;
  /** Closes the connection of the next reply instead of passing the reply on. */
  cutAtNextReply(): void;
  /** Open connections stay open and never answer again; new ones work. */
  silenceOpenConnections(): void;
  /** Replaces every line of a reply by this one, until it is called without a line. */
  answerWith(line?: string): void;
  stop(): Promise<void>;
}

/** A proxy to a port of this machine, which can lose or change replies. */
export async function startRoute(target: number): Promise<Route> {
  const ends = new Set<Socket>();
  let silenced = new Set<Socket>();
  let isCut = false;
  let ownLine: string | undefined;
  const server = createServer((near) => {
    const far = connect(target, "127.0.0.1");
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(end.on("error", () => undefined));
      end.once("close", () => {
        ends.delete(end);
        other.destroy();
      });
    }
    near.pipe(far);
    far.on("data", (reply) => {
      if (isCut) near.destroy();
      else if (!silenced.has(far)) {
        near.write(ownLine === undefined ? reply : `${reply}`.replaceAll(/.*\r\n/g, ownLine));
      }
      isCut = false;
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    cutAtNextReply() {
      isCut = true;
    },
    silenceOpenConnections() {
      silenced = new Set(ends);
    },
    answerWith(line) {
      ownLine = line;
    },
    async stop() {
      for (const end of ends) end.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

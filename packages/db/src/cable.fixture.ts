import { connect, createServer, type Socket } from "node:net";

export interface Cable {
  /** The server's URL, through the proxy. */
  url: string;
  /** Cuts every connection. */
  cut(): void;
  /** Cuts a connection as soon as it has sent this text to the server. */
  cutAfter(text: string): void;
  close(): void;
}

/** A TCP proxy in front of a PostgreSQL server, whose connections a test can cut. */
export async function layCable(serverUrl: string): Promise<Cable> {
  const url = new URL(serverUrl);
  const port = Number(url.port);
  const sockets = new Set<Socket>();
  let cutText: string | undefined;
  const server = createServer((near) => {
    const far = connect(port, url.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", () => {});
    }
    far.pipe(near);
    near.on("data", (sent: Buffer) => {
      if (cutText === undefined || !sent.includes(cutText)) return void far.write(sent);
      // The server gets the text, but its answer is lost.
      far.unpipe(near);
      far.resume();
      far.write(sent, () => near.destroy());
    });
    near.on("close", () => far.end());
    far.on("close", () => near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  url.port = String(address.port);
  return {
    url: url.href,
    cut() {
      for (const socket of sockets) socket.destroy();
    },
    cutAfter(text) {
      cutText = text;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

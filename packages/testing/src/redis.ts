import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { createClient } from "redis";
import { freePort } from "./free-port.ts";

export interface TestRedis {
  url: string;
  port: number;
  /** Freezes the server: it accepts connections and bytes, and answers nothing. */
  pause(): void;
  /** Lets a frozen server continue with the bytes that it has received. */
  resume(): void;
  /** Runs a command, such as CONFIG SET, on a new connection. */
  command(...command: string[]): Promise<unknown>;
  stop(): Promise<void>;
}

/**
 * Starts the system's redis-server on 127.0.0.1, empty and without persistence.
 * @param options.port the port of an earlier server, to come back there; otherwise a free port
 */
export async function startRedis(options: { port?: number } = {}): Promise<TestRedis> {
  const port = options.port ?? (await freePort());
  const child = spawn(
    "redis-server",
    ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const kill = () => child.kill("SIGKILL");
  // A test run that dies must not leave servers behind.
  process.once("exit", kill);
  const gone = new Promise<void>((resolve) => child.once("close", () => resolve()));

  const log: string[] = [];
  await new Promise<void>((resolve, reject) => {
    child.once("error", (error: NodeJS.ErrnoException) => {
      const missing = "redis-server was not found. Install it: apt-get install redis-server";
      reject(error.code === "ENOENT" ? new Error(missing, { cause: error }) : error);
    });
    child.once("close", () => reject(new Error(`redis-server did not start:\n${log.join("\n")}`)));
    // Waits for its own log line. A PING would also succeed on a server that took the port before.
    createInterface({ input: child.stdout }).on("line", (line) => {
      log.push(line);
      if (line.includes("Ready to accept connections")) resolve();
    });
  }).catch((error: unknown) => {
    process.off("exit", kill);
    throw error;
  });

  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    pause: () => void child.kill("SIGSTOP"),
    resume: () => void child.kill("SIGCONT"),
    async command(...command) {
      const client = createClient({ url: `redis://127.0.0.1:${port}`, RESP: 2 });
      await client.on("error", () => undefined).connect();
      try {
        return await client.sendCommand(command);
      } finally {
        client.destroy();
      }
    },
    async stop() {
      process.off("exit", kill);
      // There is nothing to save, and a frozen server reacts to no other signal.
      kill();
      await gone;
    },
  };
}

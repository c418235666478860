// Lets only one npm start at a time prepare a folder. Uses only Node's own modules.
import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./processes.mjs";

/** A name to listen on. The system frees it when the listening process ends, however it ends. */
function nameOfFolder() {
  const name = `sunchak-${createHash("sha256").update(root).digest("hex").slice(0, 16)}`;
  if (process.platform === "linux") return `\0${name}`;
  if (process.platform === "win32") return `\\\\.\\pipe\\${name}`;
  return join(tmpdir(), `${name}.sock`);
}

const listen = (name) =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", reject);
    server.listen(name, () => resolve(server));
  });

const isHeld = (name) =>
  new Promise((resolve) => {
    const socket = connect(name);
    socket.once("error", () => resolve(false));
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
  });

/**
 * Does this work while no other process does it in this folder.
 * @throws Error when another process does.
 */
export async function alone(work) {
  const name = nameOfFolder();
  // A socket file outlives a process that was killed.
  if (name.startsWith("/") && !(await isHeld(name))) rmSync(name, { force: true });
  const server = await listen(name).catch((error) => {
    // Where the system has no such names, do the work without one.
    if (error.code !== "EADDRINUSE") return undefined;
    throw new Error("Another npm start prepares this folder. Wait until it is ready, or stop it.");
  });
  try {
    return await work();
  } finally {
    server?.close();
  }
}

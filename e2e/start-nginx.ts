import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "@sunchak/testing";

export interface RunningNginx {
  url: string;
  /** Each request so far: the path, and the address of the process that answered it. */
  passed(): { path: string; to: string }[];
  stop(): Promise<void>;
}

const guide = fileURLToPath(new URL("../docs/deployment.md", import.meta.url));

/**
 * Starts the system's nginx in front of these two storefronts, with the configuration that the
 * deployment guide prints: only its ports, its name and its TLS are replaced.
 */
export async function startNginx([first, second]: [string, string]): Promise<RunningNginx> {
  const folder = mkdtempSync(join(tmpdir(), "sunchak-nginx-"));
  const url = `http://localhost:${await freePort()}`;
  writeFileSync(join(folder, "nginx.conf"), configurationFor(folder, url, [first, second]));
  const child = spawn("nginx", ["-p", folder, "-c", "nginx.conf", "-e", "stderr"], {
    stdio: ["ignore", "inherit", "inherit"],
    // Debian keeps it where only root looks.
    env: { PATH: `${process.env.PATH}:/usr/sbin` },
  });
  const exited = once(child, "exit");
  const abandon = () => child.kill("SIGKILL");
  process.once("exit", abandon);
  await Promise.race([listening(url), exited.then(() => Promise.reject(new Error("no nginx")))]);
  return {
    url,
    passed: () =>
      readFileSync(join(folder, "access.log"), "utf8")
        .split("\n")
        .filter(Boolean)
        .map((line) => {
          const [path = "", ...tried] = line.split(/,? /);
          return { path, to: tried.at(-1) ?? "" };
        }),
    async stop() {
      process.off("exit", abandon);
      child.kill("SIGQUIT");
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function configurationFor(folder: string, url: string, servers: [string, string]): string {
  const printed = /```nginx\n(.*?)\n```/s.exec(readFileSync(guide, "utf8"))?.[1];
  if (!printed) throw new Error("docs/deployment.md has no nginx configuration");
  const portOf = (server: string) => new URL(server).port;
  const adapted = printed
    .replace("127.0.0.1:3000", `127.0.0.1:${portOf(servers[0])}`)
    .replace("127.0.0.1:3002", `127.0.0.1:${portOf(servers[1])}`)
    .replace("listen 443 ssl;", `listen 127.0.0.1:${portOf(url)}; listen [::1]:${portOf(url)};`)
    .replace("server_name shop.example.com;", "server_name localhost;")
    .replace(/^ +(http2|ssl_certificate|ssl_certificate_key) .*$/gm, "");
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  return `
    daemon off;
    error_log stderr crit;
    pid nginx.pid;
    ${process.getuid?.() === 0 ? "user root;" : ""}
    worker_rlimit_nofile 16384;
    events { worker_connections 8192; }
    http {
      log_format passed "$request_uri $upstream_addr";
      access_log ${folder}/access.log passed;
      ${temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join("\n")}
      ${adapted}
    }`;
}

async function listening(url: string): Promise<void> {
  for (;;) {
    const answered = await fetch(`${url}/api/health/live`).catch(() => null);
    if (answered?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

// Two servers: the project's own, with its real headers, and one that can be told to misbehave.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { createInterface } from "node:readline";

import { DEV } from "./site.mjs";

/** Serves a folder by `cargo dev serve`; `stop` ends it, and with it every connection. */
export async function serve(dir, { base = "/", port = 0 } = {}) {
  const args = ["serve", "--dir", dir, "--base", base, "--port", String(port), "--stop-with-stdin"];
  const child = spawn(DEV, args, { stdio: ["pipe", "pipe", "inherit"] });
  const gone = once(child, "exit");
  const said = createInterface({ input: child.stdout });
  const url = await Promise.race([
    (async () => {
      for await (const line of said) if (line.startsWith("listening ")) return line.slice("listening ".length);
    })(),
    gone.then(([code]) => Promise.reject(new Error(`the server ended with ${code}`))),
  ]);
  const stop = async () => {
    child.stdin.end();
    await gone;
  };
  return { url, port: Number(new URL(url).port), stop };
}

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
};

/**
 * A static host like many: files, and the app's page for addresses that name none.
 *
 * `mounts` maps a base to a folder and may change while it runs. `answer(path, response)` may answer in the place of
 * a file, and returns whether it did. With `plain` it knows nothing of the app: 404.html with status 404.
 */
export class StaticHost {
  constructor(mounts, { plain = false } = {}) {
    this.mounts = mounts;
    this.plain = plain;
    this.answer = () => false;
  }

  async start(port = 0) {
    this.server = createServer((request, response) => this.#respond(request, response));
    this.server.listen(port, "127.0.0.1");
    await once(this.server, "listening");
    this.port = this.server.address().port;
    this.origin = `http://127.0.0.1:${this.port}`;
    return this;
  }

  async stop() {
    if (!this.server.listening) return;
    const closed = once(this.server, "close");
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  #respond(request, response) {
    const path = decodeURIComponent(new URL(request.url, this.origin).pathname);
    const base = Object.keys(this.mounts).find((base) => path.startsWith(base));
    if (!base) return response.writeHead(404).end();
    const inside = path.slice(base.length) || "index.html";
    if (this.answer(inside, response)) return;
    const file = join(this.mounts[base], inside);
    const found = existsSync(file) && statSync(file).isFile();
    const known = found || (!this.plain && !extname(inside));
    send(response, known ? 200 : 404, found ? file : join(this.mounts[base], "404.html"));
  }
}

function send(response, status, file) {
  const headers = { "content-type": TYPES[extname(file)] ?? "application/octet-stream", "cache-control": "no-cache" };
  response.writeHead(status, headers).end(readFileSync(file));
}

// SPDX-License-Identifier: Apache-2.0
// "detente serve" itself, on a free port, with a case that a test may edit: a copy in a folder of its own.
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

/** Serves a copy of `folder`; `ready` is how long it took until it said where, in ms. */
export async function serve(program, folder, environment = {}) {
  const own = mkdtempSync(join(tmpdir(), "detente-web-"));
  const copy = join(own, basename(folder));
  cpSync(folder, copy, { recursive: true });
  const start = performance.now();
  const child = spawn(program, ["serve", copy, "--port", "0"], { env: { ...process.env, ...environment }, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const base = await new Promise((resolve, reject) => {
    const hear = (bytes) => {
      said += bytes;
      const address = /http:\/\/\S+/.exec(said)?.[0];
      if (address) resolve(address);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`${program} ended with ${code}: ${said}`)));
  });
  const ready = performance.now() - start;
  const stop = async () => {
    const gone = new Promise((resolve) => child.on("exit", resolve));
    child.kill("SIGTERM");
    await gone;
    rmSync(own, { recursive: true, force: true });
  };
  return { base, folder: copy, ready, stop };
}

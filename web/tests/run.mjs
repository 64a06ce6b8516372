// SPDX-License-Identifier: Apache-2.0
// All tests of the pages: types, units, and the pages in Chromium. Ends with "N passed, N failed".
//
//   node tests/run.mjs [WORDS]   only the browser's checks whose name holds WORDS
//
// DETENTE_PROGRAM names another program than build/detente; DETENTE_URL a server that runs already (the checks that need the
// stand-in's /test/… are then skipped). Pictures of every page go to build/web, to be looked at.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { serve } from "./fixture_server.mjs";
import { interactions } from "./interactions.mjs";
import { pages } from "./pages.mjs";
import { speed } from "./speed.mjs";

const root = new URL("../..", import.meta.url).pathname;
const wanted = process.argv[2] ?? "";
const pictures = `${root}build/web`;
mkdirSync(pictures, { recursive: true });
let passed = 0, failed = 0, skipped = 0;

/** One check: it passes unless it throws. A check may give back words to print. */
async function check(name, run) {
  if (!name.includes(wanted)) return;
  const start = Date.now();
  try {
    const said = await run();
    if (said === "skipped") {
      skipped++;
      return console.log(`skipped ${name}`);
    }
    passed++;
    console.log(`ok      ${name}${said ? `: ${said}` : ""} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
  } catch (error) {
    failed++;
    console.log(`FAILED  ${name}: ${error?.stdout ?? ""}${error?.message ?? error}`);
  }
}

const tool = (name, ...rest) => execFileSync(`${root}web/node_modules/.bin/${name}`, rest, { cwd: `${root}web`, encoding: "utf8" });
if (wanted === "") {
  await check("types", () => void tool("tsc", "--noEmit"));
  await check("units", () => /Tests\s+(\S+ passed)/.exec(tool("vitest", "run", "--no-color").replace(/\x1b\[[\d;]*m/g, ""))?.[1]);
}
await check("scripts under 200 KB compressed", () => {
  const folder = `${root}web/dist/assets`;
  const sizes = readdirSync(folder).filter((file) => file.endsWith(".js")).map((file) => gzipSync(readFileSync(`${folder}/${file}`), { level: 9 }).length);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total > 200_000) throw new Error(`${total} bytes`);
  return `${(total / 1000).toFixed(1)} KB`;
});

const server = process.env.DETENTE_URL ? undefined : await serve(process.env.DETENTE_PROGRAM ?? `${root}build/detente`, "us-china");
const base = process.env.DETENTE_URL ?? `http://127.0.0.1:${server.address().port}/`;
const browser = await chromium.launch({ executablePath: process.env.DETENTE_CHROMIUM ?? "/usr/bin/chromium", args: ["--disable-gpu", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])] });

/** A fresh page that remembers everything the browser complains of. */
async function open(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB", ...options });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) complaints.push(message.text()); });
  page.on("pageerror", (error) => complaints.push(error.message));
  const go = async (hash) => {
    await page.goto(`${base}#/${hash}`);
    await settled(page);
  };
  return { page, go, complaints, close: () => context.close() };
}

/** Nothing is loading any more. */
export async function settled(page) {
  await page.waitForFunction(() => document.querySelector("main h1, main [role=alert]") && !document.querySelector("main [role=status].notice, .busy, dialog [role=status].notice"), undefined, { timeout: 60_000 });
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

const tools = { check, open, settled, base, pictures, standIn: server !== undefined };
await pages(tools);
await interactions(tools);
await speed(tools);
await browser.close();
server?.closeAllConnections();
server?.close();
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exit(failed === 0 ? 0 : 1);

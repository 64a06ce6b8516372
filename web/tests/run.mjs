// SPDX-License-Identifier: Apache-2.0
// All tests of the pages: types, units, and the pages in Chromium. Ends with "N passed, N failed".
//
//   node tests/run.mjs [WORDS]   only the browser's checks whose name holds WORDS
//
// They are served by build/detente, or by the program that DETENTE_PROGRAM names: the case us-china, and a made-up one whose
// folder has both full texts of an event. Pictures of every page go to build/web, to be looked at.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { changes } from "./changes.mjs";
import { interactions } from "./interactions.mjs";
import { pages } from "./pages.mjs";
import { reproduced } from "./reproduced.mjs";
import { serve } from "./server.mjs";
import { speed } from "./speed.mjs";

const root = new URL("../..", import.meta.url).pathname;
const wanted = process.argv[2] ?? "";
const pictures = `${root}build/web`;
mkdirSync(pictures, { recursive: true });
let passed = 0, failed = 0;

/** One check: it passes unless it throws. A check may give back words to print. */
async function check(name, run) {
  if (!name.includes(wanted)) return;
  const start = Date.now();
  try {
    const said = await run();
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

const program = process.env.DETENTE_PROGRAM ?? `${root}build/detente`;
const server = await serve(program, `${root}cases/us-china`);
const texts = await serve(program, `${root}tests/data/compared`, { DETENTE_LEXICON: `${root}tests/lexicon` });
const { base } = server;
await check("ready within 2 s", () => {
  if (server.ready > 2000) throw new Error(`${Math.round(server.ready)} ms`);
  return `${Math.round(server.ready)} ms`;
});
const browser = await chromium.launch({ executablePath: process.env.DETENTE_CHROMIUM ?? "/usr/bin/chromium", args: ["--disable-gpu", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])] });

/** A fresh page that remembers everything the browser complains of. */
async function open(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB", ...options });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) complaints.push(message.text()); });
  page.on("pageerror", (error) => complaints.push(error.message));
  const go = async (hash, at = base) => {
    await page.goto(`${at}#/${hash}`);
    await settled(page);
  };
  return { page, go, complaints, close: () => context.close() };
}

/** Nothing is loading any more. */
export async function settled(page) {
  await page.waitForFunction(() => document.querySelector("main h1, main [role=alert]") && !document.querySelector("main [role=status].notice, .busy, main [role=status][aria-busy=true], dialog [role=status].notice"), undefined, { timeout: 60_000 });
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

const tools = { check, open, settled, base, pictures, server, texts };
for (const part of [pages, interactions, reproduced, changes, speed]) await part(tools);
await browser.close();
await Promise.all([server.stop(), texts.stop()]);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

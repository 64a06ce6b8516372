// SPDX-License-Identifier: Apache-2.0
// Stands in for "detente serve" in the page's tests: each request of the API is one call of the program, and everything goes
// out under the server's own content security policy. Documents are kept for as long as it runs.
//
//   node tests/fixture_server.mjs PROGRAM CASE PORT
//
// Beyond the API: GET /test/change and /test/fault?what=… send server-sent events; GET /test/many?count=50000 makes
// /api/v1/timeline answer with so many made-up events (0 ends it), to measure drawing.
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const dist = new URL("../dist", import.meta.url).pathname;
const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json" };
export const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const positional = { readouts: ["event"], cite: ["id"] };
const known = ["status", "timeline", "readouts", "commitments", "recommendations", "measure", "spiral", "brief", "cite", "outlook"];

/** ?as_of=2022-09-01&id=a&id=b as the program's arguments. */
function argumentsOf(command, folder, query) {
  if (query.has("changes")) query = new URLSearchParams([...query].flatMap(([key, value]) => (key === "changes" ? value.split(",").map((day) => [key, day]) : [[key, value]])));
  const given = new Map();
  for (const [key, value] of query) given.set(key, [...(given.get(key) ?? []), value]);
  const first = (positional[command] ?? []).flatMap((key) => given.get(key) ?? []);
  const rest = [...given].filter(([key]) => !(positional[command] ?? []).includes(key)).flatMap(([key, values]) => [`--${key.replaceAll("_", "-")}`, ...values]);
  return [command, folder, ...first, ...rest, "--format", "json"];
}

function manyEvents(count) {
  const kinds = ["meeting", "call", "visit", "statement", "agreement", "exchange", "measure", "incident"];
  const account = { text: "Made up for a test.", source: "made-up", known: null, distance: null };
  const events = Array.from({ length: count }, (_, i) => {
    const date = new Date(Date.UTC(1971, 0, 1) + Math.floor((i / count) * 20300) * 86400000).toISOString().slice(0, 10);
    return { id: `made-up-${i}`, date, end: null, precision: "day", known: date, kind: kinds[(i * 7) % 8], title: `Made-up event ${i}`, summary: "Made up.", place: null,
      parties: ["USA", "CHN"], acts: [], by: null, after: null, channels: [], issues: [], medium: null, units: [], distance: null, attendees: [], corrections: [],
      accounts: { USA: i % 3 === 0 ? null : account, CHN: i % 2 === 0 ? null : account }, sources: ["made-up"] };
  });
  return JSON.stringify({ schema: "detente.timeline/1", version: "0.0.0", as_of: "2026-08-22", vintage: null, events });
}

export async function serve(program, folder, { without = [] } = {}) {
  const kept = new Map();
  const streams = new Set();
  let many = 0;
  const help = await new Promise((resolve) => execFile(program, ["--help"], (_, out) => resolve(out)));
  const offered = known.filter((command) => new RegExp(`^  ${command} `, "m").test(help) && !without.includes(command));
  const ask = (command, query) => {
    const key = `${command}?${query}`;
    if (!kept.has(key)) {
      kept.set(key, new Promise((resolve) => execFile(program, argumentsOf(command, folder, query), { maxBuffer: 1 << 28 },
        (error, out, said) => resolve(error ? { status: error.code === 2 ? 400 : 422, body: JSON.stringify({ error: said.trim(), where: null }) } : { status: 200, body: out }))));
    }
    return kept.get(key);
  };
  const send = (request, response, status, type, body) => {
    const packed = /gzip/.test(request.headers["accept-encoding"] ?? "") && body.length > 512;
    response.writeHead(status, { "Content-Type": type, "Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff", ...(packed ? { "Content-Encoding": "gzip" } : {}) });
    response.end(packed ? gzipSync(body, { level: 1 }) : body);
  };
  let revision = 1;
  const state = async (faults = []) => {
    const [cite, status] = (await Promise.all([ask("cite", new URLSearchParams()), ask("status", new URLSearchParams())])).map((answer) => JSON.parse(answer.body));
    return { name: folder, title: cite.items[0].title, sides: Object.keys(status.channels[0].needs), vintage: status.vintage, revision, faults };
  };
  const message = async (faults) => `event: ${faults?.length ? "fault" : "case"}\ndata: ${JSON.stringify(await state(faults))}\n\n`;
  const tell = async (faults) => {
    const text = await message(faults);
    for (const stream of streams) stream.write(text);
  };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, "http://localhost");
    const command = /^\/api\/v1\/([a-z-]+)$/.exec(url.pathname)?.[1];
    if (url.pathname === "/openapi.json") {
      return send(request, response, 200, "application/json", JSON.stringify({ openapi: "3.1.0", paths: Object.fromEntries(offered.map((each) => [`/api/v1/${each}`, {}])) }));
    }
    if (url.pathname === "/api/v1/events/stream") {
      response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
      response.write(await message());
      streams.add(response);
      return request.on("close", () => streams.delete(response));
    }
    if (url.pathname.startsWith("/test/")) {
      if (url.pathname === "/test/change") { revision++; await tell(); }
      if (url.pathname === "/test/fault") await tell([{ file: "events/2022.toml", line: 14, column: 8, message: url.searchParams.get("what") }]);
      if (url.pathname === "/test/many") many = Number(url.searchParams.get("count"));
      return send(request, response, 200, "text/plain", "");
    }
    if (command === "state") return send(request, response, 200, "application/json", JSON.stringify(await state()));
    if (command === "timeline" && many > 0) return send(request, response, 200, "application/json", manyEvents(many));
    if (command && offered.includes(command)) {
      const { status, body } = await ask(command, url.searchParams);
      return send(request, response, status, "application/json", body);
    }
    const path = normalize(url.pathname === "/" ? "/index.html" : url.pathname);
    try {
      return send(request, response, 200, types[extname(path)] ?? "application/octet-stream", readFileSync(join(dist, path)));
    } catch {
      return send(request, response, 404, "application/json", JSON.stringify({ error: "no such path", where: null }));
    }
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const [program, folder = "us-china"] = process.argv.slice(2);
  const server = await serve(program, folder);
  console.log(`http://127.0.0.1:${server.address().port}/`);
}

// SPDX-License-Identifier: Apache-2.0
// How quick the pages are: the first paint, and the main thread's work in a frame while 50,000 events are moved.

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

/** The processor time of the renderer's main thread from one drawn frame to the next, in ms. */
function workPerFrame(events) {
  const main = events.find((event) => event.name === "thread_name" && event.args?.name === "CrRendererMain" && events.some((other) => other.pid === event.pid && other.name === "FireAnimationFrame"));
  const own = events.filter((event) => event.pid === main.pid && event.tid === main.tid);
  // A frame ends when it is handed over to be shown.
  const ends = own.filter((event) => event.name === "Commit").map((event) => event.ts + (event.dur ?? 0)).sort((a, b) => a - b);
  const tasks = own.filter((event) => event.name === "RunTask" && event.dur !== undefined);
  return ends.slice(1).map((end, i) => tasks.filter((task) => task.ts >= ends[i] && task.ts < end).reduce((sum, task) => sum + (task.tdur ?? task.dur), 0) / 1000);
}

async function traced(page, run) {
  const session = await page.context().newCDPSession(page);
  const events = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  await session.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: ["disabled-by-default-devtools.timeline", "devtools.timeline", "toplevel"] } });
  await run();
  const done = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
  await session.send("Tracing.end");
  await done;
  return events;
}

/** A timeline of made-up events from 1971 on, as the server would give it. */
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

export async function speed({ check, open, settled }) {
  await check("speed: first contentful paint, three times (the aim is 500 ms)", async () => {
    const times = [];
    for (let i = 0; i < 3; i++) {
      const { page, go, close } = await open();
      await go("now?lang=en");
      times.push(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime));
      await close();
    }
    return `${times.map(Math.round).join(", ")} ms`;
  });

  await check("speed: 50,000 events moved, median main-thread work a frame (the aim is 8 ms)", async () => {
    const { page, go, close } = await open();
    const many = manyEvents(50_000);
    await page.route(/api\/v1\/timeline/, (route) => route.fulfill({ contentType: "application/json", body: many }));
    try {
      await go("timeline?lang=en");
      await page.waitForFunction(() => document.body.textContent.includes("50,000"), undefined, { timeout: 30_000 });
      await settled(page);
      // Moved sideways by a wheel, once a frame, from within the page: a test's own mouse costs frames of its own.
      const drag = () => page.evaluate(async () => {
        const canvas = document.querySelector("canvas");
        for (let i = 0; i < 90; i++) {
          await new Promise((resolve) => requestAnimationFrame(resolve));
          canvas.dispatchEvent(new WheelEvent("wheel", { deltaX: i < 45 ? -8 : 8, cancelable: true }));
        }
      });
      const far = median(workPerFrame(await traced(page, drag)));
      await page.locator("canvas").focus();
      const spans = { "over all decades": far };
      for (const name of ["1 year", "1 month"]) {
        await page.getByRole("button", { name, exact: true }).click();
        await page.waitForTimeout(600);
        spans[`over ${name}`] = median(workPerFrame(await traced(page, drag)));
      }
      const said = Object.entries(spans).map(([name, work]) => `${work.toFixed(1)} ms ${name}`).join(", ");
      return said;
    } finally {
      await close();
    }
  });
}

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

export async function speed({ check, open, settled, standIn }) {
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
    if (!standIn) return "skipped";
    const { page, go, close } = await open();
    await go("now?lang=en");
    await page.evaluate(() => fetch("test/many?count=50000").then(() => undefined));
    try {
      await page.goto("about:blank");
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
      await page.evaluate(() => fetch("/test/many?count=0").then(() => undefined)).catch(() => undefined);
      await close();
    }
  });
}

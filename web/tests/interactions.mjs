// SPDX-License-Identifier: Apache-2.0
// What a reader does, by mouse, by finger and by keyboard alone.
import { readFile } from "node:fs/promises";
import { violations } from "./pages.mjs";

const same = (actual, wanted, what) => {
  if (actual !== wanted) throw new Error(`${what}: ${JSON.stringify(actual)} instead of ${JSON.stringify(wanted)}`);
};
const ok = (truth, what) => {
  if (!truth) throw new Error(what);
};
const query = (page) => new URLSearchParams(new URL(page.url()).hash.split("?")[1] ?? "");

async function download(page, label) {
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: label }).click()]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

export async function interactions({ check, open, settled, base, texts }) {
  let tab;
  const fresh = async (name, hash, run, options) => check(name, async () => {
    tab = await open(options);
    try {
      if (hash !== undefined) await tab.go(hash);
      const said = await run(tab.page, tab);
      ok(tab.complaints.length === 0 || said === "complaints expected", tab.complaints.join("; "));
      return said === "complaints expected" ? undefined : said;
    } finally {
      await tab.close();
    }
  });

  await fresh("as-of: slider by keyboard, steps, field, today", "now?lang=en", async (page) => {
    const states = () => page.locator(".counts .figure").allTextContents().then((all) => all.join(" "));
    const today = await states();
    await page.getByRole("slider").focus();
    for (let i = 0; i < 6; i++) await page.keyboard.press("PageDown");
    await page.waitForFunction(() => location.hash.includes("as_of="));
    await settled(page);
    const day = query(page).get("as_of");
    ok(await page.getByText(`what was known on ${day}`).isVisible(), "the page does not say which day it shows");
    ok((await states()) !== today, "the board is as of today");
    await page.getByRole("button", { name: "To the next change of a channel" }).click();
    await settled(page);
    ok(query(page).get("as_of") > day, "the next change is not later");
    await page.getByLabel("As known on").fill("2022-09-01");
    await page.waitForFunction(() => location.hash.includes("as_of=2022-09-01"));
    await settled(page);
    ok((await page.locator("main .sentences").first().textContent()).length > 10, "no verdict for that day");
    ok((await page.getByText("On 2022-09-01:").count()) > 0, "the summary is of another day");
    await page.getByRole("button", { name: "Back to today" }).click();
    await settled(page);
    same(await states(), today, "the board of today");
  });

  await fresh("as-of: the day goes along to every page", "now?as_of=2016-06-10&lang=en", async (page) => {
    for (const name of ["Timeline", "Meeting", "Channels", "Commitments", "Incidents", "Common ground", "Indicators", "Spiral", "Outlook"]) {
      await page.getByRole("navigation").getByRole("link", { name, exact: true }).click();
      await page.waitForFunction((title) => document.querySelector("h1")?.textContent === title, name);
      await settled(page);
      same(query(page).get("as_of"), "2016-06-10", `the day on ${name}`);
      ok(await page.getByText("what was known on 2016-06-10").isVisible(), `${name} does not say which day it shows`);
      // Dates that lie ahead stand only where something is due or forecast, or a source was read by us.
      const later = await page.evaluate(() => [...document.querySelectorAll("main time, main td.short, main .event > p.small")].map((each) => each.textContent).filter((text) => /^(201[7-9]|202\d)-/.test(text)));
      ok(later.length === 0, `${name} shows ${later.slice(0, 3).join(", ")}`);
    }
  });

  await fresh("as-of: no day, no harm", "now?as_of=yesterday&lang=en", async (page) => {
    ok(await page.getByText("“yesterday” is no day").isVisible(), "it is not said");
  });

  await fresh("sources: open, focus inside, Escape closes and gives the focus back", "now?lang=en", async (page) => {
    const link = page.locator("main table .source").first();
    await link.focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector("dialog[open] .source-entry");
    ok(await page.locator("dialog[open] .source-entry a").first().getAttribute("href").then((href) => /^https?:/.test(href)), "no address");
    ok(await page.evaluate(() => document.activeElement?.closest("dialog") !== null), "the focus is outside");
    const found = await violations(page);
    ok(found.length === 0, found.join("; "));
    ok(query(page).get("source"), "the link does not hold the open source");
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog[open]", { state: "detached" }).catch(() => page.waitForFunction(() => !document.querySelector("dialog[open]")));
    await page.waitForFunction(() => !location.hash.includes("source="));
    ok(await link.evaluate((element) => element === document.activeElement), "the focus did not come back");
  });

  await fresh("timeline: zoom by wheel, drag, keys; choose; the link reproduces it", "timeline?lang=en", async (page, { go }) => {
    const canvas = page.locator("canvas");
    const box = await canvas.boundingBox();
    await page.mouse.move(box.x + box.width * 0.8, box.y + 100);
    for (let i = 0; i < 8; i++) await page.mouse.wheel(0, -300);
    await page.waitForFunction(() => location.hash.includes("from="));
    const zoomed = { from: query(page).get("from"), to: query(page).get("to") };
    ok(Date.parse(zoomed.to) - Date.parse(zoomed.from) < 5 * 366 * 864e5, `the wheel did not bring it closer: ${zoomed.from} ${zoomed.to}`);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.5, box.y + 100, { steps: 5 });
    await page.mouse.up();
    await page.waitForFunction((from) => !location.hash.includes(`from=${from}`), zoomed.from);
    ok(query(page).get("from") > zoomed.from, "dragging to the left did not go forward in time");
    await canvas.focus();
    const before = query(page).get("from");
    await page.keyboard.press("ArrowLeft");
    await page.waitForFunction((from) => !location.hash.includes(`from=${from}`), before);
    await page.keyboard.press("n");
    await page.waitForFunction(() => location.hash.includes("event="));
    await settled(page);
    const title = await page.locator(".chosen h2").textContent();
    const link = page.url();
    await go("now?lang=en");
    await page.goto(link);
    await settled(page);
    same(await page.locator(".chosen h2").textContent(), title, "the event behind the link");
    await page.keyboard.press("Tab");
    await canvas.focus();
    await page.keyboard.press("0");
    await page.waitForFunction((url) => location.href !== url, link);
    await page.getByRole("button", { name: "10 days" }).click();
    await page.waitForTimeout(50);
    ok(Date.parse(query(page).get("to")) - Date.parse(query(page).get("from")) < 12 * 864e5, "ten days are not ten days");
  });

  await fresh("timeline: a click on a mark chooses it", "timeline?lang=en&from=2022-11-01&to=2022-11-30&kind=meeting", async (page) => {
    const box = await page.locator("canvas").boundingBox();
    // The Bali summit: 14 November, in the first row of the upper lane.
    const x = box.x + 92 + ((13 / 29) * (box.width - 92));
    await page.mouse.click(x, box.y + 18 + (400 - 26) / 2 / 16);
    await page.waitForFunction(() => location.hash.includes("event="));
    same(query(page).get("event"), "2022-11-14-bali", "the event");
  });

  await fresh("timeline: filters and search", "timeline?lang=en", async (page) => {
    const count = async () => Number(/of ([\d,]+) events/.exec(await page.locator("main p[role=status]").first().textContent())[1].replaceAll(",", ""));
    const all = await count();
    await page.getByLabel("Kind").selectOption("incident");
    await settled(page);
    const incidents = await count();
    ok(incidents > 0 && incidents < all, "the kind filters nothing");
    await page.getByLabel("Accounts").selectOption("both");
    const both = await count();
    ok(both > 0 && both < incidents, "the accounts filter nothing");
    await page.getByRole("searchbox", { name: "Search" }).fill("no such words anywhere");
    same(await count(), 0, "events with words that are nowhere");
    ok(await page.getByText("Nothing in the record for this choice.").isVisible(), "nothing is not said");
    await page.getByRole("button", { name: "Clear filters" }).click();
    await settled(page);
    same(await count(), all, "after clearing");
  });

  await fresh("export: CSV, SVG, PNG of a drawing", "timeline?lang=en&as_of=2022-12-31&kind=incident", async (page) => {
    const csv = await download(page, "Save as CSV");
    same(csv.name, "timeline-2022-12-31.csv", "the name");
    const lines = csv.bytes.toString().split("\r\n");
    ok(lines[0].startsWith("Id,Date,Kind") && lines.length > 20, `the table: ${lines[0]}, ${lines.length} lines`);
    const svg = (await download(page, "Save as SVG")).bytes.toString();
    const drawn = await page.evaluate((text) => { const root = new DOMParser().parseFromString(text, "image/svg+xml"); return root.querySelector("parsererror") ? -1 : root.querySelectorAll("circle").length; }, svg);
    ok(drawn > 20, `the SVG has ${drawn} marks`);
    const png = (await download(page, "Save as PNG")).bytes;
    same(png.subarray(1, 4).toString(), "PNG", "the picture");
    ok(png.readUInt32BE(16) === 2400 && png.length > 10_000, `the picture is ${png.readUInt32BE(16)} wide, ${png.length} bytes`);
  });

  for (const [page_id, name] of [["channels", "channels"], ["incidents", "incidents"], ["indicators?compare=balance", "indicators"], ["spiral", "spiral"], ["commitments", "commitments"], ["now", "board"], ["sources", "sources"], ["outlook", "outlook"], ["common-ground", "common-ground"], ["meeting?event=2022-11-14-bali", "2022-11-14-bali"]]) {
    await fresh(`export: ${page_id}`, `${page_id}${page_id.includes("?") ? "&" : "?"}lang=zh`, async (page) => {
      const csv = await download(page, "存为 CSV");
      ok(csv.name.startsWith(`${name}-20`) && csv.bytes.toString().split("\r\n").length > 2, `${csv.name}: ${csv.bytes.length} bytes`);
      const svg = (await download(page, "存为 SVG")).bytes.toString();
      ok(!svg.includes("var(--") && (await page.evaluate((text) => !new DOMParser().parseFromString(text, "image/svg+xml").querySelector("parsererror"), svg)), "the SVG is at fault");
      const png = (await download(page, "存为 PNG")).bytes;
      ok(png.readUInt32BE(16) > 300 && png.readUInt32BE(20) > 100, "the picture is too small");
    });
  }

  await fresh("copy: a link with its day, a citation with its vintage", "channels?lang=en", async (page, { go }) => {
    await page.getByRole("button", { name: "Copy link" }).click();
    await page.getByText("Copied").waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    ok(/#\/channels\?.*as_of=\d{4}-\d\d-\d\d/.test(link), `the link: ${link}`);
    await page.getByRole("button", { name: "Copy citation" }).click();
    let citation = "";
    for (let i = 0; i < 50 && !citation.includes("vintage"); i++) {
      await page.waitForTimeout(100);
      citation = await page.evaluate(() => navigator.clipboard.readText());
    }
    ok(citation.includes("United States and China") && citation.includes("vintage") && citation.includes("#/channels"), `the citation: ${citation}`);
    await go("now");
    await page.goto(link);
    await settled(page);
    same(await page.locator("h1").textContent(), "Channels", "the page behind the link");
  });

  await fresh("language: switched in place, kept by links", "spiral?lang=en", async (page) => {
    await page.getByRole("button", { name: "中文" }).click();
    same(await page.locator("h1").textContent(), "螺旋", "the title");
    same(await page.locator("html").getAttribute("lang"), "zh-Hans", "the page's language");
    await page.getByRole("link", { name: "渠道", exact: true }).click();
    await settled(page);
    same(await page.locator("h1").textContent(), "渠道", "the next page's title");
    await page.getByRole("button", { name: "English" }).click();
    same(await page.locator("h1").textContent(), "Channels", "the title in English");
  });

  await fresh("language: the browser's own at first", "now", async (page) => same(await page.locator("h1").textContent(), "现状", "the title"), { locale: "zh-CN" });

  await fresh("theme: a switch, and the system's", "channels?lang=en", async (page) => {
    const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const light = await paper();
    await page.getByLabel("Light or dark").selectOption("dark");
    ok((await paper()) !== light, "dark is light");
    const found = await violations(page);
    ok(found.length === 0, found.join("; "));
    await page.reload();
    await settled(page);
    ok((await paper()) !== light, "the choice is forgotten");
    await page.getByLabel("Light or dark").selectOption("light");
    await page.emulateMedia({ colorScheme: "dark" });
    same(await paper(), light, "light on a dark system");
  });

  await fresh("keyboard: skip link, menu, bands, with the focus always visible", "channels?lang=en", async (page) => {
    await page.keyboard.press("Tab");
    same(await page.evaluate(() => document.activeElement?.textContent), "Skip to the page", "the first stop");
    await page.keyboard.press("Enter");
    same(await page.evaluate(() => document.activeElement?.tagName), "MAIN", "where the skip link leads");
    const band = page.locator(".bands .band").nth(3);
    await band.focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => location.hash.includes("band="));
    ok(await page.locator(".chosen .state").first().isVisible(), "the band's detail is not shown");
    const link = page.getByRole("navigation").getByRole("link", { name: "Sources", exact: true });
    await link.focus();
    ok(await link.evaluate((element) => getComputedStyle(element).outlineStyle !== "none"), "no focus to be seen");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("h1")?.textContent === "Sources");
    await page.waitForFunction(() => document.activeElement?.tagName === "H1");
  });

  await fresh("meeting: another event, silence said plainly", "meeting?lang=en&kind=all", async (page) => {
    same(await page.locator(".accounts.two .account").count(), 2, "accounts");
    const silent = await page.evaluate(async () => {
      const document = await (await fetch("api/v1/timeline?kind=measure")).json();
      return document.events.find((event) => Object.values(event.accounts).filter(Boolean).length === 1).id;
    });
    await page.getByRole("combobox", { name: "Event", exact: true }).selectOption(silent);
    await settled(page);
    same(await page.locator(".account .silent").count(), 1, "sides without an account");
    ok(await page.locator(".silence").isVisible(), "the silence is not said");
  });

  await fresh("meeting: both full texts marked, each mark leads to its partner", undefined, async (page, { go }) => {
    await go("meeting?event=2022-12-01-call&kind=all&lang=zh", texts.base);
    same(await page.locator(".original").count(), 2, "originals");
    const whole = await page.evaluate(async () => (await (await fetch("api/v1/readouts?event=2022-12-01-call")).json()).originals
      .filter((piece) => piece.side === "CHN").map((piece) => piece.text).join(""));
    const shown = await page.locator(".original.side-1 > p").evaluate((element) => {
      const copy = element.cloneNode(true);
      for (const sign of copy.querySelectorAll("sup")) sign.remove();
      return copy.textContent;
    });
    same(shown, whole, "the text of the Chinese side");
    ok(whole.length > 50, "the text is short");
    for (const kind of ["shared", "only", "contradictory"]) ok((await page.locator(`.original mark.${kind}`).count()) > 0, `nothing is marked as ${kind}`);
    ok((await page.locator(".original mark u").count()) > 0, "nothing is underlined");
    const leads = page.locator(".original.side-0 mark button").first();
    const partner = await leads.textContent();
    await leads.focus();
    await page.keyboard.press("Enter");
    same(await page.evaluate(() => document.activeElement?.id), `point-${partner}`, "where the figure leads");
    const found = await violations(page);
    ok(found.length === 0, found.join("; "));
  });

  await fresh("meeting: what a comparison of the texts came to, without them", "meeting?lang=en&event=2022-11-14-bali", async (page) => {
    ok(/A machine compared the full texts/.test(await page.locator("main").textContent()), "the comparison is not shown");
    same(await page.locator(".original").count(), 0, "originals");
    await page.locator("details summary", { hasText: "Findings by concept" }).click();
    ok(await page.getByRole("columnheader", { name: "Concept" }).isVisible(), "no table of concepts");
  });

  await fresh("outlook: calibration, the ledger, what-if switches that ask the server", "outlook?lang=en", async (page) => {
    const tenths = await page.locator(".tenths").first().getByRole("img").getAttribute("aria-label");
    same((tenths.match(/%/g) ?? []).length, 10, "tenths");
    const keeps = await page.evaluate(async () => (await (await fetch("api/v1/outlook")).json()).record !== undefined);
    ok(await page.getByText(keeps ? "The ledger's record" : "This case keeps no ledger of forecasts").first().isVisible(), "nothing is said of a ledger");
    const asked = page.waitForRequest((request) => request.url().includes("/api/v1/whatif?step=R2.1"));
    await page.getByRole("switch", { name: /^R2\.1/ }).click();
    await asked;
    await page.locator(".step-answer .futures svg").waitFor();
    ok(/cannot tell/.test(await page.locator(".step-answer").first().textContent()), "the answer is not said");
    await page.getByRole("switch", { name: /^R5\.3/ }).focus();
    await page.keyboard.press("Space");
    await page.waitForFunction(() => document.querySelectorAll(".step-answer").length === 2);
    same(query(page).get("step"), "R2.1,R5.3", "the steps of the link");
    await page.locator(".step-answer details summary").first().click();
    ok(await page.getByRole("columnheader", { name: "False discovery rate" }).first().isVisible(), "no estimates");
    await page.getByRole("switch", { name: /^R2\.1/ }).click();
    await page.waitForFunction(() => document.querySelectorAll(".step-answer").length === 1);
    const found = await violations(page);
    ok(found.length === 0, found.join("; "));
  });

  await fresh("common ground: evidence opens its sources, positions unfold", "common-ground?lang=en", async (page) => {
    const issue = page.locator("article.event").first();
    await issue.locator("details summary", { hasText: "Positions" }).click();
    ok(await issue.getByRole("columnheader", { name: "Position" }).isVisible(), "no positions");
    await issue.locator(".source").first().click();
    await page.waitForSelector("dialog[open] .source-entry");
  });

  await fresh("incidents: a point by keyboard, another region, the list of what has no position", "incidents?lang=en", async (page) => {
    await page.locator(".map .incident").first().focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => location.hash.includes("event="));
    ok(await page.locator(".chosen .accounts").isVisible(), "the incident is not shown");
    const near = await page.locator(".map .incident").count();
    await page.getByLabel("Region").selectOption("world");
    ok((await page.locator(".map .incident").count()) > near, "the world has no more");
    ok((await page.locator(".map .land").getAttribute("d")).length > 5000, "no coast");
    const recorded = await page.evaluate(async () => (await (await fetch("api/v1/timeline?kind=incident")).json()).events);
    same(await page.locator(".map .incident").count(), recorded.filter((event) => event.place?.lat !== null && event.place !== null).length, "incidents with a position");
    same(await page.locator(".places a").count(), recorded.filter((event) => event.place === null || event.place.lat === null).length, "incidents without a position");
    const before = query(page).get("event");
    await page.locator(".places a").first().click();
    await page.waitForFunction((id) => !location.hash.includes(id), before);
    ok(await page.locator(".chosen .accounts").isVisible(), "an incident of the list is not shown");
  });

  await fresh("indicators: brush, compare, table", "indicators?lang=en", async (page) => {
    const chart = page.locator(".multiple svg.chart").first();
    await chart.scrollIntoViewIfNeeded();
    const box = await chart.boundingBox();
    await page.mouse.move(box.x + box.width * 0.6, box.y + 60);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.9, box.y + 60, { steps: 4 });
    await page.mouse.up();
    await page.waitForFunction(() => location.hash.includes("from="));
    ok(query(page).get("from") > "1975", "the brush starts too early");
    const boxes = page.getByRole("checkbox");
    for (let i = 0; i < 5; i++) await boxes.nth(i).click();
    same(await page.locator(".compared svg.chart").count(), 4, "compared charts");
    await page.locator(".multiple details summary").first().click();
    ok(await page.locator(".multiple details table").first().isVisible(), "no table");
    await page.getByRole("button", { name: "All times" }).click();
    ok(!query(page).get("from"), "the span is still narrow");
  });

  await fresh("sources: all entries come, search finds", "sources?lang=en", async (page) => {
    await page.getByRole("searchbox", { name: "Search" }).fill("shangri-la");
    await page.waitForFunction(() => !/Loading/.test(document.querySelector(".filters [role=status]")?.textContent ?? "Loading"), undefined, { timeout: 60_000 });
    const [, shown, all] = /([\d,]+) of ([\d,]+)/.exec(await page.locator(".filters [role=status]").textContent());
    ok(Number(all.replaceAll(",", "")) > 1000 && Number(shown) > 0 && Number(shown) < 400, `${shown} of ${all}`);
  });

  await fresh("phone: the menu opens, leads on and closes", "now?lang=en", async (page) => {
    ok(!(await page.getByRole("navigation").isVisible()), "the menu is open");
    await page.getByRole("button", { name: "Menu" }).tap();
    await page.getByRole("link", { name: "Commitments", exact: true }).tap();
    await settled(page);
    same(await page.locator("h1").textContent(), "Commitments", "the title");
    ok(!(await page.getByRole("navigation").isVisible()), "the menu is still open");
  }, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  await fresh("print: the record without the machinery", "commitments?lang=en", async (page) => {
    await page.emulateMedia({ media: "print" });
    for (const hidden of ["nav", ".tools", ".filters"]) ok(!(await page.locator(hidden).first().isVisible()), `${hidden} is printed`);
    ok(await page.locator(".commitment").first().isVisible(), "nothing is printed");
  });

  await fresh("wall: nothing sticks out at 3840 pixels", "now?lang=en", async (page) => {
    ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 3840, "too wide");
    ok((await page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize))) > 18, "the letters are too small");
  }, { viewport: { width: 3840, height: 2160 } });

  await fresh("unknown page and unknown event are said in words", "nowhere?lang=en", async (page, { complaints }) => {
    ok(await page.getByText("There is no such page.").isVisible(), "it is not said");
    await page.goto(`${base}#/meeting?event=no-such-event&lang=en`);
    await page.waitForSelector("main [role=alert]");
    ok(/could not be shown.*no-such-event/s.test(await page.locator("main [role=alert]").textContent()), "the server's words are not shown");
    complaints.length = 0;  // Chromium names the refused request
    return "complaints expected";
  }).catch(() => undefined);
}

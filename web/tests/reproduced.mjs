// SPDX-License-Identifier: Apache-2.0
// A link shows what its maker saw: the view that was reached by hand and the one that its copied link opens in another browser
// are the same picture, to the pixel; edges may be rounded apart by a level or two of 255, which nobody sees.

const views = {
  "now: a state and a level": ["now", async (page) => {
    await page.locator(".counts button").nth(3).click();
    await page.getByRole("combobox", { name: "Level", exact: true }).selectOption("military");
  }],
  "timeline: filters, zoom, the chosen event": ["timeline", async (page) => {
    await page.getByRole("combobox", { name: "Kind", exact: true }).selectOption("incident");
    await page.getByRole("button", { name: "10 years" }).click();
    await page.locator("canvas").focus();
    await page.keyboard.press("n");
    await page.waitForFunction(() => location.hash.includes("event="));
  }],
  "meeting: another event": ["meeting", async (page) => page.getByRole("combobox", { name: "Event", exact: true }).selectOption({ index: 7 })],
  "channels: a span, a level, a band": ["channels", async (page) => {
    await page.getByRole("combobox", { name: "Span", exact: true }).selectOption("10");
    await page.getByRole("combobox", { name: "Level", exact: true }).selectOption("military");
    await page.locator(".bands .band").nth(2).focus();
    await page.keyboard.press("Enter");
  }],
  "commitments: a state and a search": ["commitments", async (page) => {
    await page.getByRole("combobox", { name: "State", exact: true }).selectOption("past its date");
    await page.getByRole("searchbox", { name: "Search" }).fill("tariff");
  }],
  "incidents: a region, a medium, an incident": ["incidents", async (page) => {
    await page.getByRole("combobox", { name: "Region", exact: true }).selectOption("world");
    await page.getByRole("combobox", { name: "In or on", exact: true }).selectOption("sea");
    await page.locator(".places a").nth(4).click();
  }],
  "indicators: compared over a span": ["indicators", async (page) => {
    await page.getByRole("checkbox").nth(1).click();
    await page.getByRole("checkbox").nth(3).click();
    await page.getByLabel("From", { exact: true }).fill("2015-01-01");
  }],
  "outlook: steps switched on": ["outlook", async (page) => {
    await page.getByRole("switch").nth(7).click();
    await page.locator(".step-answer").first().waitFor();
  }],
  "sources: a search": ["sources", async (page) => page.getByRole("searchbox", { name: "Search" }).fill("xinhua")],
  "a past day, in Chinese": ["spiral", async (page) => {
    await page.getByLabel("As known on").fill("2019-06-01");
    await page.getByRole("button", { name: "中文" }).click();
  }],
};

async function picture(page, settled) {
  await page.waitForTimeout(350);  // a search or a zoom comes to rest
  await settled(page);
  await page.evaluate(() => { 
    document.activeElement?.blur();
    scrollTo(0, 0);
    for (const said of document.querySelectorAll(".copied")) said.textContent = "";
  });
  await page.mouse.move(0, 0);
  return page.locator("main").screenshot({ animations: "disabled" });
}

/** Whether each pixel of two pictures has the same colour, but for rounding. The browser reads them. */
const alike = (page, pictures) => page.evaluate(async ({ pictures, rounding }) => {
  const [one, other] = await Promise.all(pictures.map(async (encoded) => {
    const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const drawn = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    drawn.drawImage(bitmap, 0, 0);
    return { width: bitmap.width, data: drawn.getImageData(0, 0, bitmap.width, bitmap.height).data };
  }));
  return one.width === other.width && one.data.length === other.data.length && one.data.every((level, at) => Math.abs(level - other.data[at]) <= rounding);
}, { pictures: pictures.map((picture) => picture.toString("base64")), rounding: 2 });

/** A busy machine paints late: what differs is looked at again, and what still differs at last is another picture. */
async function same(made, opened, settled) {
  for (let look = 0; look < 5; ++look) {
    const pictures = [await picture(made, settled), await picture(opened, settled)];
    if (await alike(opened, pictures)) return true;
  }
  return false;
}

export async function reproduced({ check, open, settled }) {
  for (const [name, [hash, act]] of Object.entries(views)) {
    await check(`link reproduces ${name}`, async () => {
      const made = await open(), opened = await open();
      try {
        await made.go(`${hash}?lang=en`);
        await act(made.page);
        await made.page.waitForTimeout(350);
        await settled(made.page);
        await made.page.locator(".tools button").first().click();
        const link = await made.page.evaluate(() => navigator.clipboard.readText());
        const state = new URL(link).hash;
        // The same day is written out on both.
        await made.page.evaluate((next) => { location.hash = next; }, state);
        await opened.page.goto(link);
        if (!(await same(made.page, opened.page, settled))) throw new Error(`another picture at ${state}`);
      } finally {
        await made.close();
        await opened.close();
      }
    });
  }
}

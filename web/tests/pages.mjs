// SPDX-License-Identifier: Apache-2.0
// Every page, in both languages, on a phone's screen and a desk's: it has its title and what it is for, Chromium complains of
// nothing, axe finds no violation, nothing sticks out at the side. A picture of each is kept for looking at.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Title in English and Chinese, and what must be there with the case us-china. */
export const expected = {
  now: ["Now", "现状", "table tbody tr"],
  timeline: ["Timeline", "时间线", "canvas"],
  meeting: ["Meeting", "会晤", ".accounts.two .account"],
  channels: ["Channels", "渠道", ".bands .band"],
  commitments: ["Commitments", "承诺", ".commitment .account"],
  incidents: ["Incidents", "意外事件", ".map .incident"],
  indicators: ["Indicators", "指标", ".multiple svg .line"],
  spiral: ["Spiral", "螺旋", ".verdict .sentences p"],
  "common-ground": ["Common ground", "共同点", "table tbody tr"],
  sources: ["Sources", "来源", "table tbody tr"],
};

/** What axe finds, in words; it is run as the page's own script, which the security policy allows to a debugger alone. */
export async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }).then((result) => result.violations));
  return found.map((each) => `${each.id}: ${each.nodes.slice(0, 3).map((node) => `${node.target.join(" ")} ${node.any[0]?.message ?? ""}`).join("; ")}`);
}

const screens = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

export async function pages({ check, open, settled, pictures }) {
  for (const [screen, viewport] of Object.entries(screens)) {
    for (const [place, language] of ["en", "zh"].entries()) {
      // Half of the pictures are dark: both kinds of light are seen on both screens.
      const colorScheme = (screen === "desk") === (language === "en") ? "light" : "dark";
      const { page, go, complaints, close } = await open({ viewport, colorScheme, ...(screen === "phone" ? { hasTouch: true } : {}) });
      for (const [id, names] of Object.entries(expected)) {
        await check(`page ${id} ${language} ${screen}`, async () => {
          complaints.length = 0;
          await go(`${id}?lang=${language}`);
          await page.waitForSelector(`main ${names[2]}`, { state: "attached", timeout: 20_000 });
          await settled(page);
          const title = await page.textContent("h1");
          if (title !== names[place]) throw new Error(`the title is ${title}`);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          if (wide > 0) throw new Error(`${wide} pixels too wide`);
          const left = language === "zh" ? await page.evaluate(() => [...document.querySelectorAll("button, label, h1, nav a")].map((e) => e.textContent?.trim() ?? "")
            .filter((text) => /^[A-Za-z][a-z]+( [a-z]+)+$/.test(text))) : [];
          const foreign = left.filter((text) => text !== "English");
          if (foreign.length > 0 && !foreign.every((text) => text.includes("·"))) throw new Error(`in English: ${foreign.join(" | ")}`);
          const found = await violations(page);
          if (found.length > 0) throw new Error(found.join("\n        "));
          if (complaints.length > 0) throw new Error(complaints.join("\n        "));
          const height = await page.evaluate(() => document.documentElement.scrollHeight);
          await page.screenshot({ path: `${pictures}/${id}-${language}-${screen}-${colorScheme}.png`, clip: { x: 0, y: 0, width: viewport.width, height: Math.min(height, 2600) }, fullPage: true });
        });
      }
      await close();
    }
  }
}

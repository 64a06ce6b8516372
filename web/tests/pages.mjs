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
  outlook: ["Outlook", "展望", ".target .tenths svg"],
  "common-ground": ["Common ground", "共同点", ".event .tag"],
  sources: ["Sources", "来源", "table tbody tr"],
};

/** Words of the interface in English on a page in Chinese: what is in another language says so by "lang". */
const foreign = (page) => page.evaluate(() => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const language = node.parentElement.closest("[lang]")?.lang ?? "";
    // What mixes both is the interface's own sentence about a thing that the record names.
    if (language.startsWith("zh") && /[A-Za-z]{3,}[ ,]+[A-Za-z]{2,}/.test(node.data) && !/[\u4e00-\u9fff]/.test(node.data) && !node.parentElement.closest("code, noscript, script, style, a[href^=http]")) found.push(node.data.trim().slice(0, 80));
  }
  for (const element of document.querySelectorAll("[aria-label], [title], [placeholder]")) {
    for (const name of ["aria-label", "title", "placeholder"]) {
      const said = element.getAttribute(name) ?? "";
      // A label may end in the record's own title, but begins with a word of the interface, a date or that title alone.
      if (/^(To|Show|Choose|Copy|Save|Close|Open|Account|Position|Source)\b.*[a-z]/.test(said) && !/[\u4e00-\u9fff]/.test(said) && !element.closest("[lang=en]")) found.push(`${name}: ${said.slice(0, 80)}`);
    }
  }
  return [...new Set(found)];
});

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
          const english = language === "zh" ? await foreign(page) : [];
          if (english.length > 0) throw new Error(`in English: ${english.slice(0, 6).join(" | ")}`);
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

// SPDX-License-Identifier: Apache-2.0
// A file of the case is edited while a page is open: the page shows it; a faulty edit is said and the last good state stays.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export async function changes({ check, open, settled, server, texts }) {
  await check("a change of the case reaches the page, a fault is said, mending clears it", async () => {
    const { page, go, close } = await open();
    const file = join(server.folder, "events/2022.toml");
    const sound = readFileSync(file, "utf8");
    const title = /title = "([^"]+)"/.exec(sound)[1];
    try {
      await go("timeline?from=2022-01-01&to=2022-12-31&lang=en");
      await page.getByText(title).first().waitFor();
      writeFileSync(file, sound.replace(title, `EDITED ${title}`));
      await page.getByText("The case has changed").waitFor();
      await page.getByText(`EDITED ${title}`).first().waitFor();
      writeFileSync(file, `${sound}\n[[event]]\nid = 3\n`);
      await page.getByText(/events\/2022\.toml:\d+:\d+: /).waitFor();
      if ((await page.getByText(`EDITED ${title}`).count()) === 0) throw new Error("the last good state is gone");
      await settled(page);
      writeFileSync(file, sound);
      await page.waitForFunction(() => !document.querySelector(".fault"));
      await page.waitForFunction((words) => !document.body.textContent.includes(words), `EDITED ${title}`);
    } finally {
      writeFileSync(file, sound);
      await close();
    }
  });

  await check("a change of a text reaches the page of its meeting", async () => {
    const { page, go, close } = await open();
    const file = join(texts.folder, "texts/2022-12-01-call.USA.txt");
    const before = readFileSync(file, "utf8");
    try {
      await go("meeting?event=2022-12-01-call&kind=all&lang=en", texts.base);
      await page.locator(".original").first().waitFor();
      writeFileSync(file, before.replace("Readout of a made-up meeting", "Readout of another meeting"));
      await page.getByText("Readout of another meeting").waitFor();
    } finally {
      writeFileSync(file, before);
      await close();
    }
  });
}

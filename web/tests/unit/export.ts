// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { citationText } from "../../src/citation";
import { tableSvg, toCsv } from "../../src/export";
import { pieces } from "../../src/pages/SourcesPage";
import { words } from "../../src/words";

const columns = [{ title: "text", value: (row: { a: string | null; b: number }) => row.a }, { title: "n", value: (row: { b: number }) => row.b }];

describe("a table as a file", () => {
  it("is CSV that quotes what must be quoted, and that no spreadsheet runs", () => {
    expect(toCsv(columns, [{ a: 'say "hi", you\nall', b: -1.5 }, { a: "=1+1", b: 2 }, { a: null, b: 0 }]))
      .toBe('text,n\r\n"say ""hi"", you\nall",-1.5\r\n\'=1+1,2\r\n,0\r\n');
  });
  it("is SVG without a hole for markup, and says how many rows it leaves out", () => {
    const svg = tableSvg("a <b>", "foot & note", columns, Array.from({ length: 203 }, (_, i) => ({ a: `<script>${i}`, b: i })));
    expect(svg).not.toContain("<script>");
    expect(svg).toContain("a &lt;b&gt;");
    expect(svg).toContain("+ 3. foot &amp; note");
  });
});

describe("sources", () => {
  it("are asked for in addresses that the server takes, each once", () => {
    const ids = Array.from({ length: 2400 }, (_, i) => `source-with-a-long-name-${i}`);
    const parts = pieces(ids);
    expect(parts.flat()).toEqual(ids);
    for (const part of parts) expect(part.map((id) => `id=${id}`).join("&").length).toBeLessThan(3900);
  });
  it("are cited in one line", () => {
    expect(citationText({ id: "x", type: "webpage", title: "Readout.", publisher: "MFA", language: "en", issued: { "date-parts": [[2022, 8, 5]] }, URL: "https://example.org/x" }))
      .toBe("Readout. MFA. 2022-08-05. https://example.org/x.");
  });
});

describe("the dictionary", () => {
  it("puts what it is given into each sentence, in both languages", () => {
    for (const [key, english] of Object.entries(words.en)) {
      const chinese = words.zh[key as keyof typeof words.zh];
      expect(typeof chinese, key).toBe(typeof english);
      if (typeof english !== "function") continue;
      const given = Array.from({ length: english.length }, (_, i) => 1000 + i) as never[];
      const shown = (text: string) => text.replaceAll(",", "");
      for (const value of given) {
        expect(shown((english as (...all: never[]) => string)(...given)), key).toContain(String(value));
        expect(shown((chinese as (...all: never[]) => string)(...given)), key).toContain(String(value));
      }
    }
  });
  it("is Chinese where it says so", () => {
    const same = Object.entries(words.zh).filter(([, text]) => typeof text === "string" && !/[\u4e00-\u9fff]/.test(text)).map(([key]) => key);
    expect(same).toEqual(["export_csv", "export_svg", "export_png", "crps"]);
  });
});

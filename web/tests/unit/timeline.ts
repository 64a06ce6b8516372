// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { firstDay } from "../../src/dates";
import type { Kind, RecordedEvent } from "../../src/documents";
import { drawTimeline, eventAt, rowMiddle, xOf, type Look } from "../../src/timeline/draw";
import { indexOf, lowerBound } from "../../src/timeline/index";
import { SvgPen, type Pen } from "../../src/timeline/pen";

const account = { text: "t", source: "s", known: null, distance: null };
const event = (id: string, date: string, kind: Kind, sides: string): RecordedEvent => ({
  id, date, end: null, known: date, kind, title: `<${id}>`, summary: "s", place: null, parties: [], acts: [], after: null, channels: [], issues: [], medium: null,
  distance: null, corrections: [], accounts: { AAA: sides.includes("A") ? account : null, BBB: sides.includes("B") ? account : null }, sources: [],
});
const look: Look = { ink: "ink", faint: "faint", paper: "paper", sides: ["side0", "side1"], sideNames: ["A", "B"], kindNames: [] };
const size = { width: 1000, height: 400 };
const window = { from: firstDay("2000"), to: firstDay("2010") };

class CountingPen implements Pen {
  filled: Record<string, number> = {};
  cells = 0;
  rects(shapes: readonly number[], fill: string) { if (fill !== "paper") this.cells += shapes.length / 4; }
  circles(centres: readonly number[], _: number, fill: string | undefined) { this.filled[fill ?? "none"] = (this.filled[fill ?? "none"] ?? 0) + centres.length / 2; }
  grid(cells: Uint8Array) { this.cells += cells.filter((cell) => cell > 0).length; }
  line() {}
  text() {}
}

describe("the timeline", () => {
  const events = [event("c", "2009", "incident", "A"), event("a", "2001-05", "meeting", "AB"), event("b", "2005-06-01", "call", ""), event("out", "2015-01-01", "call", "AB")];
  const index = indexOf(events, ["AAA", "BBB"]);

  it("puts events in order of day", () => {
    expect(index.events.map((each) => each.id)).toEqual(["a", "b", "c", "out"]);
    expect([0, 1, 2, 3].map((i) => lowerBound(index.days, index.days[i]!))).toEqual([0, 1, 2, 3]);
  });
  it("fills a mark only in the lane of a side with an account, and draws what is in the window alone", () => {
    const pen = new CountingPen();
    expect(drawTimeline(pen, index, size, window, look, -1)).toBe(3);
    expect(pen.filled).toEqual({ paper: 3, side0: 2, side1: 1 });
  });
  it("draws cells instead of marks where there are many", () => {
    const many = indexOf(Array.from({ length: 2000 }, (_, i) => event(`e${i}`, `200${i % 9}-0${1 + (i % 9)}-1${i % 9}`, "call", "A")), ["AAA", "BBB"]);
    const pen = new CountingPen();
    drawTimeline(pen, many, size, window, look, -1);
    expect(pen.filled).toEqual({});
    expect(pen.cells).toBeGreaterThan(0);
  });
  it("finds the event under a point in either lane, and none far from all", () => {
    const x = xOf(size, window, index.days[1]!);
    for (const lane of [0, 1]) expect(eventAt(index, size, window, x + 3, rowMiddle(size, lane, index.rows[1]!) - 2, 12)).toBe(1);
    expect(eventAt(index, size, window, x + 80, 200, 12)).toBe(-1);
  });
  it("is SVG in which no title is markup", () => {
    const pen = new SvgPen();
    drawTimeline(pen, index, size, window, look, 0);
    const svg = pen.finish(1000, 400, "#fff", "a < b", "foot", "#000");
    expect(svg).toContain("&lt;a&gt;");
    expect(svg).not.toContain("<a>");
  });
});

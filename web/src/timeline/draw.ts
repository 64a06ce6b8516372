// SPDX-License-Identifier: Apache-2.0
import { ticks } from "../dates";
import { kinds } from "../documents";
import { lowerBound, type EventIndex } from "./index";
import type { Pen } from "./pen";

/** The days at the left and right edge. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Look {
  readonly ink: string;
  readonly faint: string;
  readonly paper: string;
  readonly sides: readonly [string, string];
  readonly sideNames: readonly string[];
  readonly kindNames: readonly string[];
}

const axis = 26;
const head = 18;  // for a side's name above its lane
const radius = 4.5;
const most_marks = 400;  // above so many, marks hide each other: cells that darken instead
const cell = 3;
const most_labels = 60;

export const gutterOf = (size: Size) => (size.width < 560 ? 58 : 92);

/** Where a row of a lane lies: lane 0 above the axis, lane 1 below it. */
export function rowMiddle(size: Size, lane: number, row: number): number {
  const lane_height = (size.height - axis) / 2;
  const row_height = (lane_height - head) / kinds.length;
  return lane * (lane_height + axis) + head + (row + 0.5) * row_height;
}

export const xOf = (size: Size, window: Window, day: number) =>
  gutterOf(size) + ((day - window.from) / (window.to - window.from)) * (size.width - gutterOf(size));

export const dayAt = (size: Size, window: Window, x: number) =>
  window.from + ((x - gutterOf(size)) / (size.width - gutterOf(size))) * (window.to - window.from);

function drawAxis(pen: Pen, size: Size, window: Window, look: Look): void {
  const top = (size.height - axis) / 2;
  const gutter = gutterOf(size);
  for (const tick of ticks(window.from, window.to, Math.max(3, (size.width - gutter) / 90))) {
    const x = xOf(size, window, tick.day);
    pen.line(x, head, x, top, look.faint, 0.5);
    pen.line(x, top + axis + head, x, size.height, look.faint, 0.5);
    if (x > gutter + 14 && x < size.width - 20) pen.text(x, top + axis / 2, tick.text, look.ink, 12, "middle");
  }
  pen.line(gutter, top, size.width, top, look.ink, 1);
  pen.line(gutter, top + axis, size.width, top + axis, look.ink, 1);
}

function drawLabels(pen: Pen, size: Size, look: Look): void {
  const lane_height = (size.height - axis) / 2;
  for (const lane of [0, 1] as const) {
    pen.text(4, lane * (lane_height + axis) + head / 2, look.sideNames[lane] ?? "", look.sides[lane], 13);
    kinds.forEach((_, row) => pen.text(4, rowMiddle(size, lane, row), look.kindNames[row] ?? "", look.ink, 11));
  }
}

function drawMarks(pen: Pen, index: EventIndex, from: number, to: number, size: Size, window: Window, look: Look): void {
  for (const lane of [0, 1] as const) {
    const filled: number[] = [], hollow: number[] = [];
    for (let i = from; i < to; i++) {
      const list = index.accounts[i]! & (1 << lane) ? filled : hollow;
      list.push(xOf(size, window, index.days[i]!), rowMiddle(size, lane, index.rows[i]!));
    }
    pen.circles(hollow, radius - 1, look.paper, look.faint);
    pen.circles(filled, radius, look.sides[lane], look.paper);
  }
}

/** Titles beside marks, where there is room up to the next mark of the row. */
function drawTitles(pen: Pen, index: EventIndex, from: number, to: number, size: Size, window: Window, look: Look): void {
  const free_until = new Map<string, number>();
  for (let i = to - 1; i >= from; i--) {
    const lane = index.accounts[i] === 2 ? 1 : 0;
    const row = index.rows[i]!;
    const x = xOf(size, window, index.days[i]!);
    const key = `${lane} ${row}`;
    const room = (free_until.get(key) ?? size.width) - x - 16;
    const letters = Math.floor(room / 6.2);
    const title = index.events[i]!.title;
    const shown = title.length <= letters ? title : letters > 14 ? `${title.slice(0, letters - 1)}…` : "";
    if (shown !== "") pen.text(x + 8, rowMiddle(size, lane, row), shown, look.ink, 11);
    for (const each of [0, 1]) free_until.set(`${each} ${row}`, x);  // each event has a mark in both lanes
  }
}

/** Cells that are the darker the more events they hold; in a side's colour where one of them has its account. */
function drawDensity(pen: Pen, index: EventIndex, from: number, to: number, size: Size, window: Window, look: Look): void {
  const gutter = gutterOf(size);
  const columns = Math.ceil((size.width - gutter) / cell);
  const rows = kinds.length;
  const height = rowMiddle(size, 0, 1) - rowMiddle(size, 0, 0) - 2;
  const scale = columns / (window.to - window.from);
  const steps = 5;
  for (const lane of [0, 1] as const) {
    const filled = new Uint16Array(columns * rows), all = new Uint16Array(columns * rows);
    for (let i = from; i < to; i++) {
      const at = index.rows[i]! * columns + Math.min(columns - 1, Math.floor((index.days[i]! - window.from) * scale));
      all[at]!++;
      if (index.accounts[i]! & (1 << lane)) filled[at]!++;
    }
    const cells = Uint8Array.from(all, (count, at) => (count === 0 ? 0 : 1 + Math.min(steps - 1, 31 - Math.clz32(count)) + (filled[at]! > 0 ? 0 : steps)));
    const tints = [look.sides[lane], look.faint].flatMap((fill) => Array.from({ length: steps }, (_, step) => ({ fill, alpha: 0.35 + (0.65 * step) / (steps - 1) })));
    pen.grid(cells, tints, gutter, kinds.map((_, row) => rowMiddle(size, lane, row) - height / 2), cell, height);
  }
}

/** Draws what lies between the window's days; gives how many events that is. */
export function drawTimeline(pen: Pen, index: EventIndex, size: Size, window: Window, look: Look, chosen: number): number {
  const from = lowerBound(index.days, window.from), to = lowerBound(index.days, window.to + 1);
  pen.rects([0, 0, size.width, size.height], look.paper, 1);
  drawAxis(pen, size, window, look);
  if (to - from > most_marks) drawDensity(pen, index, from, to, size, window, look);
  else drawMarks(pen, index, from, to, size, window, look);
  if (to - from <= most_labels) drawTitles(pen, index, from, to, size, window, look);
  if (chosen >= from && chosen < to) {
    const x = xOf(size, window, index.days[chosen]!);
    pen.line(x, head, x, size.height, look.ink, 1);
    for (const lane of [0, 1]) pen.circles([x, rowMiddle(size, lane, index.rows[chosen]!)], radius + 4, undefined, look.ink);
  }
  // What slid under the gutter is covered.
  pen.rects([0, 0, gutterOf(size), size.height], look.paper, 1);
  drawLabels(pen, size, look);
  return to - from;
}

/** The place of the event whose mark is nearest to a point, at most `reach` pixels away; -1 where there is none. */
export function eventAt(index: EventIndex, size: Size, window: Window, x: number, y: number, reach: number): number {
  const from = lowerBound(index.days, dayAt(size, window, x - reach)), to = lowerBound(index.days, dayAt(size, window, x + reach));
  let best = -1, nearest = reach;
  for (let i = from; i < to; i++) {
    for (const lane of [0, 1]) {
      const away = Math.hypot(xOf(size, window, index.days[i]!) - x, rowMiddle(size, lane, index.rows[i]!) - y);
      if (away < nearest) [best, nearest] = [i, away];
    }
  }
  return best;
}

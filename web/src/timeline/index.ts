// SPDX-License-Identifier: Apache-2.0
// Events in columns, in order of day, so that what is in view is found by bisection and drawn without touching the events.
import { firstDay } from "../dates";
import { kinds, type RecordedEvent } from "../documents";

export interface EventIndex {
  readonly events: readonly RecordedEvent[];
  readonly days: Float64Array;
  /** Place of the kind in `kinds`. */
  readonly rows: Uint8Array;
  /** Bit 0: the first side has an account; bit 1: the second. */
  readonly accounts: Uint8Array;
}

export function indexOf(events: readonly RecordedEvent[], sides: readonly string[]): EventIndex {
  const days = events.map((event) => firstDay(event.date));
  const order = days.map((_, i) => i).sort((a, b) => days[a]! - days[b]! || a - b);
  const sorted = order.map((i) => events[i]!);
  const bit = (event: RecordedEvent, side: number) => (event.accounts[sides[side] ?? ""] ? 1 << side : 0);
  return {
    events: sorted,
    days: Float64Array.from(order, (i) => days[i]!),
    rows: Uint8Array.from(sorted, (event) => Math.max(0, kinds.indexOf(event.kind))),
    accounts: Uint8Array.from(sorted, (event) => bit(event, 0) | bit(event, 1)),
  };
}

/** The first place whose day is not before `day`. */
export function lowerBound(days: Float64Array, day: number): number {
  let low = 0, high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (days[middle]! < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { addMonths, firstDay, isDay, lastDay, ticks, toIso } from "../../src/dates";

describe("dates", () => {
  it("have a first and a last day, as far as they are known", () => {
    for (const [date, first, last] of [["2024-02-29", "2024-02-29", "2024-02-29"], ["2024-02", "2024-02-01", "2024-02-29"], ["1900", "1900-01-01", "1900-12-31"],
      ["2023-12", "2023-12-01", "2023-12-31"]] as const) {
      expect(toIso(firstDay(date))).toBe(first);
      expect(toIso(lastDay(date))).toBe(last);
    }
  });
  it("are days only where the calendar has them", () => {
    for (const text of ["2023-02-29", "2023-13-01", "2023-1-1", "2023", "", "x2023-01-01"]) expect(isDay(text)).toBe(false);
    expect(isDay("2024-02-29")).toBe(true);
  });
  it("move by months and stay within the month", () => {
    expect(addMonths("2024-03-31", -1)).toBe("2024-02-29");
    expect(addMonths("2023-01-15", -13)).toBe("2021-12-15");
    expect(addMonths("2023-12-31", 2)).toBe("2024-02-29");
  });
  it("are marked on an axis from decades to days, never too many, always inside", () => {
    for (const span of [3, 10, 31, 90, 366, 1500, 4000, 20000, 60000]) {
      for (const most of [3, 6, 12]) {
        const from = firstDay("1971-07-09");
        const marks = ticks(from, from + span, most);
        expect(marks.length).toBeLessThanOrEqual(most + 2);
        expect(marks.every((mark) => mark.day >= from && mark.day <= from + span)).toBe(true);
        expect(new Set(marks.map((mark) => mark.text)).size).toBe(marks.length);
        if (span >= 10 && most >= 6) expect(marks.length).toBeGreaterThan(0);
      }
    }
  });
});

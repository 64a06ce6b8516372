// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { changed, formatView, otherPage, parseView } from "../../src/view";

describe("a view", () => {
  it("is the same after it was written into an address and read again", () => {
    const view = { page: "timeline", query: { as_of: "2022-09-01", q: "a&b=c 50 % #热线", lang: "zh" } };
    expect(parseView(formatView(view))).toEqual(view);
  });
  it("is the first page where the address says nothing", () => {
    for (const hash of ["", "#", "#/"]) expect(parseView(hash)).toEqual({ page: "now", query: {} });
  });
  it("takes day and language along to another page, and nothing else", () => {
    const view = parseView("#/timeline?as_of=2022-09-01&kind=incident&lang=zh&source=x");
    expect(otherPage(view, "meeting", { event: "e" })).toEqual({ page: "meeting", query: { as_of: "2022-09-01", lang: "zh", event: "e" } });
  });
  it("loses a key that is set to nothing", () => {
    expect(changed({ page: "now", query: { a: "1", b: "2" } }, { a: undefined, b: "", c: "3" }).query).toEqual({ c: "3" });
  });
});

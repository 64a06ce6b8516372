// SPDX-License-Identifier: Apache-2.0
import type { Csl } from "./documents";

/** "2022-11-14", as far as it is known. */
export function dateText(date: Csl["issued"]): string | undefined {
  const parts = date?.["date-parts"][0];
  return parts?.map((part) => String(part).padStart(2, "0")).join("-");
}

/** A citation in one line, for a note or a mail. */
export function citationText(csl: Csl): string {
  const authors = csl.author?.map((author) => author.literal).join(", ");
  const parts = [authors, csl.title, csl.publisher === authors ? undefined : csl.publisher, dateText(csl.issued),
    csl.version && `Version ${csl.version}`, csl.URL];
  return parts.filter((part) => part !== undefined && part !== "").map((part) => String(part).replace(/\.$/, "")).join(". ") + ".";
}

// SPDX-License-Identifier: Apache-2.0
export const themes = ["auto", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const key = "detente-theme";

// Storage may be forbidden; then a choice lasts as long as the page.
let chosen: Theme = "auto";
try {
  const stored = localStorage.getItem(key);
  if (stored === "light" || stored === "dark") chosen = stored;
} catch {
  chosen = "auto";
}

export const theme = () => chosen;

export function applyTheme(next: Theme = chosen): void {
  chosen = next;
  if (next === "auto") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = next;
  try {
    localStorage.setItem(key, next);
  } catch {
    // as above
  }
  dispatchEvent(new Event("themechange"));
}

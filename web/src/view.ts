// SPDX-License-Identifier: Apache-2.0
// What is shown stands in the address after "#": #/timeline?as_of=2022-09-01&kind=incident. A link reproduces the view.
import { useEffect, useState } from "preact/hooks";

export type Query = Readonly<Record<string, string>>;

export interface View {
  readonly page: string;
  readonly query: Query;
}

/** Kept from page to page. All other keys belong to one page. */
export const shared = ["as_of", "lang"] as const;

export function parseView(hash: string): View {
  const text = hash.replace(/^#\/?/, "");
  const cut = text.indexOf("?");
  const page = cut < 0 ? text : text.slice(0, cut);
  const query: Record<string, string> = {};
  for (const [key, value] of new URLSearchParams(cut < 0 ? "" : text.slice(cut + 1))) if (value !== "") query[key] = value;
  return { page: page === "" ? "now" : page, query };
}

export function formatView(view: View): string {
  const query = new URLSearchParams(Object.entries(view.query).sort(([a], [b]) => (a < b ? -1 : 1))).toString();
  return `#/${view.page}${query === "" ? "" : `?${query}`}`;
}

/** The view with some keys changed; an empty value takes a key away. */
export function changed(view: View, changes: Record<string, string | undefined>): View {
  const query: Record<string, string> = { ...view.query };
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined || value === "") delete query[key];
    else query[key] = value;
  }
  return { page: view.page, query };
}

/** Another page: what belongs to the present one is left behind. */
export function otherPage(view: View, page: string, query: Record<string, string> = {}): View {
  const kept = Object.fromEntries(shared.flatMap((key) => (view.query[key] ? [[key, view.query[key]]] : [])));
  return { page, query: { ...kept, ...query } };
}

export function currentView(): View {
  return parseView(location.hash);
}

/** Shows another view. `replace` leaves no step in the browser's history, for what changes with each movement of a hand. */
export function show(view: View, replace = false): void {
  const hash = formatView(view);
  if (hash === location.hash) return;
  if (replace) history.replaceState(null, "", hash);
  else history.pushState(null, "", hash);
  dispatchEvent(new Event("viewchange"));
}

export function useView(): View {
  const [view, setView] = useState(currentView);
  useEffect(() => {
    const update = () => setView(currentView());
    const events = ["hashchange", "popstate", "viewchange"];
    for (const name of events) addEventListener(name, update);
    return () => {
      for (const name of events) removeEventListener(name, update);
    };
  }, []);
  return view;
}

// SPDX-License-Identifier: Apache-2.0
// What every page needs: the view, the language, the day, the sides.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { changed, show, type View } from "./view";
import { en } from "./words/en";
import type { Language, Words } from "./words";

export interface App {
  readonly view: View;
  readonly language: Language;
  readonly t: Words;
  /** The day chosen by the reader; undefined means today. */
  readonly asOf: string | undefined;
  /** What "today" is to the server; undefined until it has answered. */
  readonly today: string | undefined;
  readonly caseTitle: string;
  /** The ids of the case's two sides, in its own order; empty until the server has answered. */
  readonly sides: readonly string[];
  /** The names of the channels by id; empty until the server has answered. */
  readonly channelNames: ReadonlyMap<string, string>;
  /** The commands that the server offers. */
  readonly commands: ReadonlySet<string>;
}

export const AppContext = createContext<App>({
  view: { page: "now", query: {} }, language: "en", t: en, asOf: undefined, today: undefined, caseTitle: "", sides: [], channelNames: new Map(),
  commands: new Set(),
});

export const useApp = () => useContext(AppContext);

/** Changes keys of the present view. */
export function go(view: View, changes: Record<string, string | undefined>, replace = false): void {
  show(changed(view, changes), replace);
}

// SPDX-License-Identifier: Apache-2.0
import { en } from "./en";
import { zh } from "./zh";
import type { Kind, Level, State } from "../documents";

export type Language = "en" | "zh";
export type Words = { readonly [Key in keyof typeof en]: (typeof en)[Key] };

export const words: Readonly<Record<Language, Words>> = { en, zh };

type TextKey = { [Key in keyof Words]: Words[Key] extends string ? Key : never }[keyof Words];

const stateKeys: Record<State, TextKey> = {
  open: "state_open", overdue: "state_overdue", dormant: "state_dormant", suspended: "state_suspended", closed: "state_closed",
  "not yet": "state_not_yet",
};
const levelKeys: Record<Level, TextKey> = {
  leaders: "level_leaders", cabinet: "level_cabinet", military: "level_military", strategic: "level_strategic",
  "working-group": "level_working_group", consular: "level_consular", legislative: "level_legislative", "track-1.5": "level_track_1_5",
  "track-2": "level_track_2", people: "level_people",
};
const kindKeys: Record<Kind, TextKey> = {
  meeting: "kind_meeting", call: "kind_call", visit: "kind_visit", measure: "kind_measure", incident: "kind_incident",
  statement: "kind_statement", agreement: "kind_agreement", exchange: "kind_exchange",
};

export const stateWord = (t: Words, state: State): string => t[stateKeys[state]];
export const levelWord = (t: Words, level: Level): string => t[levelKeys[level]];
export const kindWord = (t: Words, kind: Kind): string => t[kindKeys[kind]];

/** A word that the server writes, such as an act; the word itself where the dictionary has none. */
export function wordFor(t: Words, group: "act" | "medium" | "events" | "read" | "finding" | "ground" | "evidence" | "cost" | "verdict" | "spiral", word: string): string {
  const found = (t as unknown as Record<string, unknown>)[`${group}_${word}`];
  return typeof found === "string" ? found : word;
}

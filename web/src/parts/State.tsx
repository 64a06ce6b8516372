// SPDX-License-Identifier: Apache-2.0
import { useApp } from "../app_context";
import type { State as StateName } from "../documents";
import { stateWord } from "../words";

const forms: Record<StateName, string> = {
  open: "M8 2a6 6 0 1 1 0 12a6 6 0 1 1 0-12z",
  overdue: "M8 2a6 6 0 0 1 0 12z",
  dormant: "M2 7h12v2H2z",
  suspended: "M3 2h4v12H3zM9 2h4v12H9z",
  closed: "M2 2h12v12H2z",
  "not yet": "",
};

/** A state as a mark and a word: the mark's form tells it too, so that nothing hangs on colour. */
export function State({ of }: { of: StateName }) {
  const { t } = useApp();
  return (
    <span class={`state ${of.replace(" ", "-")}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true" width="12" height="12"><circle class="rim" cx="8" cy="8" r="6" /><path d={forms[of]} /></svg>
      {stateWord(t, of)}
    </span>
  );
}

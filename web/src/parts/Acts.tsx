// SPDX-License-Identifier: Apache-2.0
import { useApp } from "../app_context";
import type { Act } from "../documents";
import { sideName } from "../names";
import { formatView, otherPage } from "../view";
import { wordFor } from "../words";

/** What an event does to channels. */
export function Acts({ of }: { of: readonly Act[] }) {
  const { t, view, language, channelNames } = useApp();
  if (of.length === 0) return null;
  return (
    <ul class="acts">
      {of.map((act) => (
        <li key={`${act.channel} ${act.act}`}>
          <a lang="en" href={formatView(otherPage(view, "channels", { channel: act.channel }))}>{channelNames.get(act.channel) ?? act.channel}</a>: {wordFor(t, "act", act.act)}
          {act.by && ` · ${sideName(act.by, language)}`}{act.word && <> · “<span lang="und">{act.word}</span>”</>}
          {act.reason && <> · {t.reason}: <span lang="en">{act.reason}</span></>}
        </li>
      ))}
    </ul>
  );
}

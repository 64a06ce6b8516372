// SPDX-License-Identifier: Apache-2.0
import type { Sentence } from "../documents";
import { useApp } from "../app_context";
import { changed, formatView } from "../view";

/** Opens the sources of what stands before it; the open sources are part of the link of the view. */
export function SourceLink({ ids, about }: { ids: readonly string[]; about?: string }) {
  const { t, view } = useApp();
  if (ids.length === 0) return null;
  return (
    <a class="source" href={formatView(changed(view, { source: ids.join(",") }))} aria-label={about ? `${t.source_link(ids.length)}: ${about}` : undefined}>
      {t.source_link(ids.length)}
    </a>
  );
}

/** Sentences of the program, in the language that they are written in, each with its sources. */
export function Sentences({ of, lead }: { of: readonly Sentence[]; lead?: boolean }) {
  return (
    <div class={lead ? "sentences lead" : "sentences"} lang="en">
      {of.map((sentence) => <p key={sentence.text}>{sentence.text} <SourceLink ids={sentence.sources} /></p>)}
    </div>
  );
}

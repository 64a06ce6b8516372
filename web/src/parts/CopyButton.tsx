// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useApp } from "../app_context";

/** Puts a text onto the clipboard and says so; where the browser forbids it, shows the text to be copied by hand. */
export function CopyButton({ text, children }: { text: () => string | Promise<string>; children: ComponentChildren }) {
  const { t } = useApp();
  const [done, setDone] = useState<"" | "copied" | "failed">("");
  const [shown, setShown] = useState("");
  useEffect(() => {
    if (done !== "copied") return;
    const timer = setTimeout(() => setDone(""), 2500);
    return () => clearTimeout(timer);
  }, [done]);
  const copy = async () => {
    let value = "";
    try {
      value = await text();
      await navigator.clipboard.writeText(value);
      setDone("copied");
    } catch {
      setShown(value);
      setDone("failed");
    }
  };
  return (
    <span class="copy">
      <button type="button" onClick={copy}>{children}</button>
      <span role="status" class="copied">{done === "copied" && t.copied}</span>
      {done === "failed" && (
        <label class="by-hand">{t.copy_failed}<textarea readOnly rows={3} value={shown} onFocus={(event) => event.currentTarget.select()} /></label>
      )}
    </span>
  );
}

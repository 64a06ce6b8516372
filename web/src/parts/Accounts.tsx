// SPDX-License-Identifier: Apache-2.0
import { useApp } from "../app_context";
import type { Accounts as AccountsOf } from "../documents";
import { sideName } from "../names";
import { SourceLink } from "./SourceLink";

/** Both sides' accounts next to each other; where one is missing, that is said. */
export function Accounts({ of }: { of: AccountsOf }) {
  const { t, language, sides } = useApp();
  const order = sides.length > 0 ? sides : Object.keys(of);
  return (
    <div class="accounts">
      {order.map((side, i) => {
        const account = of[side] ?? null;
        return (
          <div key={side} role="group" class={`account side-${i}`} aria-label={t.account_of(sideName(side, language))}>
            <p class="who">{sideName(side, language)}</p>
            {account === null ? <p class="silent">{t.no_account(sideName(side, language))}</p> : (
              <>
                <p lang="en">{account.text} <SourceLink ids={[account.source]} /></p>
                {account.distance && <p class="small">{t.distance}: <span lang="en">{account.distance.text}</span></p>}
                {account.known && <p class="small">{t.account_known(account.known)}</p>}
              </>
            )}
          </div>
        );
      })}
    </div>
  );
}

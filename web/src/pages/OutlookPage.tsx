// SPDX-License-Identifier: Apache-2.0
import { useDocument } from "../api";
import { useApp } from "../app_context";
import type { Head } from "../documents";
import { AnyDocument, inWords, tablesOf, titleOf } from "../parts/AnyDocument";
import { Await } from "../parts/Await";
import { Page, Tools } from "../parts/Page";

export function OutlookPage() {
  const { t, asOf } = useApp();
  const outlook = useDocument<Head>("outlook", { as_of: asOf });
  const first = outlook.document && tablesOf(outlook.document)[0];
  return (
    <Page title={t.outlook} lead={t.outlook_lead} tools={outlook.document && first && (
      <Tools<Readonly<Record<string, unknown>>> title={t.outlook} of={{ name: "outlook", head: outlook.document, rows: first.rows,
        columns: Object.keys(first.rows[0] ?? {}).map((key) => ({ title: titleOf(key), value: (row) => inWords(row[key]) })) }} />)}>
      <Await of={outlook} what={t.outlook} slow>{(document) => <AnyDocument of={document} />}</Await>
    </Page>
  );
}

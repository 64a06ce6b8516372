// SPDX-License-Identifier: Apache-2.0
// Names of states and languages in the reader's language, from the browser's own tables. The record knows sides by ISO 3166-1 alpha-3,
// browsers by alpha-2: each entry is one code of each kind.
import type { Name } from "./documents";
import type { Language } from "./words";

const codes = "AFGAFALBALDZADZANDADAGOAOARGARARMAMAUSAUAUTATAZEAZBGDBDBLRBYBELBEBTNBTBOLBOBIHBABRABRBGRBGKHMKHCANCACHLCLCHNCN" +
  "COLCOCODCDCRICRCUBCUCYPCYCZECZDNKDKEGYEGERIERESTEEETHETFINFIFRAFRGEOGEDEUDEGRCGRHUNHUINDINIDNIDIRNIRIRQIQISRILITAITJPNJP" +
  "JORJOKAZKZKENKEKORKRPRKKPKWTKWKGZKGLAOLALVALVLBNLBLBYLYLTULTMYSMYMEXMXMDAMDMNGMNMARMAMMRMMNPLNPNLDNLNZLNZNGANGNORNOPAKPKPANPA" +
  "PERPEPHLPHPOLPLPRTPTQATQAROURORUSRUSAUSASRBRSSGPSGSVKSKSOMSOZAFZAESPESLKALKSDNSDSWESECHECHSYRSYTJKTJTHATHTURTRTKMTMUGAUG" +
  "UKRUAAREAEGBRGBUSAUSUZBUZVENVEVNMVNYEMYETWNTWHKGHKMACMO";
const alpha2 = new Map<string, string>();
for (let i = 0; i < codes.length; i += 5) alpha2.set(codes.slice(i, i + 3), codes.slice(i + 3, i + 5));

const tagOf = (language: Language) => (language === "zh" ? "zh-Hans" : "en");

/** "Chinese" for zh. */
export function languageName(code: string, language: Language): string {
  return new Intl.DisplayNames([tagOf(language)], { type: "language" }).of(code) ?? code;
}

/** "United States" for USA; the id itself where it is no state that the browser knows. */
export function sideName(id: string, language: Language): string {
  const code = alpha2.get(id);
  if (code === undefined) return id;
  return new Intl.DisplayNames([tagOf(language)], { type: "region" }).of(code) ?? id;
}

/** "United States" for USA; of others the record's own name, in Chinese their own where that is Chinese. */
export function nameIn(of: Name, language: Language): string {
  if (of.of === "actor" && alpha2.has(of.id)) return sideName(of.id, language);
  return language === "zh" && of.local !== null && /\p{Script=Han}/u.test(of.local) && !/\p{Script=Hiragana}|\p{Script=Katakana}/u.test(of.local) ? of.local : of.name;
}

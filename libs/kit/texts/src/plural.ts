import { formatNumber } from './format-number';
import { type Language } from './languages';

/** A text per plural category of a language; English has `one` and `other`, Russian `one`, `few`, `many` and `other`. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

const rules = new Map<Language, Intl.PluralRules>();

/** @example plural('ru', 3, { one: 'день', few: 'дня', many: 'дней', other: 'дня' }); // 'дня' */
export function plural(language: Language, count: number, forms: PluralForms): string {
  const rule = rules.get(language) ?? new Intl.PluralRules(language);
  rules.set(language, rule);
  return forms[rule.select(count)] ?? forms.other;
}

/** @example countedIn('en', 1204, { one: 'row', other: 'rows' }); // '1,204 rows' */
export const countedIn = (language: Language, count: number, forms: PluralForms): string =>
  `${formatNumber(count, language)} ${plural(language, count, forms)}`;

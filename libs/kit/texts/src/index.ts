export { type Language, languageOf, languages } from './languages';
export { type PluralForms, plural } from './plural';

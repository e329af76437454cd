export { botDescriptions } from './bot-descriptions';
export { type BotTexts, type ReportReplyTexts, botTextsOf } from './bot-texts';
export { type Language, languageOf, languages } from './languages';
export { type PluralForms, plural } from './plural';
export { type DayInWords, type KnownReason, type Period, type ReportTexts, reportTexts } from './report-texts';

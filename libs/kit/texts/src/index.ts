export { botDescriptions } from './bot-descriptions';
export { type BotTexts, botTextsOf } from './bot-texts';
export { formatNumber, percentSignOf } from './format-number';
export { type Language, languageOf, languages } from './languages';
export { type DayInWords, type KnownReason, type Period, type ReportTexts, reportTexts } from './report-texts';

export { type AskTexts, askTextsOf } from './ask-texts';
export { botDescriptions } from './bot-descriptions';
export { type BotTexts } from './bot-texts';
export { botTextsOf } from './bot-texts-of';
export { formatNumber, percentSignOf } from './format-number';
export { type Language, languageOf, languages, otherLanguageNote } from './languages';
export { outOfTimeText } from './report/en';
export { type DayInWords, type KnownReason, type Period, type ReportTexts } from './report/report-texts';
export { reportTexts } from './report-texts';

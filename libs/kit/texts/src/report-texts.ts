import { type Language } from './languages';
import { de } from './report/de';
import { en } from './report/en';
import { es } from './report/es';
import { pt } from './report/pt';
import { type ReportTexts } from './report/report-texts';
import { ru } from './report/ru';

const texts: Readonly<Record<Language, ReportTexts>> = { en, es, pt, de, ru };

/** Gives what reports say in a language. */
export const reportTexts = (language: Language): ReportTexts => texts[language];

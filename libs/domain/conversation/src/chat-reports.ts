import { type Language } from '@pulso/kit/texts';

/** A report that owners can ask for by `/report`. */
export interface ChatReport {
  /** Of the catalogue, which a test compares: the bot does not know the catalogue, and is not deployed with it. */
  readonly reportId: string;
  /** How the menu of `/report` calls it; the first word of its id is what people write. */
  readonly label: Readonly<Record<Language, string>>;
  /** The length of its window, hours. Of the catalogue, too. */
  readonly windowHours: number;
}

/** The reports that owners can ask for by `/report`. The first one is what `/report` alone means. */
export const chatReports: readonly [ChatReport, ...ChatReport[]] = [
  {
    reportId: 'daily-usage',
    label: { en: 'Daily', es: 'Diario', pt: 'Diário', de: 'Täglich', ru: 'За день' },
    windowHours: 24,
  },
  {
    reportId: 'weekly-usage',
    label: { en: 'Weekly', es: 'Semanal', pt: 'Semanal', de: 'Wöchentlich', ru: 'За неделю' },
    windowHours: 7 * 24,
  },
];

/** What a person writes for a report: `daily` for `daily-usage`. */
export const wordOf = ({ reportId }: ChatReport): string => reportId.split('-')[0] ?? reportId;

import { type Language } from '@pulso/kit/texts';

/** A report that owners can ask for by `/report`. */
export interface ChatReport {
  /** As in the catalogue, which a test compares: the bot is deployed without the catalogue. */
  readonly reportId: string;
  /** Its name in the menu of `/report`. People type the first word of its id. */
  readonly label: Readonly<Record<Language, string>>;
  /** The length of its window, hours. As in the catalogue. */
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

/** The word that a person types for a report: `daily` for `daily-usage`. */
export const wordOf = ({ reportId }: ChatReport): string => reportId.split('-')[0] ?? reportId;

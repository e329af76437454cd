import { type Language } from '@pulso/kit/texts';

interface ChartTexts {
  /** From Sunday, short: they stand below bars. */
  readonly weekdays: readonly string[];
  /** Explains the hatching. */
  readonly gap: string;
  /** In the description, in place of a number that is not known. */
  readonly unknown: string;
  readonly extremes: (lowest: string, highest: string) => string;
}

export const chartTexts: Readonly<Record<Language, ChartTexts>> = {
  en: {
    weekdays: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
    gap: 'Hatched: no number is known.',
    unknown: 'unknown',
    extremes: (lowest, highest) => `lowest ${lowest}, highest ${highest}`,
  },
  es: {
    weekdays: ['dom', 'lun', 'mar', 'mié', 'jue', 'vie', 'sáb'],
    gap: 'Rayado: sin datos.',
    unknown: 'sin datos',
    extremes: (lowest, highest) => `mínimo ${lowest}, máximo ${highest}`,
  },
  pt: {
    weekdays: ['dom', 'seg', 'ter', 'qua', 'qui', 'sex', 'sáb'],
    gap: 'Hachurado: sem dados.',
    unknown: 'sem dados',
    extremes: (lowest, highest) => `mínimo ${lowest}, máximo ${highest}`,
  },
  de: {
    weekdays: ['So', 'Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa'],
    gap: 'Schraffiert: keine Zahl bekannt.',
    unknown: 'unbekannt',
    extremes: (lowest, highest) => `niedrigster Wert ${lowest}, höchster ${highest}`,
  },
  ru: {
    weekdays: ['вс', 'пн', 'вт', 'ср', 'чт', 'пт', 'сб'],
    gap: 'Штриховка: нет данных.',
    unknown: 'нет данных',
    extremes: (lowest, highest) => `минимум ${lowest}, максимум ${highest}`,
  },
};

import { type Language } from '@pulso/kit/texts';

interface ChartTexts {
  /** From Sunday, short: they stand below bars. */
  readonly weekdays: readonly string[];
  /** What a bar is that ends on its day and is not a day or week of the calendar. */
  readonly dayBar: string;
  readonly weekBar: string;
  /** Explain line and band, and the hatching. */
  readonly beside: string;
  readonly gap: string;
  /** In the description, for a number that is not known. */
  readonly unknown: string;
  readonly extremes: (lowest: string, highest: string) => string;
}

export const chartTexts: Readonly<Record<Language, ChartTexts>> = {
  en: {
    weekdays: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
    dayBar: 'A bar is the 24 hours that end on its day.',
    weekBar: 'A bar is the 7 days that end on its day.',
    beside: 'Line: the week before. Band: what is usual.',
    gap: 'Hatched: no number is known.',
    unknown: 'unknown',
    extremes: (lowest, highest) => `lowest ${lowest}, highest ${highest}`,
  },
  es: {
    weekdays: ['dom', 'lun', 'mar', 'mié', 'jue', 'vie', 'sáb'],
    dayBar: 'Cada barra son las 24 horas que terminan ese día.',
    weekBar: 'Cada barra son los 7 días que terminan ese día.',
    beside: 'Línea: la semana anterior. Franja: lo habitual.',
    gap: 'Rayado: sin datos.',
    unknown: 'sin datos',
    extremes: (lowest, highest) => `mínimo ${lowest}, máximo ${highest}`,
  },
  pt: {
    weekdays: ['dom', 'seg', 'ter', 'qua', 'qui', 'sex', 'sáb'],
    dayBar: 'Cada barra são as 24 horas que terminam nesse dia.',
    weekBar: 'Cada barra são os 7 dias que terminam nesse dia.',
    beside: 'Linha: a semana anterior. Faixa: o habitual.',
    gap: 'Hachurado: sem dados.',
    unknown: 'sem dados',
    extremes: (lowest, highest) => `mínimo ${lowest}, máximo ${highest}`,
  },
  de: {
    weekdays: ['So', 'Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa'],
    dayBar: 'Ein Balken zeigt die 24 Stunden, die an seinem Tag enden.',
    weekBar: 'Ein Balken zeigt die 7 Tage, die an seinem Tag enden.',
    beside: 'Linie: die Woche davor. Band: das Übliche.',
    gap: 'Schraffiert: keine Zahl bekannt.',
    unknown: 'unbekannt',
    extremes: (lowest, highest) => `niedrigster Wert ${lowest}, höchster ${highest}`,
  },
  ru: {
    weekdays: ['вс', 'пн', 'вт', 'ср', 'чт', 'пт', 'сб'],
    dayBar: 'Столбец — это 24 часа, которые заканчиваются в его день.',
    weekBar: 'Столбец — это 7 дней, которые заканчиваются в его день.',
    beside: 'Линия: неделя до этого. Полоса: обычные значения.',
    gap: 'Штриховка: нет данных.',
    unknown: 'нет данных',
    extremes: (lowest, highest) => `минимум ${lowest}, максимум ${highest}`,
  },
};

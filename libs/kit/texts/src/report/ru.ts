import { formatNumber } from '../format-number';
import { type PluralForms, countedIn } from '../plural';
import { type DayInWords, type Period, type ReportTexts } from './report-texts';

const months = ['янв.', 'февр.', 'марта', 'апр.', 'мая', 'июня', 'июля', 'авг.', 'сент.', 'окт.', 'нояб.', 'дек.'];
const weekdays = ['вс', 'пн', 'вт', 'ср', 'чт', 'пт', 'сб'];
const genitiveWeekdays = ['воскресенья', 'понедельника', 'вторника', 'среды', 'четверга', 'пятницы', 'субботы'];

const counted = (count: number, forms: PluralForms): string => countedIn('ru', count, forms);

const date = ({ day, month, weekday }: DayInWords): string =>
  `${weekday === undefined ? '' : `${weekdays[weekday]}, `}${day} ${months[month]}`;

const windows: Readonly<Record<Period, PluralForms>> = {
  day: { one: 'день', few: 'дня', many: 'дней', other: 'дня' },
  week: { one: 'неделя', few: 'недели', many: 'недель', other: 'недели' },
  other: { one: 'период', few: 'периода', many: 'периодов', other: 'периода' },
};

/** After "из" and "нет": the genitive. */
const ofNumbers = { one: 'показателя', few: 'показателей', many: 'показателей', other: 'показателя' };

const numbers = (answered: number, expected: number): string =>
  `${formatNumber(answered, 'ru')} из ${counted(expected, ofNumbers)}`;

const lines = { one: 'строка', few: 'строки', many: 'строк', other: 'строки' };
const fold = { one: 'раз', few: 'раза', other: 'раз' };

const averagedOver: Readonly<Record<Period, string>> = { day: 'в день', week: 'в неделю', other: 'в среднем' };

export const ru: ReportTexts = {
  units: { milliseconds: 'мс', seconds: 'с', minutes: 'мин' },

  date,
  dateSpan: (from, to) => (from.month === to.month ? `${from.day}–${date(to)}` : `${date(from)} – ${date(to)}`),
  minutes: (count) => counted(count, { one: 'минута', few: 'минуты', many: 'минут', other: 'минуты' }),
  hours: (count) => counted(count, { one: 'час', few: 'часа', many: 'часов', other: 'часа' }),
  days: (count) => counted(count, windows.day),
  windowTo: (length, end) => `${length} до ${end}`,

  noNumbers: 'Нет чисел',
  noRecords: 'За это время ботом никто не пользовался.',
  noEarlierReports: 'За это время отчётов нет.',
  missingCount: (count) => `нет ${counted(count, ofNumbers)}`,
  progress: (answered, expected) => `Готовится: ${numbers(answered, expected)}`,
  partial: (answered, expected) => `Неполный отчёт: ${numbers(answered, expected)}.`,
  missing: () => 'Не хватает:',
  lateAnswers: 'Показатели, которые придут позже, появятся в этом сообщении.',

  reasons: {
    'access-denied': ['У службы запросов нет разрешения читать эти журналы.', 'нет доступа'],
    'gave-up': ['Время вышло, а ответа на запрос к журналам ещё не было.', 'вышло время'],
    'invalid-parameter': ['Logs Insights не принимает параметр.', 'параметр не принят'],
    'log-group-missing': ['Таких журналов нет.', 'нет журналов'],
    'malformed-query': ['Logs Insights не принимает запрос.', 'запрос не принят'],
    'no-answer': ['До срока отчёта ответ не пришёл.', 'нет ответа'],
    'no-history': ['В отчётах за это время нет этого числа, посчитанного так, как сейчас.', 'нет в отчётах'],
    'not-kept': ['Журналы начинаются позже этого времени.', 'журналы начинаются позже'],
    'not-recognised': [
      'Среди пришедших нет знакомых с тех пор, или их псевдонимы были тогда другими.',
      'не распознаны',
    ],
    'query-failed': ['Запрос к журналам дважды завершился неудачно.', 'сбой запроса'],
    'receives-exhausted': [
      'Запрос к журналам пробовали выполнить несколько раз, и каждый раз он заканчивался ошибкой.',
      'попытки исчерпаны',
    ],
    'too-large': ['Для ответа пришлось бы прочитать больше, чем можно одному вопросу: 10 GB.', 'слишком много читать'],
    'unexpected-result': ['Запрос к журналам не дал ни числа, ни таблицы.', 'неожиданный результат'],
  },
  otherReason: 'прочее',

  markers: {
    repeated: 'Возможно, вы увидите этот отчёт дважды.',
    correction: 'Исправление более раннего отчёта.',
    'repeated-correction': 'Возможно, вы увидите это исправление дважды.',
  },

  fromZero: 'было\u00a00',
  percentagePoints: () => 'п.\u00a0п.',
  usually: (number) => `обычно ${number}`,
  asUsual: 'Как обычно',
  otherNumbers: 'Прочее',
  unusual: (than, weekday) => `${than} обычного${weekday === undefined ? '' : ` для ${genitiveWeekdays[weekday]}`}`,
  than: (by, isMore) => `на ${by} ${isMore ? 'больше' : 'меньше'}`,
  about: (times) =>
    `примерно ${times === 2 ? 'вдвое больше' : times < 1 ? 'вдвое меньше' : `в ${counted(times, fold)} больше`}`,
  failedOf: (part, whole) => `${part} из ${whole} запросов — с ошибкой`,
  since: (start) => `с ${start}`,
  causes: (names, isAll) => `${isAll ? 'только' : 'в основном'} ${names}`,
  byFew: 'при обычном числе пользователей',
  shifted: 'как обычно, но',
  unusualHour: 'необычно для этого часа',
  usualAgain: 'снова как обычно',
  againstPrevious: {
    day: 'По сравнению с тем же днём неделю назад.',
    week: 'По сравнению с предыдущей неделей.',
    other: 'По сравнению с предыдущим периодом.',
  },
  sparklines: (count, period) => `Столбики: ${counted(count, windows[period])}.`,
  chartNeedsTwo: 'Для графика нужны числа двух отчётов.',
  range: (lowest, highest) => `от ${lowest} до ${highest}`,
  partOf: (part, whole) => `${part} из ${whole}`,
  windowsMissing: (count, period) => `нет данных: ${counted(count, windows[period])}`,
  tablesHaveNoGaps: 'Таблицы — за всё время, включая пропуски.',
  backfilled: (changes) => `С записями, пришедшими с опозданием: ${changes}.`,
  notBackfilled: 'Остальные числа и таблицы — по первому подсчёту.',
  countPer: (count, period) => `${count} ${averagedOver[period]}`,
  onAverage: (number) => `${number} в среднем`,
  countedUpTo: (time) => `Посчитано до ${time}.`,

  unknownCommand: 'неизвестные команды',
  withoutCommand: 'без команды',
  unknownLanguage: 'неизвестно',
  chats: { private: 'личные чаты', group: 'группы', supergroup: 'супергруппы', channel: 'каналы' },
  scanned: (size, cents) => `Прочитано для этого: ${size}, меньше ${cents} ¢.`,
  andMore: (count, sum) =>
    `и ещё ${formatNumber(count, 'ru')}${sum === undefined ? '' : `: ${formatNumber(sum, 'ru')}`}`,
  andMoreQuestions: (count) =>
    `и ещё ${counted(count, { one: 'вопрос', few: 'вопроса', many: 'вопросов', other: 'вопроса' })}`,
  andMoreWithoutAnswer: (count, reasons) => `и ещё ${formatNumber(count, 'ru')} без ответа: ${reasons}`,
  rows: (count) => (count === 0 ? '–' : counted(count, lines)),
  linesLeftOut: (count) => `Не поместилось: ${counted(count, lines)}.`,

  notices: {
    'not-prepared': 'Не удалось подготовить отчёт. Попробуйте запросить его ещё раз через несколько минут.',
    'unknown-report': 'Такого отчёта больше нет.',
    'shown-elsewhere': 'Я уже ответил на это здесь, в чате.',
    'not-stored': 'Файла нет: этот отчёт больше не хранится.',
  },

  buttons: {
    chart: 'График',
    refresh: 'Обновить',
    lastTwoHours: 'Последние два часа',
    earlier: (count, period) => counted(count, windows[period]),
  },
};

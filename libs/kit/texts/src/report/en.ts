import { formatNumber } from '../format-number';
import { countedIn, plural } from '../plural';
import { type DayInWords, type Period, type ReportTexts } from './report-texts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const fullWeekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

const counted = (count: number, one: string, other: string): string => countedIn('en', count, { one, other });

const date = ({ day, month, weekday }: DayInWords): string =>
  `${weekday === undefined ? '' : `${weekdays[weekday]} `}${day} ${months[month]}`;

const periods: Readonly<Record<Period, string>> = { day: 'day', week: 'week', other: 'period' };
const periodCount = (count: number, period: Period): string => counted(count, periods[period], `${periods[period]}s`);

const averagedOver: Readonly<Record<Period, string>> = { day: 'a day', week: 'a week', other: 'on average' };

/** Also what the worker says of a query that it has stopped. */
export const outOfTimeText = 'The query had no answer when its time was over.';

export const en: ReportTexts = {
  units: { milliseconds: 'ms', seconds: 's', minutes: 'min' },

  date,
  dateSpan: (from, to) => `${from.month === to.month ? from.day : date(from)} to ${date(to)}`,
  minutes: (count) => counted(count, 'minute', 'minutes'),
  hours: (count) => counted(count, 'hour', 'hours'),
  days: (count) => counted(count, 'day', 'days'),
  windowTo: (length, end) => `${length} to ${end}`,

  noNumbers: 'No numbers',
  noRecords: 'No use was recorded in this window.',
  noEarlierReports: 'There are no earlier reports for this time.',
  missingCount: (count) => `${counted(count, 'number', 'numbers')} missing`,
  progress: (answered, expected) =>
    `Being prepared: ${formatNumber(answered, 'en')} of ${counted(expected, 'number', 'numbers')}`,
  partial: (answered, expected) =>
    `Partial: ${formatNumber(answered, 'en')} of ${counted(expected, 'number', 'numbers')}.`,
  missing: () => 'Missing:',
  lateAnswers: 'Numbers that come late are added to this message.',

  reasons: {
    'access-denied': ['The query worker has no permission to read these logs.', 'not allowed'],
    'gave-up': [outOfTimeText, 'out of time'],
    'invalid-parameter': ['Logs Insights refuses a parameter.', 'parameter refused'],
    'log-group-missing': ['The logs do not exist.', 'no such logs'],
    'malformed-query': ['Logs Insights does not accept the query.', 'query not accepted'],
    'no-answer': ['No answer arrived before the report was due.', 'no answer'],
    'no-history': ['No report for this time has this number as it is counted now.', 'in no report'],
    'not-kept': ['The logs do not go back that far.', 'logs begin later'],
    'not-recognised': [
      'No person who came was known that long ago, or their pseudonyms were others then.',
      'not recognised',
    ],
    'query-failed': ['The query failed twice.', 'query failed'],
    'receives-exhausted': [
      'The query was tried several times and ended with an error each time.',
      'all attempts failed',
    ],
    'too-large': ['The answer would take more reading than a question may: 10 GB.', 'too much to read'],
    'unexpected-result': ['The query gave neither a number nor a table.', 'unexpected result'],
  },
  otherReason: 'other',

  markers: {
    repeated: 'You may see this report twice.',
    correction: 'Correction of an earlier report.',
    'repeated-correction': 'You may see this correction twice.',
  },

  fromZero: 'from\u00a00',
  percentagePoints: (count) => plural('en', count, { one: 'point', other: 'points' }),
  usually: (number) => `usually ${number}`,
  asUsual: 'As usual',
  otherNumbers: 'Other numbers',
  unusual: (than, weekday) => `${than} ${weekday === undefined ? 'the usual' : `a usual ${fullWeekdays[weekday]}`}`,
  than: (by, isMore) => `${by} ${isMore ? 'more' : 'less'} than`,
  about: (times) => `about ${times === 2 ? 'twice' : times < 1 ? 'half' : `${times} times`}`,
  failedOf: (part, whole) => `${part} of ${whole} requests failed`,
  since: (start) => `since ${start}`,
  causes: (names, isAll) => `${isAll ? 'all' : 'mostly'} ${names}`,
  byFew: 'from no more people than usual',
  shifted: 'as usual, but',
  unusualHour: 'unusual for this hour',
  usualAgain: 'usual again',
  againstPrevious: {
    day: 'Against the same weekday a week before.',
    week: 'Against the week before.',
    other: 'Against the period before.',
  },
  sparklines: (count, period) => `Bars: ${periodCount(count, period)}.`,
  chartNeedsTwo: 'A chart needs the numbers of two reports.',
  range: (lowest, highest) => `${lowest} to ${highest}`,
  partOf: (part, whole) => `${part} of ${whole}`,
  windowsMissing: (count, period) => `${periodCount(count, period)} missing`,
  tablesHaveNoGaps: 'Tables cover the whole window, gaps included.',
  backfilled: (changes) => `With records that came late: ${changes}.`,
  notBackfilled: 'Other numbers and tables are as first counted.',
  countPer: (count, period) => `${count} ${averagedOver[period]}`,
  onAverage: (number) => `${number} on average`,
  countedUpTo: (time) => `Counted up to ${time}.`,

  unknownCommand: 'unknown commands',
  withoutCommand: 'without a command',
  unknownLanguage: 'unknown',
  chats: { private: 'private chats', group: 'groups', supergroup: 'supergroups', channel: 'channels' },
  scanned: (size, cents) => `Read for it: ${size}, less than ${cents} ¢.`,
  andMore: (count, sum) =>
    `and ${formatNumber(count, 'en')} more${sum === undefined ? '' : `: ${formatNumber(sum, 'en')}`}`,
  andMoreQuestions: (count) => `and ${counted(count, 'more question', 'more questions')}`,
  andMoreWithoutAnswer: (count, reasons) => `and ${formatNumber(count, 'en')} more without answer: ${reasons}`,
  rows: (count) => (count === 0 ? '–' : counted(count, 'row', 'rows')),
  linesLeftOut: (count) => `${counted(count, 'line', 'lines')} left out, a message holds no more.`,

  notices: {
    'not-prepared': 'The report could not be prepared. Please ask for it again in a few minutes.',
    'unknown-report': 'This report no longer exists.',
    'shown-elsewhere': 'I have already answered this here in the chat.',
    'not-stored': 'There is no file: this report is no longer stored.',
  },

  buttons: {
    chart: 'Chart',
    refresh: 'Refresh',
    lastTwoHours: 'Last two hours',
    earlier: periodCount,
  },
};

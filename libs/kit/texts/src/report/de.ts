import { formatNumber } from '../format-number';
import { type PluralForms, countedIn, plural } from '../plural';
import { type DayInWords, type Period, type ReportTexts } from './report-texts';

const months = ['Jan.', 'Feb.', 'März', 'Apr.', 'Mai', 'Juni', 'Juli', 'Aug.', 'Sept.', 'Okt.', 'Nov.', 'Dez.'];
const weekdays = ['So', 'Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa'];
const fullWeekdays = ['Sonntag', 'Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag'];

const counted = (count: number, forms: PluralForms): string => countedIn('de', count, forms);

const date = ({ day, month, weekday }: DayInWords): string =>
  `${weekday === undefined ? '' : `${weekdays[weekday]}, `}${day}. ${months[month]}`;

const windows: Readonly<Record<Period, PluralForms>> = {
  day: { one: 'Tag', other: 'Tage' },
  week: { one: 'Woche', other: 'Wochen' },
  other: { one: 'Zeitraum', other: 'Zeiträume' },
};

const numbers = (answered: number, expected: number): string =>
  `${formatNumber(answered, 'de')} von ${counted(expected, { one: 'Zahl', other: 'Zahlen' })}`;

const averagedOver: Readonly<Record<Period, string>> = { day: 'am Tag', week: 'in der Woche', other: 'im Schnitt' };

export const de: ReportTexts = {
  units: { milliseconds: 'ms', seconds: 's', minutes: 'min' },

  date,
  dateSpan: (from, to) => `${from.month === to.month ? `${from.day}.` : date(from)} bis ${date(to)}`,
  minutes: (count) => counted(count, { one: 'Minute', other: 'Minuten' }),
  hours: (count) => counted(count, { one: 'Stunde', other: 'Stunden' }),
  days: (count) => counted(count, windows.day),
  windowTo: (length, end) => `${length} bis ${end}`,

  noNumbers: 'Keine Zahlen',
  noRecords: 'In diesem Zeitraum wurde keine Nutzung verzeichnet.',
  noEarlierReports: 'Aus dieser Zeit gibt es keine Berichte.',
  missingCount: (count) => counted(count, { one: 'Zahl fehlt', other: 'Zahlen fehlen' }),
  progress: (answered, expected) => `In Arbeit: ${numbers(answered, expected)}`,
  partial: (answered, expected) => `Unvollständig: ${numbers(answered, expected)}.`,
  missing: (count) => (count === 1 ? 'Es fehlt:' : 'Es fehlen:'),
  lateAnswers: 'Zahlen, die später kommen, werden hier ergänzt.',

  reasons: {
    'access-denied': ['Der Abfragedienst darf diese Protokolle nicht lesen.', 'nicht erlaubt'],
    'gave-up': ['Die Abfrage hatte keine Antwort, als ihre Zeit um war.', 'Zeit abgelaufen'],
    'invalid-parameter': ['Logs Insights lehnt einen Parameter ab.', 'Parameter abgelehnt'],
    'log-group-missing': ['Die Protokolle gibt es nicht.', 'keine Protokolle'],
    'malformed-query': ['Logs Insights nimmt die Abfrage nicht an.', 'Abfrage nicht angenommen'],
    'no-answer': ['Bis der Bericht fällig war, kam keine Antwort.', 'keine Antwort'],
    'no-history': ['Kein Bericht aus dieser Zeit hat diese Zahl so, wie sie jetzt gezählt wird.', 'in keinem Bericht'],
    'not-kept': ['So weit reichen die Protokolle nicht zurück.', 'Protokolle beginnen später'],
    'not-recognised': [
      'Von denen, die kamen, war so lange niemand bekannt, oder ihre Pseudonyme waren damals andere.',
      'nicht wiedererkannt',
    ],
    'query-failed': ['Die Abfrage ist zweimal gescheitert.', 'Abfrage gescheitert'],
    'receives-exhausted': [
      'Die Abfrage wurde mehrmals versucht und endete jedes Mal mit einem Fehler.',
      'alle Versuche gescheitert',
    ],
    'too-large': ['Für die Antwort müsste mehr gelesen werden, als eine Frage darf: 10 GB.', 'zu viel zu lesen'],
    'unexpected-result': ['Die Abfrage ergab weder eine Zahl noch eine Tabelle.', 'unerwartetes Ergebnis'],
  },
  otherReason: 'anderes',

  markers: {
    repeated: 'Vielleicht siehst du diesen Bericht zweimal.',
    correction: 'Korrektur eines früheren Berichts.',
    'repeated-correction': 'Vielleicht siehst du diese Korrektur zweimal.',
  },

  fromZero: 'vorher\u00a00',
  percentagePoints: (count) => plural('de', count, { one: 'Punkt', other: 'Punkte' }),
  usually: (number) => `sonst ${number}`,
  asUsual: 'Wie üblich',
  otherNumbers: 'Weitere Zahlen',
  unusual: (than, weekday) => `${than} sonst${weekday === undefined ? '' : ` an einem ${fullWeekdays[weekday]}`}`,
  than: (by, isMore) => `${by} ${isMore ? 'mehr' : 'weniger'} als`,
  about: (times) => `etwa ${times === 2 ? 'doppelt' : times < 1 ? 'halb' : `${times}-mal`} so viel wie`,
  failedOf: (part, whole) => `${part} von ${whole} Anfragen fehlgeschlagen`,
  since: (start) => `seit ${start}`,
  causes: (names, isAll) => `${isAll ? 'nur' : 'vor allem'} ${names}`,
  byFew: 'bei üblicher Personenzahl',
  shifted: 'wie üblich, aber',
  unusualHour: 'ungewöhnlich für diese Stunde',
  usualAgain: 'wieder wie üblich',
  againstPrevious: {
    day: 'Verglichen mit demselben Wochentag der Vorwoche.',
    week: 'Verglichen mit der Woche davor.',
    other: 'Verglichen mit dem Zeitraum davor.',
  },
  sparklines: (count, period) => `Balken: ${counted(count, windows[period])}.`,
  chartNeedsTwo: 'Ein Diagramm braucht die Zahlen von zwei Berichten.',
  range: (lowest, highest) => `${lowest} bis ${highest}`,
  partOf: (part, whole) => `${part} von ${whole}`,
  windowsMissing: (count, period) => `${counted(count, windows[period])} ${count === 1 ? 'fehlt' : 'fehlen'}`,
  tablesHaveNoGaps: 'Tabellen umfassen den ganzen Zeitraum, auch das Fehlende.',
  backfilled: (changes) => `Mit verspäteten Einträgen: ${changes}.`,
  notBackfilled: 'Andere Zahlen und Tabellen sind von der ersten Zählung.',
  countPer: (count, period) => `${count} ${averagedOver[period]}`,
  onAverage: (number) => `${number} im Schnitt`,
  countedUpTo: (time) => `Gezählt bis ${time}.`,

  unknownCommand: 'unbekannte Befehle',
  withoutCommand: 'ohne Befehl',
  unknownLanguage: 'unbekannt',
  chats: { private: 'Privatchats', group: 'Gruppen', supergroup: 'Supergruppen', channel: 'Kanäle' },
  scanned: (size, cents) => `Dafür gelesen: ${size}, weniger als ${cents} ¢.`,
  andMore: (count, sum) =>
    `und ${formatNumber(count, 'de')} weitere${sum === undefined ? '' : `: ${formatNumber(sum, 'de')}`}`,
  andMoreQuestions: (count) => `und ${counted(count, { one: 'weitere Frage', other: 'weitere Fragen' })}`,
  andMoreWithoutAnswer: (count, reasons) => `und ${formatNumber(count, 'de')} weitere ohne Antwort: ${reasons}`,
  rows: (count) => (count === 0 ? '–' : counted(count, { one: 'Zeile', other: 'Zeilen' })),
  linesLeftOut: (count) =>
    `${counted(count, { one: 'Zeile', other: 'Zeilen' })} weggelassen, mehr fasst eine Nachricht nicht.`,

  notices: {
    'not-prepared': 'Der Bericht konnte nicht erstellt werden. Bitte fordere ihn in ein paar Minuten noch einmal an.',
    'unknown-report': 'Diesen Bericht gibt es nicht mehr.',
    'shown-elsewhere': 'Das habe ich hier im Chat schon beantwortet.',
    'not-stored': 'Es gibt keine Datei: Dieser Bericht ist nicht mehr gespeichert.',
  },

  buttons: {
    chart: 'Diagramm',
    refresh: 'Aktualisieren',
    lastTwoHours: 'Letzte zwei Stunden',
    earlier: (count, period) => counted(count, windows[period]),
  },
};

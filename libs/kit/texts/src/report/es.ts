import { formatNumber } from '../format-number';
import { type PluralForms, countedIn, plural } from '../plural';
import { type DayInWords, type Period, type ReportTexts } from './report-texts';

const months = ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'sep', 'oct', 'nov', 'dic'];
const weekdays = ['dom', 'lun', 'mar', 'mié', 'jue', 'vie', 'sáb'];
const fullWeekdays = ['domingo', 'lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado'];

const counted = (count: number, one: string, other: string): string => countedIn('es', count, { one, other });

const date = ({ day, month, weekday }: DayInWords): string =>
  `${weekday === undefined ? '' : `${weekdays[weekday]} `}${day} ${months[month]}`;

const windows: Readonly<Record<Period, PluralForms>> = {
  day: { one: 'día', other: 'días' },
  week: { one: 'semana', other: 'semanas' },
  other: { one: 'período', other: 'períodos' },
};
const countedWindows = (count: number, period: Period): string => countedIn('es', count, windows[period]);

const numbers = (answered: number, expected: number): string =>
  `${formatNumber(answered, 'es')} de ${counted(expected, 'dato', 'datos')}`;

const averagedOver: Readonly<Record<Period, string>> = { day: 'al día', week: 'a la semana', other: 'de media' };

export const es: ReportTexts = {
  units: { milliseconds: 'ms', seconds: 's', minutes: 'min' },

  date,
  dateSpan: (from, to) => `del ${from.month === to.month ? from.day : date(from)} al ${date(to)}`,
  minutes: (count) => counted(count, 'minuto', 'minutos'),
  hours: (count) => counted(count, 'hora', 'horas'),
  days: (count) => counted(count, 'día', 'días'),
  windowTo: (length, end) => `${length} hasta el ${end}`,

  noNumbers: 'Sin datos',
  noRecords: 'No se registró ningún uso en este período.',
  noEarlierReports: 'No hay informes de este período.',
  missingCount: (count) =>
    `${plural('es', count, { one: 'falta', other: 'faltan' })} ${counted(count, 'dato', 'datos')}`,
  progress: (answered, expected) => `En preparación: ${numbers(answered, expected)}`,
  partial: (answered, expected) => `Parcial: ${numbers(answered, expected)}.`,
  missing: (count) => plural('es', count, { one: 'Falta:', other: 'Faltan:' }),
  lateAnswers: 'Los datos que lleguen más tarde se añadirán a este mensaje.',

  reasons: {
    'access-denied': ['El servicio de consultas no tiene permiso para leer estos registros.', 'sin permiso'],
    'gave-up': ['La consulta aún no tenía respuesta cuando se agotó el tiempo.', 'tiempo agotado'],
    'invalid-parameter': ['Logs Insights rechaza un parámetro.', 'parámetro rechazado'],
    'log-group-missing': ['Los registros no existen.', 'sin registros'],
    'malformed-query': ['Logs Insights no acepta la consulta.', 'consulta no aceptada'],
    'no-answer': ['No llegó ninguna respuesta antes de la hora del informe.', 'sin respuesta'],
    'no-history': ['Ningún informe de este período tiene este número tal como se cuenta ahora.', 'en ningún informe'],
    'not-kept': ['Los registros no se remontan tan atrás.', 'sin registros tan antiguos'],
    'not-recognised': [
      'Nadie de quienes vinieron era conocido entonces, o sus seudónimos eran otros.',
      'sin reconocer',
    ],
    'query-failed': ['La consulta falló dos veces.', 'consulta fallida'],
    'receives-exhausted': ['La consulta se intentó varias veces y siempre terminó con un error.', 'intentos agotados'],
    'too-large': ['La respuesta exigiría leer más de lo que se permite a una pregunta: 10 GB.', 'demasiado por leer'],
    'unexpected-result': ['La consulta no dio ni un número ni una tabla.', 'resultado inesperado'],
  },
  otherReason: 'otros motivos',

  markers: {
    repeated: 'Puede que veas este informe dos veces.',
    correction: 'Corrección de un informe anterior.',
    'repeated-correction': 'Puede que veas esta corrección dos veces.',
  },

  fromZero: 'antes\u00a00',
  percentagePoints: (count) => plural('es', count, { one: 'punto', other: 'puntos' }),
  usually: (number) => `normalmente ${number}`,
  asUsual: 'Como siempre',
  otherNumbers: 'Otros datos',
  unusual: (than, weekday) => `${than} lo normal${weekday === undefined ? '' : ` para un ${fullWeekdays[weekday]}`}`,
  than: (by, isMore) => `un ${by} ${isMore ? 'más' : 'menos'} de`,
  about: (times) => `cerca de${times === 2 ? 'l doble de' : times < 1 ? ' la mitad de' : ` ${times} veces`}`,
  failedOf: (part, whole) => `${part} de ${whole} solicitudes con fallo`,
  since: (start, isTime) => `desde ${isTime ? 'las' : 'el'} ${start}`,
  causes: (names, isAll) => `${isAll ? 'solo' : 'sobre todo'} ${names}`,
  byFew: 'con el número habitual de personas',
  shifted: 'como siempre, pero',
  unusualHour: 'inusual para esta hora',
  usualAgain: 'de nuevo lo habitual',
  againstPrevious: {
    day: 'Comparado con el mismo día de la semana anterior.',
    week: 'Comparado con la semana anterior.',
    other: 'Comparado con el período anterior.',
  },
  sparklines: (count, period) => `Barras: ${countedWindows(count, period)}.`,
  chartNeedsTwo: 'Un gráfico necesita los datos de dos informes.',
  range: (lowest, highest) => `${lowest} a ${highest}`,
  partOf: (part, whole) => `${part} de ${whole}`,
  windowsMissing: (count, period) =>
    `${plural('es', count, { one: 'falta', other: 'faltan' })} ${countedWindows(count, period)}`,
  tablesHaveNoGaps: 'Las tablas abarcan todo el período, también lo que falta.',
  backfilled: (changes) => `Con registros que llegaron tarde: ${changes}.`,
  notBackfilled: 'Los demás números y las tablas son del primer recuento.',
  countPer: (count, period) => `${count} ${averagedOver[period]}`,
  onAverage: (number) => `${number} de media`,
  countedUpTo: (time) => `Contado hasta las ${time}.`,

  unknownCommand: 'comandos desconocidos',
  withoutCommand: 'sin comando',
  unknownLanguage: 'desconocido',
  chats: { private: 'chats privados', group: 'grupos', supergroup: 'supergrupos', channel: 'canales' },
  scanned: (size, cents) => `Leído para ello: ${size}, menos de ${cents} ¢.`,
  andMore: (count, sum) =>
    `y ${formatNumber(count, 'es')} más${sum === undefined ? '' : `: ${formatNumber(sum, 'es')}`}`,
  andMoreQuestions: (count) => `y ${counted(count, 'pregunta más', 'preguntas más')}`,
  andMoreWithoutAnswer: (count, reasons) => `y ${formatNumber(count, 'es')} más sin respuesta: ${reasons}`,
  rows: (count) => (count === 0 ? '–' : counted(count, 'fila', 'filas')),
  linesLeftOut: (count) => `${counted(count, 'línea omitida', 'líneas omitidas')}: no caben más en un mensaje.`,

  notices: {
    'not-prepared': 'No se pudo preparar el informe. Pídelo de nuevo dentro de unos minutos.',
    'unknown-report': 'Este informe ya no existe.',
    'shown-elsewhere': 'Ya te respondí a esto aquí en el chat.',
    'not-stored': 'No hay archivo: este informe ya no está guardado.',
  },

  buttons: {
    chart: 'Gráfico',
    refresh: 'Actualizar',
    lastTwoHours: 'Últimas dos horas',
    earlier: countedWindows,
  },
};

import { formatNumber } from '../format-number';
import { type PluralForms, countedIn, plural } from '../plural';
import { type DayInWords, type Period, type ReportTexts } from './report-texts';

const months = ['jan', 'fev', 'mar', 'abr', 'mai', 'jun', 'jul', 'ago', 'set', 'out', 'nov', 'dez'];
const weekdays = ['dom', 'seg', 'ter', 'qua', 'qui', 'sex', 'sáb'];
const fullWeekdays = 'domingo,segunda-feira,terça-feira,quarta-feira,quinta-feira,sexta-feira,sábado'.split(',');

const counted = (count: number, one: string, other: string): string => countedIn('pt', count, { one, other });

const date = ({ day, month, weekday }: DayInWords): string =>
  `${weekday === undefined ? '' : `${weekdays[weekday]}, `}${day} ${months[month]}`;

const windows: Readonly<Record<Period, PluralForms>> = {
  day: { one: 'dia', other: 'dias' },
  week: { one: 'semana', other: 'semanas' },
  other: { one: 'período', other: 'períodos' },
};
const countedWindows = (count: number, period: Period): string => countedIn('pt', count, windows[period]);

const numbers = (answered: number, expected: number): string =>
  `${formatNumber(answered, 'pt')} de ${counted(expected, 'número', 'números')}`;

const averagedOver: Readonly<Record<Period, string>> = { day: 'por dia', week: 'por semana', other: 'em média' };

export const pt: ReportTexts = {
  units: { milliseconds: 'ms', seconds: 's', minutes: 'min' },

  date,
  dateSpan: (from, to) => `${from.month === to.month ? from.day : date(from)} a ${date(to)}`,
  minutes: (count) => counted(count, 'minuto', 'minutos'),
  hours: (count) => counted(count, 'hora', 'horas'),
  days: (count) => counted(count, 'dia', 'dias'),
  windowTo: (length, end) => `${length} até ${end}`,

  noNumbers: 'Sem dados',
  noRecords: 'Nenhum uso foi registrado neste período.',
  noEarlierReports: 'Não há relatórios deste período.',
  missingCount: (count) =>
    `${plural('pt', count, { one: 'falta', other: 'faltam' })} ${counted(count, 'número', 'números')}`,
  progress: (answered, expected) => `Em preparação: ${numbers(answered, expected)}`,
  partial: (answered, expected) => `Parcial: ${numbers(answered, expected)}.`,
  missing: (count) => plural('pt', count, { one: 'Falta:', other: 'Faltam:' }),
  lateAnswers: 'Os números que chegarem mais tarde serão incluídos nesta mensagem.',

  reasons: {
    'access-denied': ['O serviço de consultas não tem permissão para ler estes registros.', 'sem permissão'],
    'gave-up': ['A consulta ainda não tinha resposta quando o tempo acabou.', 'tempo esgotado'],
    'invalid-parameter': ['O Logs Insights recusa um parâmetro.', 'parâmetro recusado'],
    'log-group-missing': ['Os registros não existem.', 'sem registros'],
    'malformed-query': ['O Logs Insights não aceita a consulta.', 'consulta não aceita'],
    'no-answer': ['Nenhuma resposta chegou até a hora do relatório.', 'sem resposta'],
    'no-history': ['Nenhum relatório deste período tem este número como ele é contado agora.', 'em nenhum relatório'],
    'not-kept': ['Não há registros tão antigos.', 'sem registros tão antigos'],
    'not-recognised': [
      'Nenhuma das pessoas que vieram era conhecida então, ou seus pseudônimos eram outros.',
      'sem reconhecimento',
    ],
    'query-failed': ['A consulta falhou duas vezes.', 'consulta com falha'],
    'receives-exhausted': [
      'A consulta foi tentada várias vezes e sempre terminou com um erro.',
      'tentativas esgotadas',
    ],
    'too-large': ['A resposta exigiria ler mais do que uma pergunta pode: 10 GB.', 'muito a ler'],
    'unexpected-result': ['A consulta não deu nem um número nem uma tabela.', 'resultado inesperado'],
  },
  otherReason: 'outros motivos',

  markers: {
    repeated: 'Talvez você veja este relatório duas vezes.',
    correction: 'Correção de um relatório anterior.',
    'repeated-correction': 'Talvez você veja esta correção duas vezes.',
  },

  fromZero: 'antes\u00a00',
  percentagePoints: (count) => plural('pt', count, { one: 'ponto', other: 'pontos' }),
  usually: (number) => `normalmente ${number}`,
  asUsual: 'Como de costume',
  otherNumbers: 'Outros dados',
  unusual: (than, weekday) => `${than} normal${weekday === undefined ? '' : ` para ${fullWeekdays[weekday]}`}`,
  than: (by, isMore) => `${by} a ${isMore ? 'mais' : 'menos'} que o`,
  about: (times) => `cerca d${times === 2 ? 'o dobro do' : times < 1 ? 'a metade do' : `e ${times} vezes o`}`,
  failedOf: (part, whole) => `${part} de ${whole} solicitações com falha`,
  since: (start, isTime) => `desde ${isTime ? 'as ' : ''}${start}`,
  causes: (names, isAll) => `${isAll ? 'só' : 'principalmente'} ${names}`,
  byFew: 'com o número habitual de pessoas',
  shifted: 'como de costume, mas',
  unusualHour: 'fora do comum para esta hora',
  usualAgain: 'de volta ao normal',
  againstPrevious: {
    day: 'Comparado com o mesmo dia da semana anterior.',
    week: 'Comparado com a semana anterior.',
    other: 'Comparado com o período anterior.',
  },
  sparklines: (count, period) => `Barras: ${countedWindows(count, period)}.`,
  chartNeedsTwo: 'Um gráfico precisa dos dados de dois relatórios.',
  range: (lowest, highest) => `${lowest} a ${highest}`,
  partOf: (part, whole) => `${part} de ${whole}`,
  windowsMissing: (count, period) =>
    `${plural('pt', count, { one: 'falta', other: 'faltam' })} ${countedWindows(count, period)}`,
  tablesHaveNoGaps: 'As tabelas cobrem todo o período, inclusive o que falta.',
  backfilled: (changes) => `Com registros que chegaram tarde: ${changes}.`,
  notBackfilled: 'Os outros números e as tabelas são da primeira contagem.',
  countPer: (count, period) => `${count} ${averagedOver[period]}`,
  onAverage: (number) => `${number} em média`,
  countedUpTo: (time) => `Contado até ${time}.`,

  unknownCommand: 'comandos desconhecidos',
  withoutCommand: 'sem comando',
  unknownLanguage: 'desconhecido',
  chats: { private: 'chats privados', group: 'grupos', supergroup: 'supergrupos', channel: 'canais' },
  scanned: (size, cents) => `Lido para isso: ${size}, menos de ${cents} ¢.`,
  andMore: (count, sum) =>
    `e mais ${formatNumber(count, 'pt')}${sum === undefined ? '' : `: ${formatNumber(sum, 'pt')}`}`,
  andMoreQuestions: (count) => `e mais ${counted(count, 'pergunta', 'perguntas')}`,
  andMoreWithoutAnswer: (count, reasons) => `e mais ${formatNumber(count, 'pt')} sem resposta: ${reasons}`,
  rows: (count) => (count === 0 ? '–' : counted(count, 'linha', 'linhas')),
  linesLeftOut: (count) => `${counted(count, 'linha omitida', 'linhas omitidas')}: não cabe mais em uma mensagem.`,

  notices: {
    'not-prepared': 'Não foi possível preparar o relatório. Peça de novo daqui a alguns minutos.',
    'unknown-report': 'Este relatório não existe mais.',
    'shown-elsewhere': 'Já respondi a isso aqui no chat.',
    'not-stored': 'Não há arquivo: este relatório não está mais guardado.',
  },

  buttons: {
    chart: 'Gráfico',
    refresh: 'Atualizar',
    lastTwoHours: 'Últimas duas horas',
    earlier: countedWindows,
  },
};

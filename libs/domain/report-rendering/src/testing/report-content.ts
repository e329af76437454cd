import { type LocalizedText } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { defined } from '@pulso/kit/telegram';

export type Value = ReportContent['values'][number];
export type Table = NonNullable<ReportContent['tables']>[number];

/** The titles of a catalogue: an id, and its title in English, Spanish, Portuguese, German and Russian. */
const catalogue = `
daily-usage | Daily usage | Uso diario | Uso diário | Tägliche Nutzung | Статистика за день
weekly-usage | Weekly usage | Uso semanal | Uso semanal | Wöchentliche Nutzung | Статистика за неделю
hourly-watch | Hourly watch | Vigilancia por horas | Monitoramento por hora | Stündliche Kontrolle | Ежечасный контроль
requests | Requests | Solicitudes | Solicitações | Anfragen | Запросы
people | People | Personas | Pessoas | Personen | Пользователи
group-requests | Requests in groups | Solicitudes en grupos | Solicitações em grupos | Anfragen in Gruppen | Запросы в группах
private-requests | Private requests | Solicitudes privadas | Solicitações privadas | Anfragen im Privatchat | Запросы в личных чатах
new-users | New users | Usuarios nuevos | Novos usuários | Neue Nutzer | Новые пользователи
answered | Answered | Respondidas | Respondidas | Beantwortet | Отвечено
not-understood | Not understood | No entendidas | Não entendidas | Nicht verstanden | Не понято
failed | Failed | Fallidas | Com falha | Fehlgeschlagen | С ошибкой
within | 95% answered within | 95\u00a0% en menos de | 95% em até | 95\u00a0% beantwortet in | 95\u00a0% ответов за
failure-rate | Failed requests | Solicitudes fallidas | Solicitações com falha | Fehlgeschlagene Anfragen | Запросы с ошибкой
commands | Commands | Comandos | Comandos | Befehle | Команды
command | Command | Comando | Comando | Befehl | Команда
sources | Came via | Enlaces de origen | Vieram pelo link | Über Link gekommen | Пришли по ссылке
source | Link | Enlace | Link | Link | Ссылка
languages | Languages | Idiomas | Idiomas | Sprachen | Языки
language_code | Language | Idioma | Idioma | Sprache | Язык
hours | Busiest hours | Horas con más actividad | Horários de pico | Aktivste Stunden | Самые активные часы
hour | Hour | Hora | Hora | Stunde | Час`;

const titles = new Map(
  catalogue
    .trim()
    .split('\n')
    .map((line): [string, LocalizedText] => {
      const [id = '', en = '', es = '', pt = '', de = '', ru = ''] = line.split(/ +\| +/);
      return [id, { en, es, pt, de, ru }];
    }),
);

/** The title of an id of the catalogue; anything else is an English title itself. */
export const titleOf = (name: string): LocalizedText => titles.get(name) ?? { en: name };

const idOf = (name: string): string => name.toLowerCase().replaceAll(' ', '-');

export const value = (name: string, number: number, traits: Partial<Value> = {}): Value => ({
  queryId: idOf(name),
  title: titleOf(name),
  value: number,
  ...traits,
});

export const missing = (name: string, message: string, code = 'gave-up'): ReportContent['missing'][number] => ({
  queryId: idOf(name),
  title: titleOf(name),
  reason: { code, message },
});

/** With two columns, and rows that tell their number. */
export const table = (title: string, rowCount: number, omittedRowCount?: number): Table => ({
  queryId: idOf(title),
  title: { en: title },
  rows: Array.from({ length: rowCount }, (_, index) => [
    { field: 'command', value: `/command${index}` },
    { field: 'calls', value: String(1000 - index) },
  ]),
  ...defined({ omittedRowCount }),
});

/** With a third column, so that it is no list of names with their numbers. */
export const wideTable = (title: string, rowCount: number, omittedRowCount?: number): Table => {
  const { rows, ...narrow } = table(title, rowCount, omittedRowCount);
  return { ...narrow, rows: rows.map((row) => row.toSpliced(1, 0, { field: 'error', value: 'timeout' })) };
};

export const numbered = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** A complete scheduled report of a day that ends on Thursday, 26 November. */
export const content = (overrides: Partial<ReportContent> = {}): ReportContent => ({
  reportId: 'daily-usage',
  title: titleOf(overrides.reportId ?? 'daily-usage'),
  trigger: 'schedule',
  state: 'complete',
  windowStartMs: Date.parse('2026-11-25T12:25:00Z'),
  windowEndMs: Date.parse('2026-11-26T12:25:00Z'),
  values: [value('group-requests', 12), value('private-requests', 1204), value('new-users', 0)],
  missing: [],
  ...overrides,
});

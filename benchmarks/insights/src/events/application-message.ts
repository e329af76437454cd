import { type Draw } from './draw';

type Members = Readonly<Record<string, unknown>>;

const chatTitles = [
  'Café Zürich ☕',
  'Команда «Пульс»',
  '日本語の部屋',
  'Equipo de diseño',
  'ops',
  'گروه ما',
  'R&D 🚀',
] as const;
const notes = ['update accepted', 'webhook answered', 'claim taken', 'nothing to do', 'cache warmed'] as const;
const tables = ['pulso-users', 'pulso-runs', 'pulso-deliveries'] as const;
const errorTypes = ['TimeoutError', 'ThrottlingException', 'TelegramError', 'TypeError'] as const;

/**
 * Writes a line of an application under Lambda's JSON log format.
 *
 * Most are plain notes or logged objects; some are warnings that quote a request, errors with their stack, and lines of
 * a service that escapes all that is not ASCII. Nested members named `is_group` are not the field of that name.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
 */
export function applicationMessage(draw: Draw, atMs: number, requestId: string): string {
  const share = draw.next();
  const line = (level: string, members: Members): Members => ({
    timestamp: new Date(atMs).toISOString(),
    level,
    requestId,
    ...members,
  });
  if (share < 0.4) return JSON.stringify(line('INFO', { message: note(draw) }));
  if (share < 0.65) return JSON.stringify(line('INFO', { message: pollNotice(draw) }));
  if (share < 0.8) return escapeNonAscii(JSON.stringify(line('DEBUG', { message: webhookCall(draw) })));
  if (share < 0.9) return JSON.stringify(line('WARN', { message: refusal(draw) }));
  return JSON.stringify(line('ERROR', failure(draw)));
}

const note = (draw: Draw): string =>
  `${draw.pick(notes)} in ${draw.durationMs(20)} ms, update ${draw.between(1e8, 9e8)}`;

const pollNotice = (draw: Draw): Members => ({
  event: 'query-polled',
  runId: `daily-usage#2026-11-24T${draw.between(10, 23)}`,
  queryId: draw.uuid(),
  pollCount: draw.between(1, 9),
  statistics: { recordsMatched: draw.between(0, 1e5), recordsScanned: draw.between(1e5, 1e6) },
});

const webhookCall = (draw: Draw): Members => ({
  event: 'webhook-call',
  chat: { title: draw.pick(chatTitles), is_group: draw.chance(0.5) ? 1 : 0 },
  headers: { 'content-type': 'application/json', 'x-amzn-trace-id': `Root=1-${draw.hex(8)}-${draw.hex(24)}` },
});

const refusal = (draw: Draw): Members => ({
  event: 'reply-failed',
  chatTitle: draw.pick(chatTitles),
  response: `{"ok":false,"error_code":400,"description":"Bad Request: can't parse entities: \\"<b\\" at ${draw.between(0, 999)}"}`,
  retry: { attempt: draw.between(1, 5), delayMs: draw.durationMs(900), reasons: ['parse', 'markup'] },
});

const failure = (draw: Draw): Members => {
  const errorType = draw.pick(errorTypes);
  const errorMessage = `No answer from "${draw.pick(tables)}" after ${draw.durationMs(800)} ms\nrequest ${draw.uuid()}`;
  return {
    errorType,
    errorMessage,
    stackTrace: [
      `${errorType}: ${errorMessage}`,
      `    at readUser (/var/task/handler.js:${draw.between(1, 40)}:${draw.between(1, 90_000)})`,
      `    at process.processTicksAndRejections (node:internal/process/task_queues:103:5)`,
      `    at async handleWebhook (/var/task/handler.js:${draw.between(1, 40)}:${draw.between(1, 90_000)})`,
    ],
  };
};

const escapeNonAscii = (json: string): string =>
  json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

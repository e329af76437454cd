import { type LocalCloud, startLocalCloud } from '../cloud/start-local-cloud';
import { countFaults, faultLine } from '../faults/count-faults';
import { type PlannedFaults } from '../faults/inject-faults';
import { faultUsage } from '../faults/read-fault-options';
import { interruption } from '../interruption';

export const startUsage = `Usage: npm start -- [options]

Keeps the local cloud up in real time, prints its endpoints, then its functions' log lines. Ctrl-C stops it.

${faultUsage}
  --help              print this`;

/** Where lines go. */
export interface StartOutput {
  readonly out: { write(text: string): unknown };
}

export interface StartOptions {
  /** What shall go wrong; undefined: nothing. */
  readonly faults?: PlannedFaults | undefined;
}

/**
 * Runs the local cloud until somebody stops it.
 *
 * @returns The exit status, 0 after Ctrl-C.
 */
export async function runStart({ faults }: StartOptions, { out }: StartOutput): Promise<number> {
  // Functions log while the cloud starts; a reader wants to see the endpoints first.
  const early: string[] = [];
  let print = (line: string): unknown => early.push(line);
  const interrupted = interruption();
  const cloud = await startLocalCloud({
    schedules: 'all',
    faults,
    onInjected: ({ kind, target }) => print(`fault  ${kind} ${target}\n`),
    onLog: (logGroupName, { message }) => print(`${logGroupName.split('/').at(-1)}  ${message}\n`),
  });
  const { chat } = exampleUpdate.message;
  cloud.botApi.setChat({ id: chat.id, type: 'private', firstName: chat.first_name });
  print = (line) => out.write(line);
  for (const line of [...endpoints(cloud), ...early]) out.write(line);
  await interrupted;
  if (faults) out.write(`${faultLine(countFaults(cloud.injected), faults.seed)}\n`);
  out.write('Stopping...\n');
  await cloud.stop();
  return 0;
}

/** A private message of somebody new. @see https://core.telegram.org/bots/api#update */
const exampleUpdate = {
  update_id: 1,
  message: {
    message_id: 1,
    date: 1_795_594_500,
    chat: { id: 42, type: 'private', first_name: 'Ada' },
    from: { id: 42, is_bot: false, first_name: 'Ada' },
    text: '/start',
  },
};

const endpoints = ({ settings, botApi, webhookUrl, webhookSecret, definition }: LocalCloud): string[] =>
  [
    'The local cloud is up.',
    '',
    `  AWS services   ${settings.endpoint}  (${settings.region}, keys ${settings.credentials.accessKeyId} ${settings.credentials.secretAccessKey})`,
    `  Bot API        ${botApi.url}`,
    `  bot webhook    ${webhookUrl}`,
    `  functions      ${definition.functions.map(({ name }) => name).join(', ')}`,
    `  queues         ${definition.queues.map(({ name }) => name).join(', ')}`,
    `  tables         ${definition.tables.map(({ name }) => name).join(', ')}`,
    '',
    'Push an update as Telegram would:',
    '',
    `  curl ${webhookUrl} -H 'content-type: application/json' -H 'x-telegram-bot-api-secret-token: ${webhookSecret}' \\`,
    `    -d '${JSON.stringify(exampleUpdate)}'`,
    '',
    'Log lines of the functions follow. Ctrl-C stops it.',
    '',
  ].map((line) => `${line}\n`);

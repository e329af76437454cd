import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { renderReport } from '@pulso/domain/report-rendering';

import { type LocalCloud } from '../cloud/local-cloud';
import { readMail } from '../posted/read-mail';
import { buttonLabels } from './draw-message';
import { type FiredReport } from './fire-report';

/** The files of one report, absolute. Absent: that was not sent. */
export interface OutputFiles {
  /** The message's text in Telegram's HTML. */
  readonly message?: string;
  /** The mail as it travels. */
  readonly mail?: string;
  /** The mail as a page. */
  readonly mailPage?: string;
  /** The body of the webhook's call. */
  readonly webhook?: string;
  /** The picture that followed the message. */
  readonly chart?: string;
}

/**
 * Writes what each destination got of a report into a folder, which is made if need be.
 *
 * @param place - `prefix`: begins the names of the files, but for the one of the chart.
 */
export function writeOutput(
  { stored, messages, mails, calls }: FiredReport,
  cloud: LocalCloud,
  { folder, prefix = '' }: { readonly folder: string; readonly prefix?: string },
): OutputFiles {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, content: string | Uint8Array): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const [message, mail, call] = [messages.find(({ attachment }) => !attachment), mails.at(-1), calls.at(-1)];
  if (message) write(`${prefix}buttons.json`, `${JSON.stringify(buttonLabels(message))}\n`);
  const chart = findChart(messages, cloud);
  return {
    ...(message && stored && { message: write(`${prefix}message.html`, `${renderReport(stored.content).html}\n`) }),
    ...(mail && {
      mail: write(`${prefix}report.eml`, mail.message),
      mailPage: write(`${prefix}mail.html`, readMail(mail.message).html),
    }),
    ...(call && { webhook: write(`${prefix}webhook.json`, `${indented(call.body)}\n`) }),
    ...(chart && { chart: write('chart.png', chart) }),
  };
}

const indented = (json: string): string => JSON.stringify(JSON.parse(json), undefined, 2);

/** Finds the chart that came with the messages. */
function findChart(messages: FiredReport['messages'], { botApi }: Pick<LocalCloud, 'botApi'>): Uint8Array | undefined {
  const [pictureId] = messages.flatMap((message) => message.pictureId ?? []);
  return pictureId === undefined ? undefined : botApi.files.get(pictureId);
}

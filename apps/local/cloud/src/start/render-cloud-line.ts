import { type Denial } from '@pulso/local/aws';

import { type AlarmChange, alarmText } from '../alarms/alarm-change';
import { type SentMail } from '../cloud/cloud-observer';
import { type WebhookCall } from '../posted/start-webhook-receiver';
import { type InjectedFault } from '../faults/inject-faults';
import { type WatchLine } from '../watch/rebuild';
import { lineRenderer, problemColours } from './render-line';

/** Bright yellow, which no function has. */
const faultColour = 93;

/** Bright blue, which no function has. */
const postColour = 94;

/** Green. */
const overColour = 32;

export interface CloudLines {
  /** A fault that was injected on purpose. */
  fault(fault: Pick<InjectedFault, 'atMs' | 'kind' | 'target'>): string;
  /** A mail that was sent: where its file is, and whom it goes to. */
  mail(mail: SentMail, atMs: number): string;
  /** A call of a webhook of the stage. */
  webhook(call: WebhookCall): string;
  /** An alarm of the stacks that began to ring, or that is over. */
  alarm(change: AlarmChange): string;
  /** What has become of an edit of the sources. */
  edit(line: WatchLine, atMs: number): string;
  /** A call that the policies do not allow. */
  denied(denial: Pick<Denial, 'message'>, atMs: number): string;
}

/**
 * Shows a person what the local cloud itself does to the functions, in the columns of their log lines.
 *
 * @param colours - Whether to colour the lines.
 */
export function createCloudLines(colours: boolean): CloudLines {
  const render = lineRenderer(colours);
  return {
    fault: ({ atMs, kind, target }) =>
      render({ atMs, name: 'fault', nameColour: faultColour, text: `${kind} ${target}` }),
    mail: ({ path, message }, atMs) =>
      render({ atMs, name: 'mail', nameColour: postColour, text: `${path}  to ${headerIn(message, 'To')}` }),
    webhook: ({ atMs, name, headers, body }) =>
      render({
        atMs,
        name: 'webhook',
        nameColour: postColour,
        text: `${name}  ${String(headers['pulso-delivery'] ?? '')}  ${body}`,
      }),
    alarm: (change) =>
      render({
        atMs: change.atMs,
        name: 'alarm',
        text: alarmText(change),
        textColour: change.state === 'ALARM' ? problemColours['ERROR'] : overColour,
      }),
    edit: ({ text, isProblem }, atMs) =>
      render({ atMs, name: 'watch', text, textColour: isProblem ? problemColours['ERROR'] : overColour }),
    denied: ({ message }, atMs) => render({ atMs, name: 'denied', text: message, textColour: problemColours['ERROR'] }),
  };
}

/** @returns The header of a message, on one line, as it travels; empty when it is missing. */
function headerIn(message: string, name: string): string {
  const [head = ''] = message.split('\r\n\r\n', 1);
  const [, value = ''] = new RegExp(`^${name}: (.*(?:\r\n[ \t].*)*)`, 'im').exec(head) ?? [];
  return value.replace(/\r\n[ \t]+/g, ' ');
}

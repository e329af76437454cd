import { type Denial } from '@pulso/local/gateway';
import { type AsynchronousEvent, type InvocationRecord, type InvocationStart } from '@pulso/local/lambda';
import { type StoredLogEvent } from '@pulso/world/logs';
import { type SqsMessage } from '@pulso/world/sqs';
import { type PeopleEvent } from '@pulso/world/telegram';

import { type AlarmChange } from '../alarms/alarm-change';
import { type InjectedFault } from '../faults/inject-faults';
import { type OutwardCall } from '../outward/start-outward-answers';
import { type WebhookCall } from '../posted/webhooks';

/** A mail that was sent. */
export interface SentMail {
  /** Its `.eml` file. */
  readonly path: string;
  /** What the file holds: headers and parts as they travel. */
  readonly message: string;
}

/** Is told what happens in a local cloud, as it happens. */
export interface CloudObserver {
  /** Every log event of every function. */
  onLog(event: StoredLogEvent): void;
  /** Each invocation of a function as it begins. */
  onInvocationStart(start: InvocationStart): void;
  /** Each invocation as it ends. */
  onInvocationEnd(record: InvocationRecord): void;
  /** Each defect of the local cloud itself as it shows. */
  onFault(error: unknown): void;
  /** Each alarm that begins to ring, and each that is over. */
  onAlarm(change: AlarmChange): void;
  /** Each fault as it is injected. */
  onInjected(fault: InjectedFault): void;
  /** Each message that comes into a queue: the message itself, which knows its receives later. */
  onMessage(message: SqsMessage, queueName: string): void;
  /** Each event that Lambda accepts for a function: the event itself, which knows its attempts later. */
  onAsynchronousEvent(event: AsynchronousEvent): void;
  /** Each mail as it is sent. */
  onMail(mail: SentMail): void;
  /** Each call of a webhook of the stage. */
  onWebhookCall(call: WebhookCall): void;
  /** Each call that a function makes of the world. */
  onOutwardCall(call: OutwardCall): void;
  /** Each denied call, the first time that it is denied. */
  onDenied(denial: Denial): void;
  /** What people see, or why they see nothing; `chatName` is empty where it is about no chat. */
  onPeopleEvent(event: PeopleEvent, chatName: string): void;
}

/** @returns An observer that passes everything on to each of several. */
export function observeTogether(observers: readonly Partial<CloudObserver>[]): CloudObserver {
  return {
    onLog: (event) => observers.forEach((each) => each.onLog?.(event)),
    onInvocationStart: (start) => observers.forEach((each) => each.onInvocationStart?.(start)),
    onInvocationEnd: (record) => observers.forEach((each) => each.onInvocationEnd?.(record)),
    onFault: (error) => observers.forEach((each) => each.onFault?.(error)),
    onAlarm: (change) => observers.forEach((each) => each.onAlarm?.(change)),
    onInjected: (fault) => observers.forEach((each) => each.onInjected?.(fault)),
    onMessage: (message, queueName) => observers.forEach((each) => each.onMessage?.(message, queueName)),
    onAsynchronousEvent: (event) => observers.forEach((each) => each.onAsynchronousEvent?.(event)),
    onMail: (mail) => observers.forEach((each) => each.onMail?.(mail)),
    onWebhookCall: (call) => observers.forEach((each) => each.onWebhookCall?.(call)),
    onOutwardCall: (call) => observers.forEach((each) => each.onOutwardCall?.(call)),
    onDenied: (denial) => observers.forEach((each) => each.onDenied?.(denial)),
    onPeopleEvent: (event, chatName) => observers.forEach((each) => each.onPeopleEvent?.(event, chatName)),
  };
}

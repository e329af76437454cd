import { type StoredLogEvent } from '@pulso/local/aws';
import { type InvocationStart } from '@pulso/local/lambda';
import { type PeopleEvent } from '@pulso/world/telegram';

import { type CloudObserver } from '../../cloud/cloud-observer';
import { type PlatformRecord, readFields, statusOf } from '../../log-line';

/** An invocation of the bot, and the update that it was handed. */
export interface Handling {
  readonly updateId: number;
  /** JSON, as it came. */
  readonly update: string;
  readonly chatId: number | undefined;
  /** The message that the update brings, or whose button was pressed. */
  readonly messageId: number | undefined;
  readonly functionName: string;
  readonly requestId: string;
  readonly startedAtMs: number;
  /** Absent while it goes on. */
  endedAtMs?: number;
  status?: string;
  refused?: string;
  /** Lines that name no request belong to the one which their stream works on. */
  logStream?: string;
}

/** How many are kept, the latest. */
const keptCount = 2_000;

/** Which updates the bot was handed, and by which invocation each time. */
export class UpdateIndex implements Partial<CloudObserver> {
  /** By request id, oldest first. */
  private readonly handlings = new Map<string, Handling>();

  onInvocationStart({ functionName, requestId, payload, startedAtMs }: InvocationStart): void {
    const update = readUpdate(payload);
    if (!update) return;
    this.handlings.set(requestId, { ...update, functionName, requestId, startedAtMs });
    const [oldest] = this.handlings.keys();
    if (this.handlings.size > keptCount && oldest !== undefined) this.handlings.delete(oldest);
  }

  onLog({ timestamp, message, logStream }: StoredLogEvent): void {
    if (!message.includes('"platform.report"')) return;
    const record = readFields(message)?.['record'] as PlatformRecord | undefined;
    const handling = this.handlings.get(record?.requestId ?? '');
    if (!record || !handling) return;
    handling.endedAtMs = timestamp;
    handling.logStream = logStream;
    handling.status = statusOf(record) ?? '';
  }

  onPeopleEvent(event: PeopleEvent): void {
    if (event.type !== 'update-refused') return;
    const handling = [...this.handlings.values()].findLast(({ updateId }) => updateId === event.updateId);
    if (handling) handling.refused ??= event.reason;
  }

  /** @returns Those that were handed a message of a chat, or a press of its button, in the order of their starts. */
  of(chatId: number, messageId: number): readonly Handling[] {
    return this.inChat(chatId).filter((each) => each.messageId === messageId);
  }

  /** @returns Ids of messages of a chat whose update, or that of a press, the bot did not take at the first attempt. */
  refusedIn(chatId: number): readonly number[] {
    const refused = this.inChat(chatId).filter((each) => each.refused !== undefined);
    return [...new Set(refused.flatMap(({ messageId }) => messageId ?? []))];
  }

  /** @returns Those with an update of a chat that were under way at a moment. */
  underWay(chatId: number, atMs: number): readonly Handling[] {
    return this.inChat(chatId).filter(
      ({ startedAtMs, endedAtMs = Infinity }) => startedAtMs <= atMs && atMs <= endedAtMs,
    );
  }

  private inChat(chatId: number): readonly Handling[] {
    return [...this.handlings.values()].filter((each) => each.chatId === chatId);
  }
}

interface MessageJson {
  readonly message_id?: number;
  readonly chat?: { readonly id?: number };
}

/** @returns undefined when a function was not called with an update through its URL. */
function readUpdate(payload: string): Pick<Handling, 'chatId' | 'messageId' | 'update' | 'updateId'> | undefined {
  const { body, isBase64Encoded } = readFields(payload) ?? {};
  if (typeof body !== 'string') return undefined;
  const update = isBase64Encoded === true ? Buffer.from(body, 'base64').toString() : body;
  const { update_id: updateId, ...content } = readFields(update) ?? {};
  if (typeof updateId !== 'number') return undefined;
  const [what] = Object.values(content) as (MessageJson & { readonly message?: MessageJson })[];
  const message = what?.message ?? what;
  return { updateId, update, chatId: message?.chat?.id, messageId: message?.message_id };
}

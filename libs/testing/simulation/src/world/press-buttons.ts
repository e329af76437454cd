import { dayMs, minuteMs } from '@pulso/kit/time';
import { type PendingUpdate, type TelegramUpdate } from '@pulso/world/telegram';

import { ownerUserId, strangerUserId, webhookSecret } from '../services/names';
import { reportId } from './catalogue';
import { type Press } from './presses';
import { channelChatIds, type World } from './world';

/** A day's report has usually arrived this long after its schedule; presses come later. */
const afterScheduleMs = 25 * minuteMs;

/**
 * Owners and strangers press buttons below reports, sometimes twice in a row. A world has buttons either for earlier
 * reports or for a new run, so that a message in the private chat shows which of them it answers.
 */
export function pressButtons(world: World): void {
  const { kernel, telegram, features } = world;
  const draw = kernel.draws.of('buttons');
  // Its readers have one button, which asks a question.
  if (world.options.trigger !== undefined || features.outage || !draw.chance(0.25)) return;
  for (const id of [ownerUserId, strangerUserId]) telegram.model.chats.set({ id, type: 'private' });
  const hasFaults = world.options.faults.rules.length > 0;
  const isForHistory = draw.chance(0.7);
  const pressCount = draw.between(1, 3);
  for (let count = 0; count < pressCount; count += 1) {
    const action = isForHistory ? draw.pick(['history', 'chart'] as const) : 'run';
    const isOwner = draw.chance(0.7);
    const windowCount = draw.pick([1, 2, 7, 30]);
    const inChannel = draw.chance(0.5);
    const atMs = afterScheduleMs + draw.below(features.windowCount) * dayMs + draw.between(0, 90 * minuteMs);
    // A repeated run starts its queries again, and a world without faults shows what one request costs.
    const isTwice = draw.chance(0.3) && (isForHistory || hasFaults);
    kernel.after(atMs, () => press(world, { isOwner, action, windowCount, inChannel }));
    if (isTwice)
      kernel.after(atMs + draw.between(0, 3_000), () => press(world, { isOwner, action, windowCount, inChannel }));
  }
}

function press(
  world: World,
  { inChannel, ...what }: Pick<Press, 'isOwner' | 'action' | 'windowCount'> & { inChannel: boolean },
): void {
  const { kernel, presses } = world;
  const updateId = 990_000_001 + presses.all.length;
  presses.all.push({ ...what, updateId, isAccepted: false, wasStarted: false, wasGivenUp: false });
  const { isOwner, action, windowCount } = what;
  const userId = isOwner ? ownerUserId : strangerUserId;
  const chat = inChannel ? { id: Number(channelChatIds[0]), type: 'supergroup' } : { id: userId, type: 'private' };
  const update = {
    update_id: updateId,
    callback_query: {
      id: String(kernel.nowMs),
      from: { id: userId, is_bot: false, first_name: 'Presser', language_code: 'en' },
      message: { message_id: 4711, date: Math.floor(kernel.nowMs / 1000), chat },
      data: action === 'run' ? `run:${reportId}` : `${action}/${windowCount}:${reportId}`,
    },
  };
  pushUpdate(world, update);
}

/** The update of the guest's only message. */
export const guestUpdateId = 881_000_001;

/** Makes Telegram deliver one update, with retries until the bot accepts it or it expires. */
export function pushUpdate(world: World, update: TelegramUpdate): void {
  world.updateCount += 1;
  world.telegram.model.pushUpdate(update);
  pushReady(world);
}

function pushReady(world: World): void {
  for (const pending of world.telegram.model.webhook.takeReady()) push(world, pending);
}

/** From Telegram to the function's URL, ms. */
const networkMs = 30;

function push(world: World, pending: PendingUpdate): void {
  const { kernel, functions, mix, telegram } = world;
  const { update } = pending;
  const call = {
    requestContext: { http: { method: 'POST' } },
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': webhookSecret },
    body: JSON.stringify(update),
    isBase64Encoded: false,
  };
  // A persistent fault strikes only the calls to Telegram.
  const isLasting = world.options.lastingMs !== undefined;
  functions.bot.invoke(call, (end) => {
    const chance = isLasting ? 0 : mix.chanceOf('drop-response', 'telegram.sendMessage');
    const isAnswerLost = kernel.draws.of('webhook').chance(chance);
    const answer = end.status === 'success' ? (end.value as FunctionUrlAnswer) : undefined;
    if (answer?.statusCode === 200) accept(world, update);
    // The bot has accepted the update; a lost answer is no reason to do anything twice.
    if (isAnswerLost) world.countFault('drop-response', 'webhook');
    const retryAtMs = telegram.model.webhook.settle(
      pending,
      answer && !isAnswerLost
        ? {
            ...{ outcome: 'answered', status: answer.statusCode, statusText: '' },
            retryAfterSeconds: Number(answer.headers?.['retry-after'] ?? 0),
          }
        : { outcome: 'failed', reason: 'Connection closed' },
    );
    if (retryAtMs !== undefined) kernel.after(retryAtMs - kernel.nowMs + networkMs, () => pushReady(world));
    pushReady(world);
  });
}

interface FunctionUrlAnswer {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
}

function accept(world: World, update: TelegramUpdate): void {
  if (update.update_id === guestUpdateId) world.acceptedMessageCount += 1;
  for (const press of world.presses.all) if (press.updateId === update.update_id) press.isAccepted = true;
}

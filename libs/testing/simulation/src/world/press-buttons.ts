import { ownerUserId, strangerUserId, webhookSecret } from '../services/names';
import { reportId } from './catalogue';
import { type Press } from './presses';
import { channelChatIds, type World } from './world';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** So long after a day's schedule its report is there, as a rule; presses come after it. */
const afterScheduleMs = 25 * minuteMs;

/**
 * Owners and strangers press buttons below reports, now and then twice in a row. A world has buttons for earlier reports
 * or for the report once more, so that a message in the private chat can be told to come from one of them.
 */
export function pressButtons(world: World): void {
  const { kernel, telegram, features } = world;
  const draw = kernel.draws.of('buttons');
  // Its readers have one button, which asks a question.
  if (world.options.trigger !== undefined || features.outage || !draw.chance(0.25)) return;
  for (const id of [ownerUserId, strangerUserId]) if (!telegram.hasChat(String(id))) telegram.addChat(String(id));
  const hasFaults = world.options.faults.rules.length > 0;
  const isForHistory = draw.chance(0.7);
  const pressCount = draw.between(1, 3);
  for (let count = 0; count < pressCount; count += 1) {
    const action = isForHistory ? draw.pick(['history', 'chart'] as const) : 'run';
    const isOwner = draw.chance(0.7);
    const windowCount = draw.pick([1, 2, 7, 30]);
    const inChannel = draw.chance(0.5);
    const atMs = afterScheduleMs + draw.below(features.windowCount) * dayMs + draw.between(0, 90 * minuteMs);
    // For a run it hands out the questions again, and a world without faults shows what one request costs.
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
  const pressed: Press = {
    ...what,
    updateId,
    pressedAtMs: kernel.nowMs,
    isAccepted: false,
    wasStarted: false,
    wasGivenUp: false,
  };
  presses.all.push(pressed);
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
  pushUpdate(world, update, () => {
    pressed.isAccepted = true;
  });
}

/** Waits before the n-th retry of a webhook call, seconds; later ones wait 60 to 120 s. */
const retryAfterSeconds = [0, 2, 4, 8, 16, 32] as const;

/** Has Telegram deliver one update, again and again until the bot accepts it, for a day. */
export function pushUpdate(world: World, update: object, onAccepted: () => void = () => undefined): void {
  world.updateCount += 1;
  const call = {
    requestContext: { http: { method: 'POST' } },
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': webhookSecret },
    body: JSON.stringify(update),
    isBase64Encoded: false,
  };
  const accept = (): void => {
    if ('message' in update) world.acceptedMessageCount += 1;
    onAccepted();
  };
  pushCall(world, call, accept, 0);
}

function pushCall(world: World, call: object, onAccepted: () => void, attempt: number): void {
  const { kernel, functions, mix } = world;
  const draw = kernel.draws.of('webhook');
  const isLasting = world.options.lastingMs !== undefined;
  functions.bot.invoke(call, (end) => {
    // A fault that stays is one of the calls to Telegram alone.
    const isAnswerLost = draw.chance(isLasting ? 0 : mix.chanceOf('drop-response', 'telegram.sendMessage'));
    const answer = end.status === 'success' ? (end.value as { statusCode: number; headers?: object }) : undefined;
    if (answer?.statusCode === 200) onAccepted();
    if (answer?.statusCode === 200 && !isAnswerLost) return;
    // The bot has done what it could; that Telegram does not know is no reason to do anything twice.
    if (isAnswerLost) world.countFault('drop-response', 'webhook');
    if (attempt > 100) return;
    const asked = Number((answer?.headers as { 'retry-after'?: string } | undefined)?.['retry-after'] ?? Number.NaN);
    const seconds = Number.isNaN(asked) ? (retryAfterSeconds[attempt] ?? draw.between(60, 120)) : asked;
    kernel.after(seconds * 1000 + 30, () => pushCall(world, call, onAccepted, attempt + 1));
  });
}

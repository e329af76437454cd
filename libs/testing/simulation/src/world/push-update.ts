import { webhookSecret } from '../services/names';
import { type World } from './world';

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

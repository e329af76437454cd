import { guestText, guestUserIds } from '../services/names';
import { deliverUpdate } from './push-update';
import { type Turn } from './turns';
import { type World } from './world';

const minuteMs = 60_000;

/** So long after a world has begun its faults strike, as a rule. */
const latestMs = 40 * minuteMs;

/**
 * Guests talk to a command that keeps a state of them: they type it, answer what it asks and press its button, now and
 * then twice within a second, while reports are on their way.
 */
export function takeTurns(world: World): void {
  const { kernel, telegram, options } = world;
  const draw = kernel.draws.of('turns');
  if (options.trigger !== undefined || options.lastingMs !== undefined || !draw.chance(0.2)) return;
  for (const userId of guestUserIds) {
    telegram.addChat(String(userId));
    let atMs = draw.between(0, latestMs);
    const count = draw.between(1, 5);
    for (let index = 0; index < count; index += 1) {
      const kind = index === 0 ? 'command' : draw.pick(['command', 'answer', 'answer', 'press'] as const);
      kernel.after(atMs, () => send(world, userId, kind));
      atMs += draw.chance(0.4) ? draw.between(0, 1_000) : draw.between(0, 10 * minuteMs);
    }
  }
}

function send(world: World, userId: number, kind: Turn['kind']): void {
  const { kernel, turns } = world;
  const turn = turns.add({ userId, kind });
  const chat = { id: userId, type: 'private' };
  const from = { id: userId, is_bot: false, first_name: 'Guest', language_code: 'en' };
  const date = Math.floor(kernel.nowMs / 1000);
  const content =
    kind === 'press'
      ? {
          callback_query: {
            id: String(kernel.nowMs),
            from,
            message: { message_id: 101, date, chat },
            data: '/tally:more',
          },
        }
      : { message: { message_id: 17, date, chat, from, text: kind === 'command' ? '/tally' : guestText } };
  deliverUpdate(world, { update_id: turn.updateId, ...content }, () => {
    turn.isAccepted = true;
  });
}

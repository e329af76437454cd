import { ownerUserId, strangerUserId } from '../services/names';
import { reportId } from './catalogue';
import { type Press } from './presses';
import { pushUpdate } from './push-update';
import { type World, channelChatIds } from './world';

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

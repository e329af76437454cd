import { askedReportId, type RunRequest } from '@pulso/contracts/run-requests';
import { fingerprintOf } from '@pulso/kit/telegram';
import { minuteMs } from '@pulso/kit/time';

import { drawFrom } from '../kernel/quantiles';
import { guestUserId, ownerUserId } from '../services/names';
import { askedQuestion, askedSentence, reportId, scheduleOf } from './catalogue';
import { disturb } from './disturb';
import { type ExpectedRun, type Place, triggeredAtMsOf } from './expected-run';
import { invokeDispatcher } from './invoke-dispatcher';
import { latencies } from './operations';
import { guestUpdateId, pressButtons, pushUpdate } from './press-buttons';
import { ownerPseudonym, windowEndMs } from './presses';
import { type World, worldStartMs } from './world';
import { type Trigger } from './world-options';

const firstScheduledAtMs = worldStartMs + 15 * minuteMs;

/** The owner asks in a private chat, to which the report goes, or in a group. */
const privateChatId = ownerUserId;
const groupChatId = -3_333_333;

/** Starts what the seed draws: the runs, their times, and what happens to their chats. */
export function startTriggers(world: World): void {
  const draw = world.kernel.draws.of('triggers');
  const { trigger } = world.options;
  const first = draw.pick<Trigger>(['schedule', 'schedule', 'schedule', 'chat', 'chat', 'manual']);
  const second: Trigger[] = draw.chance(0.1) ? [first === 'chat' ? 'schedule' : 'chat'] : [];
  for (const one of trigger === undefined ? [first, ...second] : [trigger].flat()) start(world, one);
  pressButtons(world);
  disturb(world);
}

function start(world: World, trigger: Trigger): void {
  if (trigger === 'schedule') return startSchedule(world);
  if (trigger === 'chat') return startChat(world);
  const requestedAtMs = world.kernel.nowMs;
  const request = requestBy({ type: trigger, requestId: 'operator-1', requestedAtMs });
  expectRun(world, request, placesOf(world));
  invokeDispatcher(world, JSON.stringify(request));
}

const requestBy = (trigger: RunRequest['trigger']): RunRequest => ({ schemaVersion: 1, reportId, trigger });

function expectRun(world: World, request: RunRequest, places: readonly Place[]): ExpectedRun {
  const { ledger, features } = world;
  const triggeredAtMs = triggeredAtMsOf(request.trigger);
  return ledger.expect(request, {
    windowEndMs: windowEndMs(triggeredAtMs),
    isChanged: world.isChangedAt(triggeredAtMs),
    onlyIfAbove: request.trigger.type === 'schedule' ? features.onlyIfAbove : undefined,
    outage: features.outage,
    places,
  });
}

const placesOf = ({ channels, features }: World): Place[] => [
  ...channels.map((place) => ({ place, kind: 'chat' as const, isAsker: false })),
  ...features.posts.map((place) => ({ place, kind: 'post' as const, isAsker: false })),
];

function startSchedule(world: World): void {
  const { windowCount } = world.features;
  world.schedules.push({ reportId, ...scheduleOf(firstScheduledAtMs, windowCount, world.windowMs) });
  world.sweeps.onWrite();
  for (let index = 0; index < windowCount; index += 1) startWindow(world, firstScheduledAtMs + index * world.windowMs);
}

function startWindow(world: World, scheduledAtMs: number): void {
  const { kernel, mix } = world;
  const draw = kernel.draws.of('schedule');
  const request = requestBy({ type: 'schedule', scheduledTime: new Date(scheduledAtMs).toISOString() });
  expectRun(world, request, placesOf(world));
  if (world.features.isBackfilled) world.ledger.expectBackfill(windowEndMs(scheduledAtMs - world.windowMs));
  const payload = JSON.stringify(request);
  const chanceOf = (kind: 'schedule-late' | 'schedule-twice' | 'schedule-never'): boolean =>
    draw.chance(mix.chanceOf(kind, 'schedule.report', scheduledAtMs));
  if (chanceOf('schedule-never')) return world.countFault('schedule-never');
  let atMs = scheduledAtMs - kernel.nowMs + drawFrom(latencies['scheduler precision'], draw);
  if (chanceOf('schedule-late')) {
    world.countFault('schedule-late');
    atMs += draw.between(0, 2 * mix.durationOf('schedule-late', 'schedule.report'));
  }
  kernel.after(atMs, () => invokeDispatcher(world, payload));
  if (chanceOf('schedule-twice')) {
    world.countFault('schedule-twice');
    const apartMs = draw.pick([0, 100, 30_000, 6 * minuteMs, 3 * 60 * minuteMs]);
    kernel.after(atMs + apartMs, () => invokeDispatcher(world, payload));
  }
}

function startChat(world: World): void {
  const { kernel, telegram } = world;
  // A caller who chooses the trigger counts messages: the owner then sends one command, in the private chat.
  const isChosen = world.options.trigger !== undefined;
  // The ledger expects one question of a run that asks. Its answer goes to the private chat, so it is asked there.
  const isAsked = !isChosen && !world.features.outage && world.queryCount === 1 && kernel.draws.of('asks').chance(0.4);
  const isGroup = !isChosen && kernel.draws.of('chat').chance(0.4) && !isAsked;
  const chat = isGroup
    ? ({ id: groupChatId, type: 'group' } as const)
    : ({ id: privateChatId, type: 'private' } as const);
  telegram.model.chats.set({ id: privateChatId, type: 'private' });
  telegram.model.chats.set(chat);
  const dateSeconds = Math.floor(kernel.nowMs / 1000);
  // As the bot writes it: one run a minute for the owner's private chat, and no raw id.
  const minute = `${ownerPseudonym()}-${new Date(dateSeconds * 1000).toISOString().slice(0, 16)}Z`;
  const request = requestBy({
    type: 'chat',
    requestId: isAsked ? `${minute}-${fingerprintOf(askedSentence.worded)}` : minute,
    ...(isAsked && { question: askedQuestion }),
    requestedAtMs: dateSeconds * 1000,
    chatId: String(privateChatId),
    messageId: 0,
  });
  const asked = isAsked ? { ...request, reportId: askedReportId } : request;
  const { updateIds } = expectRun(world, asked, [{ place: String(privateChatId), kind: 'chat', isAsker: true }]);
  const text = isAsked ? `/ask ${askedSentence.typed}` : '/report';
  updateIds.add(pushCommand(world, chat, text, 0));
  if (!isChosen) kernel.after(kernel.draws.of('guest').between(0, 60) * minuteMs, () => useBot(world));
  const impatience = kernel.draws.of('impatience');
  // A repeat starts the queries again, and a world without faults shows what one request costs.
  const hasFaults = world.options.faults.rules.length > 0;
  if (isChosen || !impatience.chance(hasFaults ? 0.2 : 0)) return;
  // Worlds begin at a full minute, so this is within it and asks for the same run.
  kernel.after(impatience.between(1, 40) * 1000, () => updateIds.add(pushCommand(world, chat, text, 1)));
}

/** A guest uses the bot, which leaves a usage record. */
function useBot(world: World): void {
  const chat = { id: guestUserId, type: 'private' } as const;
  world.telegram.model.chats.set(chat);
  world.guestMessageCount += 1;
  const from = { id: guestUserId, is_bot: false, first_name: 'Guest', language_code: 'en' };
  const date = Math.floor(world.kernel.nowMs / 1000);
  pushUpdate(world, { update_id: guestUpdateId, message: { message_id: 5, date, chat, from, text: '/help' } });
}

/** The owner types a command. @param count - Commands before it. @returns The update's id. */
function pushCommand(
  world: World,
  chat: { readonly id: number; readonly type: string },
  text: string,
  count: number,
): number {
  const update = {
    update_id: 880_000_001 + count,
    message: {
      message_id: 17 + count,
      date: Math.floor(world.kernel.nowMs / 1000),
      chat,
      from: { id: ownerUserId, is_bot: false, first_name: 'Owner', language_code: 'en' },
      text,
    },
  };
  pushUpdate(world, update);
  return update.update_id;
}

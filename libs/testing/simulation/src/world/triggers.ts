import { createScheduleWatch } from '@pulso/adapters/dynamodb-runs';
import { hmacSha256Hex } from '@pulso/adapters/node-runtime';
import { type RunRequest } from '@pulso/contracts/run-requests';
import { pseudonymOf } from '@pulso/conversation';

import { createSimulatedDynamoDb } from '../dynamodb';
import { drawFrom } from '../kernel/quantiles';
import { strangeQueryId } from './catalogue';
import { latencies } from './latencies';
import { names, ownerUserId, pseudonymKey, webhookSecret } from '../services/names';
import { invokeDispatcher } from './invoke-dispatcher';
import { type World, worldStartMs } from './world';
import { type Trigger } from './world-options';

const minuteMs = 60_000;
const scheduledAtMs = worldStartMs + 15 * minuteMs;
const reportId = 'daily-usage';

/** The chats in which the owner asks: a private one, to which the report goes, or a group. */
const privateChatId = ownerUserId;
const groupChatId = -3_333_333;

/** Puts in motion what the seed has in store: which runs, when, and what happens to their chats. */
export function startTriggers(world: World): void {
  const draw = world.kernel.draws.of('triggers');
  const { trigger, faults } = world.options;
  const hasFaults = faults.rules.length > 0;
  const first = draw.pick<Trigger>(['schedule', 'schedule', 'schedule', 'chat', 'chat', 'manual']);
  const second: Trigger[] = draw.chance(0.1) ? [first === 'chat' ? 'schedule' : 'chat'] : [];
  for (const one of trigger === undefined ? [first, ...second] : [trigger].flat()) start(world, one);
  disturb(world);
  if (world.kernel.draws.of('strangers').chance(hasFaults ? 0.1 : 0)) sendStrangeResult(world);
}

/** The answer to a question that the run's plan does not have: a report was changed while messages were on their way. */
function sendStrangeResult({ kernel, ledger, queueNamed }: World): void {
  const [run] = ledger.runs;
  if (!run) return;
  const event = {
    schemaVersion: 1,
    type: 'query-finished',
    runId: run.runId,
    queryId: strangeQueryId,
    outcome: {
      status: 'success',
      rows: [[{ field: 'count(*)', value: '4711' }]],
      statistics: { recordsMatched: 1, recordsScanned: 1, bytesScanned: 1 },
    },
    finishedAtMs: kernel.nowMs,
  };
  const delayMs = kernel.draws.of('strangers').between(0, 20 * minuteMs);
  kernel.after(delayMs, () => queueNamed(names.runEventsQueue).put(JSON.stringify(event), 0));
}

function start(world: World, trigger: Trigger): void {
  switch (trigger) {
    case 'schedule':
      return startSchedule(world);
    case 'chat':
      return startChat(world);
    case 'manual': {
      const { kernel, ledger } = world;
      const request: RunRequest = {
        schemaVersion: 1,
        reportId,
        trigger: { type: 'manual', requestId: 'operator-1', requestedAtMs: kernel.nowMs },
      };
      ledger.expect(request, windowEndMs(kernel.nowMs), channelsOf(world));
      return invokeDispatcher(world, JSON.stringify(request));
    }
    default:
      return trigger satisfies never;
  }
}

/** The trigger's minute less the lag with which log events become searchable, as the catalogue has it. */
const windowEndMs = (triggeredAtMs: number): number => (Math.floor(triggeredAtMs / minuteMs) - 5) * minuteMs;

const channelsOf = ({ channels }: World) => channels.map((chatId) => ({ chatId, isAsker: false }));

function startSchedule(world: World): void {
  const { kernel, ledger, mix } = world;
  const draw = kernel.draws.of('schedule');
  const request: RunRequest = {
    schemaVersion: 1,
    reportId,
    trigger: { type: 'schedule', scheduledTime: new Date(scheduledAtMs).toISOString() },
  };
  ledger.expect(request, windowEndMs(scheduledAtMs), channelsOf(world));
  const payload = JSON.stringify(request);
  const chanceOf = (kind: 'schedule-late' | 'schedule-twice' | 'schedule-never'): boolean =>
    draw.chance(mix.chanceOf(kind, 'schedule.report'));
  rememberYesterday(world);
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

/** As yesterday's run has left it: the watch expects today's. */
function rememberYesterday({ kernel, sweeps, tables }: World): void {
  const { runs } = tables;
  const client = createSimulatedDynamoDb(async (operation, input) => runs.execute(operation, input, kernel.nowMs));
  void createScheduleWatch(client, names.runsTable, { nowMs: () => kernel.nowMs }).expectRun({
    reportId,
    scheduledAtMs,
    sweepAtMs: scheduledAtMs + 15 * 60_000,
    expiresAtSeconds: scheduledAtMs / 1000 + 7 * 86_400,
  });
  sweeps.onWrite();
}

function startChat(world: World): void {
  const { kernel, ledger, telegram } = world;
  // Who has chosen the trigger counts messages: one command in private is one message.
  const isChosen = world.options.trigger !== undefined;
  const isGroup = !isChosen && kernel.draws.of('chat').chance(0.4);
  const chat = { id: isGroup ? groupChatId : privateChatId, type: isGroup ? 'group' : 'private' };
  for (const id of new Set([chat.id, privateChatId])) telegram.addChat(String(id));
  const dateSeconds = Math.floor(kernel.nowMs / 1000);
  const request: RunRequest = {
    schemaVersion: 1,
    reportId,
    trigger: {
      type: 'chat',
      requestId: chatRequestIdOf(dateSeconds),
      requestedAtMs: dateSeconds * 1000,
      chatId: String(privateChatId),
      messageId: 0,
    },
  };
  ledger.expect(request, windowEndMs(dateSeconds * 1000), [{ chatId: String(privateChatId), isAsker: true }]);
  pushCommand(world, chat, 0);
  const impatience = kernel.draws.of('impatience');
  // It hands out the questions again, and a world without faults shows what one request costs.
  const hasFaults = world.options.faults.rules.length > 0;
  if (isChosen || !impatience.chance(hasFaults ? 0.2 : 0)) return;
  // Within the same minute, with which worlds begin, so it is the same run.
  kernel.after(impatience.between(1, 40) * 1000, () => pushCommand(world, chat, 1));
}

/** The owner's `/report`. @param count - How many there were before. */
function pushCommand(world: World, chat: { readonly id: number; readonly type: string }, count: number): void {
  const update = {
    update_id: 880_000_001 + count,
    message: {
      message_id: 17 + count,
      date: Math.floor(world.kernel.nowMs / 1000),
      chat,
      from: { id: ownerUserId, is_bot: false, first_name: 'Owner', language_code: 'en' },
      text: '/report',
    },
  };
  world.updateCount += 1;
  const call = {
    requestContext: { http: { method: 'POST' } },
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': webhookSecret },
    body: JSON.stringify(update),
    isBase64Encoded: false,
  };
  pushUpdate(world, call, 0);
}

/** As the bot makes it: one run a minute for the private chat with the owner, and no raw id. */
const chatRequestIdOf = (dateSeconds: number): string =>
  `${pseudonymOf(privateChatId, pseudonymKey, hmacSha256Hex)}-${new Date(dateSeconds * 1000).toISOString().slice(0, 16)}Z`;

/** Waits before the n-th retry of a webhook call, seconds; later ones wait 60 to 120 s. */
const retryAfterSeconds = [0, 2, 4, 8, 16, 32] as const;

/** Telegram's delivery of one update: again until the bot accepts it, for a day. */
function pushUpdate(world: World, call: object, attempt: number): void {
  const { kernel, functions, mix } = world;
  const draw = kernel.draws.of('webhook');
  functions.bot.invoke(call, (end) => {
    const isAnswerLost = draw.chance(mix.chanceOf('drop-response', 'telegram.sendMessage'));
    const answer = end.status === 'success' ? (end.value as { statusCode: number; headers?: object }) : undefined;
    if (answer?.statusCode === 200) world.acceptedUpdateCount += 1;
    if (answer?.statusCode === 200 && !isAnswerLost) return;
    // The bot has done what it could; that Telegram does not know is no reason to do anything twice.
    if (isAnswerLost) world.countFault('drop-response', 'webhook');
    if (attempt > 100) return;
    const asked = Number((answer?.headers as { 'retry-after'?: string } | undefined)?.['retry-after'] ?? Number.NaN);
    const seconds = Number.isNaN(asked) ? (retryAfterSeconds[attempt] ?? draw.between(60, 120)) : asked;
    kernel.after(seconds * 1000 + 30, () => pushUpdate(world, call, attempt + 1));
  });
}

/** Once per chat and world, where the plan has it: people block bots, groups grow, tokens are changed. */
function disturb(world: World): void {
  const { kernel, mix, telegram, ledger } = world;
  const draw = kernel.draws.of('disturbances');
  /** A rule gives a chance per call; a world makes a handful of them. */
  const chanceOf = (kind: 'chat-gone' | 'chat-migrated' | 'token-rotated'): boolean =>
    draw.chance(Math.min(1, 10 * mix.chanceOf(kind, 'telegram.sendMessage')));
  const during = (): number => draw.between(0, 40 * minuteMs);
  for (const run of ledger.runs) {
    for (const { chatId } of run.destinations) {
      if (chanceOf('chat-gone')) {
        kernel.after(during(), () => {
          world.countFault('chat-gone');
          telegram.block(chatId);
        });
      }
      if (!chatId.startsWith('-100') && chatId.startsWith('-') && chanceOf('chat-migrated')) {
        kernel.after(during(), () => {
          world.countFault('chat-migrated');
          const newChatId = telegram.migrate(chatId);
          if (newChatId !== undefined) ledger.follow(chatId, newChatId);
        });
      }
    }
  }
  if (chanceOf('token-rotated')) {
    kernel.after(during(), () => {
      world.countFault('token-rotated');
      telegram.token = 'token-2';
    });
  }
}

import { type Mutation } from './mutation';

const conversation = 'libs/domain/conversation/src/';
const delivery = 'libs/domain/delivery/src/';
const fanIn = 'libs/domain/fan-in/src/';
const fanOut = 'libs/domain/fan-out/src/';
const queryExecution = 'libs/domain/query-execution/src/';

const slip = (faults: string, more: Omit<Mutation, 'faults' | 'queryCount'>): Mutation => ({
  faults,
  queryCount: 3,
  ...more,
});

/** Bugs that no rule of the protocol names, in the library of each service: one for each check of the simulation. */
export const slips: readonly Mutation[] = [
  slip('none', {
    id: 'one-destination',
    drops: 'every destination gets the report',
    edits: [
      {
        file: `${delivery}split-update.ts`,
        find: '.map((destination) => ({',
        replace: '.slice(0, 1).map((destination) => ({',
      },
    ],
    found: ['lost'],
  }),
  slip('none', {
    id: 'always-repeated',
    drops: 'only what may be there twice is called repeated',
    edits: [
      {
        file: `${delivery}show-report.ts`,
        find: 'let look = report.lookOf(isRepeat);',
        replace: 'let look = report.lookOf(true);',
      },
    ],
    found: ['needless-repeat'],
  }),
  slip('default', {
    id: 'edit-called-repeat',
    drops: 'an edit repeats nothing',
    edits: [
      {
        file: `${delivery}lease.ts`,
        find: '...(sendsAtOnce(found, request) ? { sendIntent: true } : {}),',
        replace: '...(sendsAtOnce(found, request) ? {} : {}),\n      sendIntent: true,',
      },
    ],
    found: ['needless-repeat'],
  }),
  slip('none', {
    id: 'bot-never-starts',
    drops: 'a command for a report starts a run',
    edits: [
      {
        file: `${conversation}ask-twice.ts`,
        find: 'const first = await startRun(request);\n',
        replace: "const first = (await startRun.length) ? { type: 'accepted' as const } : await startRun(request);\n",
      },
    ],
    found: ['silent'],
  }),
  slip('none', {
    id: 'numbers-in-group',
    drops: 'an owner who asks in a group gets the report in private',
    edits: [
      {
        file: `${conversation}answer-report-command.ts`,
        find: 'const report = { ...wanted, updateId, userId,',
        replace: 'const report = { ...wanted, updateId, userId: request.chatId,',
      },
    ],
    found: ['wrong-chat'],
  }),
  slip('throttle:lambda.Invoke@0.7', {
    id: 'failure-not-admitted',
    drops: 'the chat is told when its run could not be started',
    edits: [
      {
        file: `${conversation}admit-failure.ts`,
        find: 'const first = await replies.editMessage(edit);',
        replace: 'if (edit.text) return true;\n  const first = await replies.editMessage(edit);',
      },
    ],
    found: ['silent'],
  }),
  slip('drop-response:telegram.sendMessage@0.3', {
    id: 'no-claims',
    drops: 'an update is handled once',
    edits: [
      {
        file: `${conversation}handle-once.ts`,
        find: "if (claimed.type === 'done') return accepted;\n  if (claimed.type === 'in-progress') return deliverAgain();",
        replace: '(claimed as { attempt?: number }).attempt ??= 1;',
      },
    ],
    found: ['effect-repeated'],
  }),
  slip('none', {
    id: 'no-usage',
    drops: 'each request leaves a usage record',
    edits: [
      {
        file: `${conversation}handle-request.ts`,
        find: 'await deps.recordUsage(usageRecordOf(request, facts), atMs);',
        replace: 'if (atMs < 0) await deps.recordUsage(usageRecordOf(request, facts), atMs);',
      },
    ],
    found: ['usage-lost'],
  }),
  slip('none', {
    id: 'dispatcher-throws',
    drops: 'a run is planned whenever nothing stands in its way',
    edits: [
      {
        file: `${fanOut}dispatch.ts`,
        find: '  const dueInSeconds',
        replace: "  if (clock.nowMs() % 3 > 0) throw new TypeError('slip');\n  const dueInSeconds",
      },
    ],
    found: ['needlessly-not-started'],
  }),
  slip('none', {
    id: 'short-window',
    drops: 'the window is as long as the catalogue says',
    edits: [
      { file: `${fanOut}window-of.ts`, find: 'endMs - count * lengthMs', replace: 'endMs - (count * lengthMs) / 10' },
    ],
    found: ['wrong-window'],
  }),
  slip('none', {
    id: 'wrong-log-group',
    drops: "a question asks the bot's own log group",
    edits: [
      {
        file: `${fanOut}plan-run.ts`,
        find: "logGroups.type === 'own-bot' ? [botLogGroupName]",
        replace: "logGroups.type === 'own-bot' ? [`${botLogGroupName}x`]",
      },
    ],
    found: ['wrong-log-group'],
  }),
  slip('query-ends:logs.StartQuery@0.5', {
    id: 'never-stops',
    drops: 'a query that is given up is stopped',
    edits: [
      {
        file: `${queryExecution}execute-job.ts`,
        find: 'finishedWith(job, poll);\n  await runQuery.stop(insightsQueryId).catch(() => undefined);',
        replace: 'finishedWith(job, poll);',
      },
    ],
    found: ['query-left-running'],
  }),
  slip('none', {
    id: 'starts-twice',
    drops: 'a query is started once',
    edits: [
      {
        file: `${queryExecution}execute-job.ts`,
        find: '  const start = await runQuery.start(job);',
        replace: '  await runQuery.start(job).catch(() => undefined);\n  const start = await runQuery.start(job);',
      },
    ],
    found: ['started-twice'],
  }),
  slip('none', {
    id: 'always-partial',
    drops: 'a report with every answer is complete',
    edits: [
      {
        file: `${fanIn}report-content.ts`,
        find: "missing.length === 0 ? 'complete' : 'partial'",
        replace: "missing.length < 0 ? 'complete' : 'partial'",
      },
    ],
    found: ['stale'],
  }),
  slip('none', {
    id: 'wrong-value',
    drops: 'a number is shown as it was answered',
    edits: [
      {
        file: `${fanIn}answers-of.ts`,
        find: 'value: answer.value,',
        replace: 'value: answer.value + 1,',
      },
    ],
    found: ['wrong-value'],
  }),
  slip('query-ends:logs.StartQuery@0.5', {
    id: 'no-reason',
    drops: 'a missing answer has a reason',
    edits: [
      {
        file: `${fanIn}answers-of.ts`,
        find: 'return missingAs(query, outcome.reason);',
        replace: "return missingAs(query, { code: 'x', message: '?' });",
      },
    ],
    found: ['unnamed-missing'],
  }),
  slip('none', {
    id: 'no-history',
    drops: 'the numbers of a scheduled run are kept',
    edits: [
      {
        file: `${fanIn}send-report.ts`,
        find: "if (isClosed && plan.trigger === 'schedule') await store.keepHistory(historyEntryOf(run, content, numbers));",
        replace: 'void historyEntryOf;',
      },
    ],
    found: ['no-history'],
  }),
  slip('schedule-never:schedule.report@0.5', {
    id: 'expects-nothing',
    drops: 'a scheduled run is expected by the schedule alone, the first one too',
    edits: [
      {
        file: `${fanIn}watch-schedule.ts`,
        find: 'isNamedNext(found, schedule, nowMs) ? found : await',
        replace: 'found === undefined || isNamedNext(found, schedule, nowMs) ? found : await',
      },
    ],
    found: ['silent'],
  }),
  slip('dead-letter:query-jobs', {
    id: 'no-answers-no-alarm',
    drops: 'an operator is told of a run without any answer',
    edits: [
      {
        file: `${fanIn}settle-run.ts`,
        find: 'if (isUnanswered(plan, results)) {',
        replace: 'if (isUnanswered(plan, results) && counter < 0) {',
      },
    ],
    found: ['silent'],
  }),
  slip('chat-gone:telegram.*@0.5', {
    id: 'settings-like-people',
    drops: 'an operator is told of a destination of the settings that refuses',
    edits: [
      {
        file: `${delivery}log-fields.ts`,
        find: 'personTriggers.has(trigger)',
        replace: "personTriggers.has(trigger) || trigger !== ''",
      },
    ],
    found: ['silent'],
  }),
  slip('none', {
    id: 'no-progress',
    drops: 'who waits sees progress',
    edits: [
      {
        file: `${fanIn}settle-run.ts`,
        find: 'plan.destinations.some(showsProgress);',
        replace: 'plan.destinations.length < 0;',
      },
    ],
    found: ['no-progress'],
  }),
  slip('none', {
    id: 'poll-storm',
    drops: 'a running query is looked at now and then',
    edits: [
      {
        file: `${queryExecution}pacing.ts`,
        find: 'Math.floor(halfJitter(Math.min(firstPollWaitMs * 2 ** pollCount, longestPollWaitMs), random));',
        replace: '50 + 0 * Math.floor(halfJitter(firstPollWaitMs + longestPollWaitMs * pollCount, random));',
      },
    ],
    found: ['too-costly'],
  }),
  slip('default', {
    id: 'user-in-log',
    drops: 'no log line names a person',
    edits: [
      {
        file: `${conversation}handle-request.ts`,
        find: "if (result.type === 'try-again') return result;",
        replace:
          "if (result.type === 'try-again') deps.log.warn('slip', { user: request.userId });\n    if (result.type === 'try-again') return result;",
      },
    ],
    found: ['leak'],
  }),
  slip('none', {
    id: 'stranger-presses',
    drops: 'a button asks who presses it',
    edits: [
      {
        file: `${conversation}press-button.ts`,
        find: "if (!deps.adminUserIds.has(userId)) return notice(texts.report.ownersOnly, 'refused');",
        replace: "if (userId === 0) return notice(texts.report.ownersOnly, 'refused');",
      },
    ],
    found: ['unasked', 'wrong-chat'],
  }),
  slip('none', {
    id: 'history-in-group',
    drops: 'what a button gives goes to the private chat of who presses',
    edits: [
      {
        file: `${conversation}press-button.ts`,
        find: '{ updateId, userId: chatId, languageCode }: CallbackRequest,',
        replace: '{ updateId, chatId = 0, languageCode }: CallbackRequest,',
      },
    ],
    found: ['unasked', 'wrong-chat'],
  }),
  slip('none', {
    id: 'press-ignored',
    drops: 'a pressed button does something',
    edits: [
      {
        file: `${conversation}press-button.ts`,
        find: "if (button.action !== 'run') return askForHistory(",
        replace:
          "if (button.action === 'history') return { type: 'settled', outcome: 'answered' };\n  if (button.action !== 'run') return askForHistory(",
      },
    ],
    found: ['silent'],
  }),
  slip('none', {
    id: 'wrong-sum',
    drops: 'an answer to a button is the sum of its days',
    edits: [
      {
        file: `${fanIn}sum-up.ts`,
        find: 'const sum = known.reduce((a, b) => a + b, 0);',
        replace: 'const sum = known.reduce((a, b) => a + b, 1);',
      },
    ],
    found: ['wrong-history'],
  }),
  slip('none', {
    id: 'short-history',
    drops: 'a report is compared with two weeks',
    edits: [
      {
        file: `${fanIn}past.ts`,
        find: 'export const comparedWindowCount = 14;',
        replace: 'export const comparedWindowCount = 1;',
      },
    ],
    found: ['lost-history'],
  }),
  slip('none', {
    id: 'no-chart',
    drops: 'a report that has a chart comes with it',
    edits: [
      {
        file: `${delivery}deliver.ts`,
        find: "if (!chart || tidied.status !== 'done') return tidied;",
        replace: "if (chart || tidied.status !== 'done') return tidied;",
      },
    ],
    found: ['chart-lost'],
  }),
  slip('none', {
    id: 'address-in-log',
    drops: 'no log line names an address',
    edits: [
      {
        file: `${delivery}log-fields.ts`,
        find: '  destination: destinationKindOf(destination),',
        replace: '  destination: JSON.stringify(destination),',
      },
    ],
    found: ['leak'],
  }),
  slip('drop-response:webhook.*@0.5', {
    id: 'url-in-log',
    drops: "no log line holds a webhook's address",
    edits: [
      {
        file: 'libs/adapters/webhook/src/create-call-webhook.ts',
        find: 'return classifyNetworkError(error);',
        replace: "return { status: 'unknown', reason: url };",
      },
      {
        // The log would cut it out.
        file: 'libs/kit/logging/src/redact.ts',
        find: 'redactBotToken(text.replace(/\\bhttps?:\\/\\/[^\\s"\'<>]+/gi, hostOf))',
        replace: 'redactBotToken(text)',
      },
    ],
    found: ['leak'],
  }),
];

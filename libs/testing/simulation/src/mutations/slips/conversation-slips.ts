import { type Mutation } from '../mutation';
import { slip } from './slip';

const conversation = 'libs/domain/conversation/src/';

/** Slips of the bot. */
export const conversationSlips: readonly Mutation[] = [
  slip('none', {
    id: 'bot-never-starts',
    drops: 'a command for a report starts a run',
    edits: [
      {
        file: `${conversation}report/ask-twice.ts`,
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
        file: `${conversation}report/answer-report-command.ts`,
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
        file: `${conversation}report/admit-failure.ts`,
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
        file: `${conversation}once/handle-once.ts`,
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
        file: `${conversation}once/handle-request.ts`,
        find: 'await deps.recordUsage(usageRecordOf(request, facts), atMs);',
        replace: 'if (atMs < 0) await deps.recordUsage(usageRecordOf(request, facts), atMs);',
      },
    ],
    found: ['usage-lost'],
  }),
  slip('default', {
    id: 'user-in-log',
    drops: 'no log line names a person',
    edits: [
      {
        file: `${conversation}once/handle-request.ts`,
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
        file: `${conversation}report/press-button.ts`,
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
        file: `${conversation}report/press-button.ts`,
        find: 'askForHistory(button, press,',
        replace: 'askForHistory(button, { ...press, userId: request.chatId ?? 0 },',
      },
    ],
    found: ['unasked', 'wrong-chat'],
  }),
  slip('none', {
    id: 'press-ignored',
    drops: 'a pressed button does something',
    edits: [
      {
        file: `${conversation}report/press-button.ts`,
        find: "if (button.action !== 'run') return askForHistory(",
        replace:
          "if (button.action === 'history') return { type: 'settled', outcome: 'answered' };\n  if (button.action !== 'run') return askForHistory(",
      },
    ],
    found: ['silent'],
  }),
  slip('throttle:lambda.Invoke@0.7', {
    id: 'press-not-admitted',
    drops: 'who presses for a report is told when its run could not be started',
    edits: [
      {
        file: `${conversation}report/press-button.ts`,
        find: 'return startReport({ ...press, reportId, windowsAgo, requestedAtMs }, context, replies, deps);',
        replace:
          "const deaf = { ...replies, editMessage: async () => ({ status: 'edited' as const }) };\n  return startReport({ ...press, reportId, windowsAgo, requestedAtMs }, context, deaf, deps);",
      },
    ],
    found: ['silent'],
  }),
];

import { type Mutation } from '../mutation';

const report = 'libs/domain/conversation/src/report/';
const once = 'libs/domain/conversation/src/once/';
const states = 'libs/domain/conversation/src/states/';

/** Slips of the bot. */
export const conversationSlips: readonly Mutation[] = [
  {
    id: 'bot-never-starts',
    drops: 'a command for a report starts a run',
    edits: [{ file: `${report}ask-twice.ts`, at: 'askTwice > first', becomes: "{ type: 'accepted' }" }],
    faults: 'none',
    found: ['silent'],
  },
  {
    id: 'numbers-in-group',
    drops: 'an owner who asks in a group gets the report in private',
    edits: [
      {
        file: `${report}answer-report-command.ts`,
        at: 'answerReportCommand > report > property userId',
        becomes: 'request.chatId',
      },
    ],
    faults: 'none',
    found: ['wrong-chat'],
  },
  {
    id: 'failure-not-admitted',
    drops: 'the chat is told when its run could not be started',
    edits: [{ file: `${report}admit-failure.ts`, at: 'admitFailure', becomes: 'return true;' }],
    faults: 'throttle:lambda.Invoke@0.7',
    found: ['silent'],
  },
  {
    id: 'no-claims',
    drops: 'an update is handled once',
    edits: [
      {
        file: `${once}handle-once.ts`,
        at: 'handleOnce > claimed',
        becomes: (was) => `{ attempt: 1, ...${was}, type: 'claimed' }`,
      },
    ],
    faults: 'drop-response:telegram.sendMessage@0.3',
    found: ['effect-repeated'],
  },
  {
    id: 'no-usage',
    drops: 'each request leaves a usage record',
    edits: [{ file: `${once}handle-request.ts`, at: 'record > call recordUsage', becomes: 'undefined' }],
    faults: 'none',
    found: ['usage-lost'],
  },
  {
    id: 'press-counted',
    drops: 'no press of a button is counted as a request',
    edits: [
      { file: `${once}handle-request.ts`, at: 'handleRequest > if isCounted', becomes: 'false' },
      { file: 'libs/domain/conversation/src/usage-record-of.ts', at: 'commandOf', becomes: 'undefined' },
    ],
    faults: 'none',
    found: ['press-counted'],
  },
  {
    id: 'user-in-log',
    drops: 'no log line names a person',
    edits: [
      {
        file: `${once}handle-request.ts`,
        at: 'handleRequest > call meetOrForget',
        becomes: (was) => `(deps.log.warn('slip', { user: request.userId }), ${was})`,
      },
    ],
    faults: 'default',
    found: ['leak'],
  },
  {
    id: 'stranger-presses',
    drops: 'a button asks who presses it',
    edits: [{ file: `${report}press-button.ts`, at: 'pressButton > if adminUserIds', becomes: 'false' }],
    faults: 'none',
    found: ['unasked', 'wrong-chat'],
  },
  {
    id: 'history-in-group',
    drops: 'what a button gives goes to the private chat of the person who presses it',
    edits: [
      {
        file: `${report}press-button.ts`,
        at: 'pressButton > call askForHistory wantedOf',
        becomes: 'askForHistory(wantedOf(button), { ...press, userId: request.chatId ?? 0 }, context, replies, deps)',
      },
    ],
    faults: 'none',
    found: ['unasked', 'wrong-chat'],
  },
  {
    id: 'press-ignored',
    drops: 'a pressed button does something',
    edits: [
      {
        file: `${report}press-button.ts`,
        at: 'pressButton > call askForHistory wantedOf',
        becomes: (was) => `button.action === 'history' ? { type: 'settled', outcome: 'answered' } : ${was}`,
      },
    ],
    faults: 'none',
    found: ['silent'],
  },
  {
    id: 'press-not-admitted',
    drops: 'a person who presses for a report is told when its run could not be started',
    edits: [
      {
        file: `${report}press-button.ts`,
        at: 'pressButton',
        becomes: (was) => `
          replies = { ...replies, editMessage: async () => ({ status: 'edited' }) };
          ${was}`,
      },
    ],
    faults: 'throttle:lambda.Invoke@0.7',
    found: ['silent'],
  },
  {
    id: 'step-counted-again',
    drops: 'an update that is handled again changes what is kept once',
    edits: [{ file: `${states}kept-states.ts`, at: 'findStates > mine', becomes: 'undefined' }],
    faults: 'hell',
    found: ['step-twice'],
  },
  {
    id: 'states-written-blindly',
    drops: 'what another update has kept meanwhile is not overwritten',
    edits: [
      {
        file: 'libs/adapters/dynamodb/src/users/create-command-states.ts',
        at: 'createCommandStates > property ConditionExpression',
        becomes:
          "before === 0 ? 'attribute_not_exists(#pk) OR attribute_exists(#pk)' : '#version = :before OR #version <> :before'",
      },
    ],
    faults: 'hell',
    found: ['step-lost'],
  },
];

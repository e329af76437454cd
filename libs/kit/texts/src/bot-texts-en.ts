import { type BotTexts } from './bot-texts';
import { plural } from './plural';

const days = (count: number): string => `${count} ${plural('en', count, { one: 'day', other: 'days' })}`;

export const en: BotTexts = {
  commands: {
    ask: 'a question about the use, for example people 7d',
    cancel: 'end what I have asked',
    start: 'what this bot is',
    help: 'what you can do here',
    privacy: 'what is recorded about you',
    forget: 'remove what is kept about you',
    report: 'the last 24 hours in numbers',
  },
  greeting: 'Hello!',
  greetingBy: (name) => `Hello, ${name}!`,
  pitch: 'I count how much I am used and tell my owners once a day.',
  helpTitle: 'What you can do here',
  notUnderstood: 'I did not understand that. /help lists what I can do.',
  cancelled: 'All right, I no longer wait for an answer.',
  nothingToCancel: 'I am not waiting for an answer.',
  editedCommand: 'I only read new messages: please send the command again.',
  textOnly: 'I can only read text. /help lists what I can do.',
  introduction: (username) => `Hello! /help@${username} shows what I can do here.`,
  deadButton: 'This button no longer works. Send /help for what I can do.',
  privacy: {
    title: 'What I record',
    paragraphs: [
      'Each time you use me: when, by a message or a button, which command, in private or in a group, the language ' +
        'of your app, how many days after your first request, how it went and how long it took; and the name of ' +
        'the link, if you started me by one. Also when I am blocked or unblocked, and when I am added to a group ' +
        'or channel or removed from one.',
      'Not your name, your Telegram ID or what you write. You and your chat appear only as a code; nobody can reverse ' +
        'it without our key.',
      'Why: my owners want to see once a day how much I am used.',
    ],
    kept: (logDays, backupDays) =>
      `How long: these records are deleted after ${days(logDays)}. The code that stands for you, with the day and the ` +
      'number of your first request, stays until you send /forget, and in backups for up to ' +
      `${days(backupDays)} more.`,
    ofCommands: (retentionDays, backupDays) =>
      `Some commands remember where you are and what you answered them: for at most ${days(retentionDays)} after you have used them, and in backups for ` +
      `up to ${days(backupDays)} more. /forget removes that at once.`,
    ofOwners: (count) =>
      'You are one of my owners: with each report that I send you in private, I keep the ID of our chat and, if you ' +
      `asked for the report, another code for you, until ${count} days after the report last changed. /forget ` +
      'does not remove them.',
  },
  forgotten: (logDays, backupDays) =>
    `Done. I no longer recognise you. Backups are erased within ${days(backupDays)}, anonymous records within ` +
    `${days(logDays)}.`,
  nothingToForget: 'I do not recognise you, so there is nothing to remove.',
  report: {
    ownersOnly: 'Sorry, the report is for the owners of this bot only.',
    preparing: 'Preparing the report…',
    upToDate: 'The report is up to date.',
    askAgainLater: 'If none has come within half an hour, please ask for it again.',
    notStarted: 'The report could not be started. Please ask for it again in a minute.',
    notStartedFromHere: 'The report could not be started from here.',
    answeredInPrivate: 'I answered you in private.',
    pressStart: "I cannot write to you yet. Open a private chat with me and press Start: I'll send it there.",
    openChat: 'Open private chat',
    answeringInPrivate: 'I am sending it to you in private. If nothing comes, open a chat with me and press Start.',
    historyNotFetched: 'The earlier reports could not be fetched. Please press the button again in a minute.',
    pressAgainLater: 'If the earlier reports have not come in a few minutes, please press the button again.',
    menuTitle: 'Which report?',
    menuEarlierHint: 'For an earlier one, add how many days or weeks back, up to:',
    menuDayBefore: 'A day earlier',
  },
};

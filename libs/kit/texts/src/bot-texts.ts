/**
 * What the bot says in one language, as plain text: what shows it adds formatting and escapes it.
 *
 * A language that lacks a text does not compile. Texts of Telegram's own places keep to its limits.
 */
export interface BotTexts {
  /** What each command does, as menus and lists show it: at most 256 characters, no capital, no full stop. */
  readonly commands: Readonly<Record<'ask' | 'cancel' | 'start' | 'help' | 'privacy' | 'forget' | 'report', string>>;
  readonly greeting: string;
  greetingBy(name: string): string;
  /** What the bot is, in a sentence; also shown on its page and where it is shared: at most 120 characters. */
  readonly pitch: string;
  readonly helpTitle: string;
  /** To words that are no command. */
  readonly notUnderstood: string;
  /** To `/cancel`, where a command waits for an answer, and where none does; to a command in an edited message. */
  readonly cancelled: string;
  readonly nothingToCancel: string;
  readonly editedCommand: string;
  /** To a picture, a sticker, a voice message and everything else that is not text. */
  readonly textOnly: string;
  /** To a group that the bot has come to. `username` is the bot's, without `@`. */
  introduction(username: string): string;
  /** In the notice on a pressed button, at most 200 characters. */
  readonly deadButton: string;
  readonly privacy: {
    readonly title: string;
    /** What is recorded, what is not, and why; a paragraph each. */
    readonly paragraphs: readonly string[];
    /** How long it is kept: `logDays` is a whole number, at least 1, `backupDays` at least 2. */
    kept(logDays: number, backupDays: number): string;
    /** Where commands of the team keep something of people. Both whole numbers: `retentionDays` at least 1, `backupDays` at least 2. */
    ofCommands(retentionDays: number, backupDays: number): string;
    /** To owners, below all of that and below `forgotten`: what is kept with their reports. `count` days, at least 5. */
    ofOwners(count: number): string;
  };
  /** After `/forget`, of a person whom the bot does not know, and else: what is gone, what goes after `logDays`, and that backups keep it for `backupDays`, at least 2. */
  readonly nothingToForget: string;
  forgotten(logDays: number, backupDays: number): string;
  readonly report: ReportReplyTexts;
}

/** What the bot itself says about a report; its content has texts of its own. */
export interface ReportReplyTexts {
  readonly ownersOnly: string;
  readonly preparing: string;
  /** In the notice on a button that would replace a report by the same one, at most 200 characters. */
  readonly upToDate: string;
  /** What to do when no report comes: true of any report, by a command or a button. */
  readonly askAgainLater: string;
  readonly notStarted: string;
  /** Where an earlier attempt may have started it: true also beside a report. */
  readonly notStartedFromHere: string;
  /** In the group from which an owner has asked, where numbers are not shown. */
  readonly answeredInPrivate: string;
  /** In that group, to an owner to whom the bot may not write yet; above the button `openChat`, which asks for the report. */
  readonly pressStart: string;
  readonly openChat: string;
  /** In the notice on a pressed button, at most 200 characters; true also where the bot may not write to the person. */
  readonly answeringInPrivate: string;
  /** Earlier reports did not come because nothing could be asked for. */
  readonly historyNotFetched: string;
  /** Where it is not known whether they will come: true also beside them. */
  readonly pressAgainLater: string;
  readonly menuTitle: string;
  /** Before the commands with the highest numbers: a number after the report asks for an earlier one. */
  readonly menuEarlierHint: string;
  /**
   * On a button, at most 20 characters: the daily report as of the same time on the day before. Asked for in the morning,
   * most of it is about yet another day earlier.
   */
  readonly menuDayBefore: string;
}

/** Where something happens; `private` is the chat of who does it. */
export type Place = 'private' | 'group' | 'topic' | 'channel';

/** What a person does. */
export type Act =
  | { readonly say: string; readonly inReplyToBot?: true }
  | { readonly send: 'sticker' | 'photo'; readonly caption?: string }
  /** The newest button there whose data begins so; `made-up` is data that no button has. */
  | { readonly press: string }
  /** What becomes of the bot there. */
  | { readonly bot: 'added' | 'removed' | 'blocked' };

export interface Step {
  readonly who: Who;
  readonly where: Place;
  readonly does: Act;
}

/** What happens on a day, in order. */
const at = (who: Who, where: Place, ...acts: readonly (Act | string)[]): readonly Step[] =>
  acts.map((act) => ({ who, where, does: typeof act === 'string' ? { say: act } : act }));

/** Before the first report. */
export const firstDay: readonly Step[] = [
  ...at('admin', 'channel', { bot: 'added' }),
  ...at('stranger', 'private', '/start promo_x', '/help'),
  ...at('admin', 'private', '/start'),
];

const sticker: Act = { send: 'sticker' };
const photo: Act = { send: 'photo', caption: '/help' };
const everything = ['/start', '/help', '/privacy', '/roll dice', '/roll 2d1', '/report', '/nonsense'];

/** Before the second report. */
export const secondDay: readonly Step[] = [
  ...at('stranger', 'private', ...everything, '/report weekly', 'hello', sticker, photo),
  // Its dice have one side: they fall the same each time.
  ...at('stranger', 'private', { press: '/roll:' }, { press: 'made-up' }),
  ...at('spammer', 'private', '/start'),
  ...at('admin', 'private', '/help', '/report', '/report weekly', '/report 3', '/report nonsense'),
  ...at(
    'admin',
    'private',
    '/ask',
    { press: '/ask:?' },
    '/ask nonsense',
    '/ask people 7d by command',
    '/ask failed today',
  ),
  ...at('stranger', 'private', '/ask people'),
  ...at('admin', 'group', { bot: 'added' }, ...everything, '/help@PulsoDemoBot', '/nonsense@PulsoDemoBot'),
  ...at('admin', 'group', '/help@OtherBot', 'hello', '@PulsoDemoBot', { say: 'thanks', inReplyToBot: true }, sticker),
  ...at('stranger', 'group', ...everything, '/forget', { press: '/roll:' }, { press: 'made-up' }),
  ...at('admin', 'topic', { bot: 'added' }, ...everything, '@PulsoDemoBot', sticker),
  ...at('stranger', 'topic', ...everything),
];

const presses = (...buttons: readonly string[]): Act[] => buttons.map((press) => ({ press }));

/** What stands below a report: earlier ones, a chart of them, a file, and the report once more. */
const buttons = presses('history/7', 'history/30', 'chart', 'csv', 'run');
/** The same below one that a person has asked for. */
const ownButtons = presses('history/7', 'history/30', 'chart', 'own-csv', 'refresh');

/** After the second report. */
export const afterwards: readonly Step[] = [
  ...at('admin', 'channel', '/report', { press: 'history/7' }),
  ...at('stranger', 'channel', ...buttons, { press: 'made-up' }),
  ...at('stranger', 'topic', { press: 'run' }),
  ...at('admin', 'private', ...ownButtons, '/report ?', { press: 'run/1' }, { press: 'made-up' }),
  ...at('stranger', 'private', '/forget', '/start', { bot: 'blocked' }),
  ...at('admin', 'group', { bot: 'removed' }),
];

/** After the watch has told that an hour was without requests. */
export const afterNews: readonly Step[] = at('admin', 'channel', { press: '/ask:!' });

type Who = 'admin' | 'stranger' | 'spammer';

/** The topic of the forum in which people talk, and into which the report goes. */
export const topicId = 7;

/** Who walks, and where. */
export const people: Readonly<Record<Who, { readonly id: number; readonly name: string }>> = {
  admin: { id: 424_240, name: 'Ada' },
  stranger: { id: 515_150, name: 'Max' },
  spammer: { id: 606_060, name: 't.me/joinspam' },
};
export const groupId = -70_000;
export const forumId = -1_005_550_000_000;
export const channelId = -1_001_230_000_000;

const reader = { type: 'telegram', showsProgress: false, buttons: true, language: 'en', timeZone: 'UTC' };

/** The stage settings that they need, as variables of functions. */
export const variables: Readonly<Record<string, string>> = {
  ADMIN_USER_IDS: String(people.admin.id),
  REPORT_DESTINATIONS: JSON.stringify({
    owners: [
      { ...reader, chatId: String(channelId) },
      { ...reader, chatId: String(forumId), messageThreadId: topicId },
    ],
  }),
};

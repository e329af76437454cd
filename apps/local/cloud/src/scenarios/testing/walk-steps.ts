import { type Who } from './walk-cast';

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
  ...at('stranger', 'private', ...everything, '/report weekly', 'hello', sticker, photo, { press: 'made-up' }),
  ...at('spammer', 'private', '/start'),
  ...at('admin', 'private', '/help', '/report', '/report weekly', '/report 3', '/report nonsense'),
  ...at('admin', 'group', { bot: 'added' }, ...everything, '/help@PulsoDemoBot', '/nonsense@PulsoDemoBot'),
  ...at('admin', 'group', '/help@OtherBot', 'hello', '@PulsoDemoBot', { say: 'thanks', inReplyToBot: true }, sticker),
  ...at('stranger', 'group', ...everything, '/forget', { press: 'made-up' }),
  ...at('admin', 'topic', { bot: 'added' }, ...everything, '@PulsoDemoBot', sticker),
  ...at('stranger', 'topic', ...everything),
];

/** What stands below a report: earlier ones, a chart of them, and the report once more. */
const buttons: readonly Act[] = ['history/7', 'history/30', 'chart', 'run'].map((press) => ({ press }));

/** After the second report. */
export const afterwards: readonly Step[] = [
  ...at('admin', 'channel', '/report', { press: 'history/7' }),
  ...at('stranger', 'channel', ...buttons, { press: 'made-up' }),
  ...at('stranger', 'topic', { press: 'run' }),
  ...at('admin', 'private', ...buttons, '/report ?', { press: 'run/1' }, { press: 'made-up' }),
  ...at('stranger', 'private', '/forget', '/start', { bot: 'blocked' }),
  ...at('admin', 'group', { bot: 'removed' }),
];

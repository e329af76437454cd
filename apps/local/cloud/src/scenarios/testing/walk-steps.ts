import { type Language } from '@pulso/kit/texts';

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

/** Who and where, in the walk through one language. */
export interface Cast {
  readonly language: Language;
  /** What the apps of its people say. */
  readonly languageCode: string;
  /** Of the destinations. */
  readonly timeZone: string;
  readonly people: Readonly<Record<Who, Person>>;
  readonly groupId: number;
  readonly forumId: number;
  readonly channelId: number;
}

type Who = 'admin' | 'stranger' | 'spammer';

interface Person {
  readonly id: number;
  readonly name: string;
}

/** The topic of each forum in which people talk, and into which the report goes. */
export const topicId = 7;

const names: Readonly<Record<Language, readonly [admin: string, stranger: string, code: string, timeZone: string]>> = {
  en: ['Ada', 'Max', 'en', 'UTC'],
  es: ['Inés', 'Óscar', 'es', 'Europe/Madrid'],
  pt: ['João', 'Conceição', 'pt-br', 'America/Sao_Paulo'],
  de: ['Jürgen', 'Käthe', 'de', 'Europe/Berlin'],
  ru: ['Ольга', 'Пётр', 'ru', 'Europe/Moscow'],
};

/** Everybody and every chat of a language is theirs alone, so that languages are walked through side by side. */
const castOf = (language: Language): Cast => {
  const [admin, stranger, languageCode, timeZone] = names[language];
  const numbered = (first: number): number => first + Object.keys(names).indexOf(language);
  return {
    language,
    languageCode,
    timeZone,
    people: {
      admin: { id: numbered(424_240), name: admin },
      stranger: { id: numbered(515_150), name: stranger },
      spammer: { id: numbered(606_060), name: 't.me/joinspam' },
    },
    groupId: -numbered(70_000),
    forumId: -numbered(1_005_550_000_000),
    channelId: -numbered(1_001_230_000_000),
  };
};

/**
 * Who walks in one local cloud: the numbers of its reports are those of all of them. A commit has the first two walk, of
 * whom one writes with other letters and other plurals; `NIGHTLY=1` and `UPDATE_DOCS=1` have all.
 */
export const companies: readonly (readonly Cast[])[] = [
  [castOf('en'), castOf('ru')],
  ...(process.env['NIGHTLY'] === '1' || process.env['UPDATE_DOCS'] === '1'
    ? [[castOf('es'), castOf('pt'), castOf('de')]]
    : []),
];

/** The stage settings that they need, as variables of functions. */
export const variablesFor = (casts: readonly Cast[]): Readonly<Record<string, string>> => ({
  ADMIN_USER_IDS: casts.map(({ people }) => people.admin.id).join(),
  REPORT_DESTINATIONS: JSON.stringify({
    owners: casts.flatMap(({ channelId, forumId, language, timeZone }) => {
      const reader = { type: 'telegram', showsProgress: false, buttons: true, language, timeZone };
      return [
        { ...reader, chatId: String(channelId) },
        { ...reader, chatId: String(forumId), messageThreadId: topicId },
      ];
    }),
  }),
});

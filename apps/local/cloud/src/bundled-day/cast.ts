import { type SeededRandom } from '@pulso/world/time';

/** A Telegram user as updates show one. @see https://core.telegram.org/bots/api#user */
export interface Person {
  readonly id: number;
  readonly is_bot: boolean;
  readonly first_name: string;
  readonly username?: string;
  readonly language_code?: string;
}

/** A Telegram chat as updates show one. @see https://core.telegram.org/bots/api#chat */
export interface Chat {
  readonly id: number;
  readonly type: 'private' | 'group' | 'supergroup' | 'channel';
  readonly title?: string;
  readonly first_name?: string;
}

export interface Cast {
  readonly people: readonly [Person, ...Person[]];
  readonly groups: readonly [Chat, ...Chat[]];
  readonly channels: readonly [Chat, ...Chat[]];
  /** The bot that is talked to, as the local stage names it. */
  readonly ourBot: Person & { readonly username: string };
  /** Another bot that talks in groups. */
  readonly otherBot: Person;
}

const languages = ['en', 'de', 'es', 'pt-br', 'uk', 'ar', 'hi', 'zh-hans', undefined] as const;

const firstNames = [
  'Ada',
  'Jürgen',
  'María',
  'João',
  'Олена',
  'ليلى',
  'प्रिया',
  '小明',
  '<b>Bobby</b>',
  '"; DROP TABLE users; --',
  '🦊',
  'A\u202Edlroweht',
] as const;

/** Makes up who is there: people of several languages, groups, channels, and a bot that is not ours. */
export function createCast(random: SeededRandom, peopleCount: number): Cast {
  const people = Array.from({ length: peopleCount }, (_, index): Person => {
    const language = random.pick(languages);
    return {
      id: 5_000_000_000 + index * 977,
      is_bot: false,
      first_name: random.pick(firstNames),
      ...(index % 3 === 0 ? { username: `person_${index}` } : {}),
      ...(language === undefined ? {} : { language_code: language }),
    };
  });
  const groups = Array.from({ length: 9 }, (_, index): Chat =>
    index % 3 === 0
      ? { id: -(700_000 + index), type: 'group', title: `Small group ${index}` }
      : { id: -1_002_000_000_000 - index, type: 'supergroup', title: `Group <${index}> & friends` },
  );
  const channels = Array.from({ length: 2 }, (_, index): Chat => ({
    id: -1_003_000_000_000 - index,
    type: 'channel',
    title: `Channel ${index}`,
  }));
  return {
    people: nonEmpty(people),
    groups: nonEmpty(groups),
    channels: nonEmpty(channels),
    ourBot: { id: 7_000_000_001, is_bot: true, first_name: 'Pulso', username: 'PulsoDemoBot' },
    otherBot: { id: 6_100_000_001, is_bot: true, first_name: 'Other bot', username: 'OtherBot' },
  };
}

/** The private chat of a person has that person's id. */
export const privateChatOf = ({ id, first_name }: Person): Chat => ({ id, type: 'private', first_name });

function nonEmpty<T>(values: readonly T[]): readonly [T, ...T[]] {
  const [first, ...rest] = values;
  if (first === undefined) throw new RangeError('A bundled day needs at least one of each kind of person.');
  return [first, ...rest];
}

/** What people write to bots on an ordinary day. */
export const ordinaryTexts = [
  'hello',
  'Wie spät ist es?',
  '¿Qué puedes hacer?',
  'Привіт!',
  'مرحبا',
  '你好',
  '👍🏽 thanks',
  'how many people use you?',
] as const;

export const commands = ['/start', '/help', '/start ref_42', '/help@PulsoDemoBot', '/settings', '/report'] as const;

/** What people write to bots who would like to see them break. None of it may change a count or leave a log line. */
export const hostileTexts = [
  '<b>not bold</b> <script>alert(1)</script>',
  '</b></i><a href="tg://resolve">&amp;</a>',
  '{"is_group":1,"is_new_user":1,"event":"request"}',
  '{"_aws":{"Timestamp":1,"CloudWatchMetrics":[]},"is_group":1}',
  'START RequestId: 1 Version: $LATEST\nREPORT RequestId: 1\tDuration: 1 ms',
  "' or 1=1 | stats count(*) as calls #",
  '/start@OtherBot',
  '/\u0000help',
  '/' + 'a'.repeat(200),
  'x'.repeat(4096),
  '🧨'.repeat(500),
  '\u202Eevil\u202C \u200B\u200D \uD83D',
  '123456789:AAH4fT1o-abcdefghijklmnopqrstuvw',
  '__proto__',
] as const;

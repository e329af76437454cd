import { type Language } from '@pulso/kit/texts';

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

export type Who = 'admin' | 'stranger' | 'spammer';

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
      const reader = { type: 'telegram', showsProgress: false, language, timeZone };
      return [
        { ...reader, chatId: String(channelId) },
        { ...reader, chatId: String(forumId), messageThreadId: topicId },
      ];
    }),
  }),
});

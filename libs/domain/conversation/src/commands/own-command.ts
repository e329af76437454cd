import { html } from '@pulso/kit/telegram';
import { type Language, languageOf } from '@pulso/kit/texts';
import { type Random } from '@pulso/kit/time';
import * as z from 'zod/mini';

import { type UserRequest } from '../intake/user-request';
import { type CallOutward, type ReadOwnSecret } from '../ports';
import { type OwnPressReply, type OwnPressTurn, type OwnReply, turnOf, turnOfPress } from './own-message';

/** What a team's own commands may use besides the request. */
export interface OwnCommandDeps {
  readonly random: Random;
  readonly callOutward: CallOutward;
  readonly readOwnSecret: ReadOwnSecret;
}

interface OwnTexts {
  /** What the command does, as menus and lists show it: at most 256 characters, no capital, no full stop. */
  readonly description: string;
  /** What is said of an argument that the command does not take. */
  readonly usage?: string;
}

/** Is given what is known of the person and the chat, what the command keeps of them, and its texts in their language. */
type Act<Texts, State, Input, Reply> = (
  request: Input & { readonly state: State | undefined } & Pick<
      UserRequest,
      'updateId' | 'userId' | 'firstName' | 'languageCode' | 'chatType' | 'isGroup' | 'topicId'
    >,
  texts: Texts,
  deps: OwnCommandDeps,
) => Reply | Promise<Reply>;

interface Definition<Texts extends OwnTexts, Argument, Data, State> {
  readonly texts: Readonly<Record<Language, Texts>>;
  /** Reads what follows the command. What it does not take is answered with the text `usage`. Absent: any text. */
  readonly argument?: z.ZodMiniType<Argument, string>;
  /** What the buttons of the command carry. What a press carries may be made up, and is held to it. */
  readonly data?: z.ZodMiniType<Data, Data>;
  /**
   * What the command keeps of a person, at most 4 KB of JSON, from the last time it has changed for so many days.
   *
   * Kept content that a later version's schema does not take counts as none.
   */
  readonly state?: { readonly schema: z.ZodMiniType<State, State>; readonly retentionDays: number };
  /**
   * Answers the command.
   *
   * `html` makes what is put into it harmless as markup; still, quote nothing of what people wrote, since Telegram makes
   * links of names and addresses by itself.
   *
   * @throws It can't be answered now. Telegram delivers the message again, and this is asked again.
   */
  readonly reply: Act<Texts, State, { readonly argument: Argument }, OwnReply<Data, State>>;
  /** Answers a pressed button of the command. As `reply`. Anyone in the chat may press, with a state of their own. */
  readonly press?: Act<Texts, State, { readonly data: Data }, OwnPressReply<Data, State>>;
  /** Answers the text that a person writes after the command has asked. As `reply`. */
  readonly answer?: Act<Texts, State, { readonly text: string }, OwnReply<Data, State>>;
}

/** What reaches a command. */
export type OwnInput =
  | { readonly type: 'command'; readonly argument: string }
  | { readonly type: 'press'; readonly data: unknown }
  | { readonly type: 'answer'; readonly text: string };

/** What reaches which command. */
export interface OwnCall {
  readonly name: string;
  readonly command: OwnCommand;
  readonly input: OwnInput;
}

/** A command that the bot has besides those that come with it. */
export interface OwnCommand {
  /** For how long it keeps something of people; undefined: it keeps nothing. */
  readonly retentionDays: number | undefined;
  readonly takesAnswers: boolean;
  /** Every value that its buttons can carry, where those can be counted. */
  readonly listedData: Iterable<unknown>;
  describe(language: Language): string;
  /** @returns Whether a press may carry this. */
  takesData(data: unknown): boolean;
  /**
   * @param kept - The state that is kept of the person, as JSON.
   * @throws As the functions of the command.
   */
  take(
    input: OwnInput,
    kept: unknown,
    request: UserRequest,
    deps: OwnCommandDeps,
  ): Promise<OwnPressTurn<unknown, unknown>>;
}

const optional = <T>(schema: z.ZodMiniType<T> | undefined, value: unknown): T | undefined =>
  schema && z.safeParse(schema, value).data;

/** Makes a command of its texts in every language and its functions, which get those of the person who asks. */
export function ownCommand<Texts extends OwnTexts, Argument = string, Data = never, State = never>(
  definition: Definition<Texts, Argument, Data, State>,
): OwnCommand {
  const { texts, argument: argumentSchema, data: dataSchema, state: keeps } = definition;
  return {
    retentionDays: keeps?.retentionDays,
    takesAnswers: definition.answer !== undefined,
    listedData: dataSchema?._zod.values ?? [],
    describe: (language) => texts[language].description,
    takesData: (data) => definition.press !== undefined && optional(dataSchema, data) !== undefined,
    take: async (input, kept, request, deps) => {
      const ofPerson = texts[languageOf(request.languageCode)];
      const asked = { ...request, state: optional(keeps?.schema, kept) };
      switch (input.type) {
        case 'command': {
          // Without a schema the argument is any text.
          const read = argumentSchema
            ? z.safeParse(argumentSchema, input.argument)
            : { data: input.argument as Argument };
          if (read.data === undefined) return { messages: [html`${ofPerson.usage ?? ofPerson.description}`] };
          return turnOf(await definition.reply({ ...asked, argument: read.data }, ofPerson, deps));
        }
        case 'press': {
          const data = optional(dataSchema, input.data);
          if (data === undefined || !definition.press) return {};
          return turnOfPress(await definition.press({ ...asked, data }, ofPerson, deps));
        }
        case 'answer':
          return definition.answer
            ? turnOf(await definition.answer({ ...asked, text: input.text }, ofPerson, deps))
            : {};
        default:
          return input satisfies never;
      }
    },
  };
}

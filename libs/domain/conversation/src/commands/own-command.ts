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
  /** The answer to an argument that the command refuses. */
  readonly usage?: string;
}

/** Gets the person and the chat, the command's state of the person, and its texts in their language. */
type Act<Texts, State, Input, Reply> = (
  request: Input & { readonly state: State | undefined } & Pick<
      UserRequest,
      'updateId' | 'userId' | 'firstName' | 'languageCode' | 'chatType' | 'isGroup' | 'topicId'
    >,
  texts: Texts,
  deps: OwnCommandDeps,
) => Reply | Promise<Reply>;

/** A schema of zod or of zod/mini. */
type Schema<Output> = z.core.$ZodType<Output>;

/** A schema for a text in which a pattern finds something. */
export const matching = (pattern: RegExp): Schema<string> => z.string().check(z.regex(pattern));

interface Definition<Texts extends OwnTexts, Argument, Data, State> {
  readonly texts: Readonly<Record<Language, Texts>>;
  /** Reads what follows the command. If it refuses, the answer is the text `usage`. Absent: any text. */
  readonly argument?: Schema<Argument>;
  /** The data of the command's buttons. Every press is checked against it, since its data may be made up. */
  readonly data?: Schema<Data>;
  /**
   * The command's state of a person: at most 4 KB of JSON, kept for `retentionDays` after its last change.
   *
   * State that a later version's schema refuses counts as absent.
   */
  readonly state?: { readonly schema: Schema<State>; readonly retentionDays: number };
  /**
   * Answers the command.
   *
   * A string is shown as it is; `html` formats, and escapes what is put into it. Still, quote nothing that people wrote:
   * Telegram turns names and addresses into links.
   *
   * @throws It can't be answered now. Telegram delivers the message again, and this is called again.
   */
  readonly reply: Act<Texts, State, { readonly argument: Argument }, OwnReply<Data, State>>;
  /** Answers a pressed button of the command. As `reply`. Anyone in the chat may press, with a state of their own. */
  readonly press?: Act<Texts, State, { readonly data: Data }, OwnPressReply<Data, State>>;
  /** Answers the text that a person writes after the command has asked. As `reply`. */
  readonly answer?: Act<Texts, State, { readonly text: string }, OwnReply<Data, State>>;
}

/** The input of a command. */
export type OwnInput =
  | { readonly type: 'command'; readonly argument: string }
  | { readonly type: 'press'; readonly data: unknown }
  | { readonly type: 'answer'; readonly text: string };

/** An input and the command that gets it. */
export interface OwnCall {
  readonly name: string;
  readonly command: OwnCommand;
  readonly input: OwnInput;
}

/** A command of the team, beside those that come with the bot. */
export interface OwnCommand {
  /** How long it keeps a person's state; undefined: it keeps none. */
  readonly retentionDays: number | undefined;
  readonly takesAnswers: boolean;
  /** Every value that its buttons can carry, if they can be listed. */
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

const optional = <T>(schema: Schema<T> | undefined, value: unknown): T | undefined =>
  schema && z.safeParse(schema, value).data;

/** Makes a command of its texts and its functions, which get the texts in the person's language. */
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
          if (read.data === undefined) return { messages: [ofPerson.usage ?? ofPerson.description] };
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

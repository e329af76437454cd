import { type Html } from '@pulso/kit/telegram-html';
import { type Language, languageOf } from '@pulso/kit/texts';
import { type Random } from '@pulso/kit/time';

import { type MessageRequest } from '../user-request';

/** A message that starts with one of the team's own commands. */
export interface OwnRequest extends MessageRequest {
  /** What the person wrote after the command, anything; empty when nothing. */
  readonly argument: string;
}

/** What a team's own commands may use besides the request. */
export interface OwnCommandDeps {
  readonly random: Random;
}

interface OwnTexts {
  /** What the command does, as menus and lists show it: at most 256 characters, no capital, no full stop. */
  readonly description: string;
}

interface Definition<Texts extends OwnTexts> {
  readonly texts: Readonly<Record<Language, Texts>>;
  /**
   * @returns The reply. `html` makes what is put into it harmless as markup; still, quote nothing of what people wrote,
   *   since Telegram makes links of names and addresses by itself.
   * @throws The reply can't be made now. Telegram delivers the message again, and this is asked again.
   */
  reply(request: OwnRequest, texts: Texts, deps: OwnCommandDeps): Html | Promise<Html>;
}

/** A command that the bot has besides those that come with it. */
export interface OwnCommand {
  describe(language: Language): string;
  answer(request: OwnRequest, deps: OwnCommandDeps): Html | Promise<Html>;
}

/** Makes a command of its texts in every language and its reply, which gets those of the person who asks. */
export const ownCommand = <Texts extends OwnTexts>({ texts, reply }: Definition<Texts>): OwnCommand => ({
  describe: (language) => texts[language].description,
  answer: (request, deps) => reply(request, texts[languageOf(request.languageCode)], deps),
});

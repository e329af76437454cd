import { badRequest } from '../bot-api-error';
import { checkLanguageCode } from './command-lists';
import { type Method } from './method';

/** What a bot says about itself. */
interface BotText {
  /** The parameter, and the field of the answer. */
  readonly field: string;
  readonly maxCharacters: number;
}

/** @see https://core.telegram.org/bots/api#setmydescription, #setmyshortdescription */
const texts = {
  description: { field: 'description', maxCharacters: 512 },
  shortDescription: { field: 'short_description', maxCharacters: 120 },
} satisfies Record<string, BotText>;

/** An empty text takes it away. Unverified: the error of a text that is too long. */
const setter =
  ({ field, maxCharacters }: BotText): Method =>
  (parameters, { botTexts }) => {
    const languageCode = checkLanguageCode(parameters);
    const text = parameters.text(field).trim();
    if ([...text].length > maxCharacters) throw badRequest(`the ${field.replace('_', ' ')} is too long`);
    if (text === '') botTexts.delete(`${field} ${languageCode}`);
    else botTexts.set(`${field} ${languageCode}`, text);
    return { result: true };
  };

/** A language without a text of its own has the default one. */
const getter =
  ({ field }: BotText): Method =>
  (parameters, { botTexts }) => {
    const languageCode = checkLanguageCode(parameters);
    const text = botTexts.get(`${field} ${languageCode}`) ?? botTexts.get(`${field} `) ?? '';
    return { result: { [field]: text } };
  };

export const botTextMethods = {
  setMyDescription: setter(texts.description),
  getMyDescription: getter(texts.description),
  setMyShortDescription: setter(texts.shortDescription),
  getMyShortDescription: getter(texts.shortDescription),
};

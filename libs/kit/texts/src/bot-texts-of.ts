import { type BotTexts } from './bot-texts';
import { de } from './bot-texts-de';
import { en } from './bot-texts-en';
import { es } from './bot-texts-es';
import { pt } from './bot-texts-pt';
import { ru } from './bot-texts-ru';
import { type Language, languageOf } from './languages';

const texts: Readonly<Record<Language, BotTexts>> = { en, es, pt, de, ru };

/** Finds the texts for a person by what their app says it speaks, see {@link languageOf}. */
export const botTextsOf = (tag: string | undefined): BotTexts => texts[languageOf(tag)];

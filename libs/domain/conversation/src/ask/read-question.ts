import { type AskedQuestion } from '@pulso/contracts/run-requests';
import { defined } from '@pulso/kit/telegram';

import { startSourceOf } from '../intake/start-source';
import { type Meaning, type Part, isLanguageCode, languageNamed, meaningOf, wordsOf } from './question-words';

/** The result of reading a sentence. */
export interface ReadQuestion {
  /** With defaults for what was not said: requests, the last seven days. */
  readonly question: AskedQuestion;
  /** Whether anything was understood. */
  readonly isEmpty: boolean;
  /** Words that mean nothing here or contradict others, as written but in lower case. */
  readonly unknown: readonly string[];
}

/** If words name several measures, the first one here counts: "new users", "failed requests of new users". */
const precedence: readonly AskedQuestion['measure'][] = ['failed', 'new-users', 'people', 'requests'];

export const usualPeriod: AskedQuestion['period'] = { type: 'last', hours: 7 * 24 };

const numberPattern = /^[1-9]\d{0,3}$/;

/**
 * Reads a question about the usage records: what is counted, which records, over which time, by what. Words may stand in
 * any order and in any of the bot's languages.
 *
 * @param sentence - What an owner wrote, anything.
 * @param commands - Names of the commands that the bot has.
 * @param languageCode - The language of the owner's app: a word may mean different things in two languages.
 */
export function readQuestion(sentence: string, commands: readonly string[], languageCode?: string): ReadQuestion {
  const words = wordsOf(sentence);
  const found = new Finder(commands, languageCode?.startsWith('pt') === true);
  for (let index = 0; index < words.length;) index += found.take(words, index);
  return found.read();
}

const isLast = (word: string | undefined): boolean => /^(?:last|past|ultim|letzt|послед|прошл)/.test(word ?? '');

/** Takes one word after the other. A part that was said before or contradicts others is not understood. */
class Finder {
  readonly unknown: string[] = [];
  readonly #commands: readonly string[];
  /** "No" means "in the" in Portuguese. Elsewhere it negates, which questions do not support. */
  readonly #saysNo: boolean;
  /** Each with the word that named it. */
  readonly #measures = new Map<AskedQuestion['measure'], string>();
  #said: Part = {};

  constructor(commands: readonly string[], saysNo: boolean) {
    this.#commands = commands;
    this.#saysNo = saysNo;
  }

  /** @returns How many words it has taken, at least one. */
  take(words: readonly string[], index: number): number {
    const word = words[index] ?? '';
    const next = words[index + 1];
    if (this.#isNumber(word, next) || this.#isNamed(word, next)) return 2;
    const meaning = word.startsWith('/') ? undefined : meaningOf(word);
    if (meaning?.is === 'by') return this.#takeGrouping(words, index);
    if (meaning) this.#add(word, meaning, words[index - 1]);
    else if (!(this.#saysNo && word === 'no')) this.#addName(word);
    return 1;
  }

  read(): ReadQuestion {
    const measure = this.#takeMeasure();
    const { period = usualPeriod, by, ...rest } = this.#said;
    const where = Object.keys(rest).length > 0 ? rest : undefined;
    return {
      question: { measure: measure ?? 'requests', period, ...defined({ where, by }) },
      isEmpty: !measure && Object.keys(this.#said).length === 0,
      unknown: this.unknown,
    };
  }

  /** A number with its unit. */
  #isNumber(word: string, next: string | undefined): boolean {
    const unit = next === undefined ? undefined : meaningOf(next);
    if (!numberPattern.test(word) || unit?.is !== 'unit') return false;
    this.#say(`${word} ${next}`, { period: { type: 'last', hours: Number(word) * unit.hours } });
    return true;
  }

  /** A word that says what the next one is. */
  #isNamed(word: string, next: string | undefined): boolean {
    if (next === undefined) return false;
    const meaning = meaningOf(word);
    const names = meaning?.is === 'part' ? meaning.names : undefined;
    const isName =
      names === 'language'
        ? isLanguageCode(next)
        : names === 'source' && !meaningOf(next) && !numberPattern.test(next) && startSourceOf(next) === next;
    if (names && isName) this.#say(next, { [names]: next });
    return isName;
  }

  /** Takes "by" and the grouping after it; words that mean nothing may stand between. */
  #takeGrouping(words: readonly string[], index: number): number {
    const at = words.findIndex((word, place) => place > index && meaningOf(word)?.is !== 'nothing');
    const word = words[at] ?? '';
    const meaning = at < 0 ? undefined : meaningOf(word);
    const isUnit = meaning?.is === 'unit' && meaning.hours <= 24;
    const isGrouping = isUnit || (meaning?.is === 'part' && meaning.part.by !== undefined);
    if (!meaning || !isGrouping) {
      this.unknown.push(words[index] ?? '');
      return 1;
    }
    this.#add(word, meaning, undefined);
    return at - index + 1;
  }

  #add(word: string, meaning: Meaning, before: string | undefined): void {
    switch (meaning.is) {
      case 'measure':
        this.#measures.set(meaning.measure, word);
        return;
      case 'part':
        return this.#say(word, meaning.part);
      case 'unit':
        // "Which day" groups; "the last day" and "the week" are periods.
        if (meaning.hours <= 24 && !isLast(before))
          return this.#say(word, { by: meaning.hours === 1 ? 'hour' : 'day' });
        return this.#say(word, { period: { type: 'last', hours: meaning.hours } });
      case 'by':
      case 'nothing':
        return;
      default:
        return meaning satisfies never;
    }
  }

  #addName(word: string): void {
    const command = word.replace(/^\//, '');
    const language = languageNamed(word);
    if (this.#commands.includes(command)) this.#say(word, { command });
    else if (language !== undefined) this.#say(word, { language });
    else this.unknown.push(word);
  }

  /** "New users" and "failed requests" are one measure each; other pairs are contradictions. */
  #takeMeasure(): AskedQuestion['measure'] | undefined {
    const ofNew = this.#measures.get('new-users');
    // "New requests" does not mean new users.
    if (ofNew !== undefined && this.#measures.has('requests') && !this.#measures.has('people')) {
      this.#measures.delete('new-users');
      this.unknown.push(ofNew);
    }
    const measure = precedence.find((one) => this.#measures.has(one));
    const goesWith = measure === 'new-users' ? 'people' : measure === 'failed' ? 'requests' : undefined;
    for (const [other, word] of this.#measures) if (other !== measure && other !== goesWith) this.unknown.push(word);
    return measure;
  }

  /** A part that was said before is not understood again. */
  #say(word: string, part: Part): void {
    const isSaid = Object.keys(part).some((name) => Object.hasOwn(this.#said, name));
    if (isSaid) this.unknown.push(word);
    else this.#said = { ...this.#said, ...part };
  }
}

/**
 * Words a question for a button, so that {@link readQuestion} reads the same question.
 *
 * @example 'people 168h /roll link promo_x by language'
 */
export function sentenceOf({ measure, period, where = {}, by }: AskedQuestion): string {
  const { command, chat, language, source } = where;
  return [
    measure === 'new-users' ? 'new' : measure,
    period.type === 'last' ? `${period.hours}h` : period.daysAgo === 0 ? 'today' : 'yesterday',
    ...(command === undefined ? [] : [`/${command}`]),
    ...(chat === undefined ? [] : [chat]),
    ...(language === undefined ? [] : [`lang ${language}`]),
    ...(source === undefined ? [] : [`link ${source}`]),
    ...(by === undefined ? [] : [`by ${by}`]),
  ].join(' ');
}

import { type AskedQuestion } from '@pulso/contracts/run-requests';
import { defined } from '@pulso/kit/text-limits';

import { isLanguageCode, languageNamed } from './language-named';
import { type Meaning, meaningOf, wordsOf } from './question-words';

type Where = NonNullable<AskedQuestion['where']>;

/** What was read of a sentence. */
export interface ReadQuestion {
  /** With what was not said as it is meant then: requests, the last seven days. */
  readonly question: AskedQuestion;
  /** Whether anything was understood. */
  readonly isEmpty: boolean;
  /** Words that mean nothing here, or say something else than others, as they were written but in lower case. */
  readonly unknown: readonly string[];
}

/** Of words that name what is counted the first one here counts: "new users", "failed requests of new users". */
const precedence: readonly AskedQuestion['measure'][] = ['failed', 'new-users', 'people', 'requests'];

const usualPeriod: AskedQuestion['period'] = { type: 'last', hours: 7 * 24 };

/** A link's name as usage records have it. */
const sourcePattern = /^[a-z0-9_-]{1,32}$/;

const numberPattern = /^[1-9]\d{0,3}$/;

/**
 * Reads a question about the usage records: what is counted, which records, over which time, by what. Words may stand in
 * any order and in any of the bot's languages.
 *
 * @param sentence - What an owner wrote, anything.
 * @param commands - Names of the commands that the bot has.
 */
export function readQuestion(sentence: string, commands: readonly string[]): ReadQuestion {
  const words = wordsOf(sentence);
  const found = new Finder();
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const next = words[index + 1];
    const taken = found.number(word, next) || found.named(word, next);
    if (taken) {
      index += 1;
      continue;
    }
    const command = word.replace(/^\//, '');
    const meaning = word.startsWith('/') ? undefined : meaningOf(word);
    if (isArticle(word, next)) continue;
    if (meaning) found.add(word, meaning, { before: words[index - 1], next });
    else if (commands.includes(command)) found.where(word, { command });
    else {
      const language = languageNamed(word);
      if (language === undefined) found.unknown.push(word);
      else found.where(word, { language });
    }
  }
  return found.read();
}

interface Neighbours {
  readonly before: string | undefined;
  readonly next: string | undefined;
}

/** What may stand after "by". */
const groups: ReadonlySet<Meaning['is']> = new Set(['grouping', 'unit', 'link', 'language-follows', 'chat']);

const isLast = (word: string | undefined): boolean => /^(?:last|past|ultim|letzt|послед|прошл)/.test(word ?? '');

/** "No" is "in the" in Portuguese, and elsewhere says what is not meant, which no question can. */
const isArticle = (word: string, next = ''): boolean =>
  word === 'no' && ['chat', 'period', 'unit', 'nothing'].includes(meaningOf(next)?.is ?? '');

/** Takes up one piece after the other; one that is there already counts as not understood. */
class Finder {
  readonly unknown: string[] = [];
  readonly #measures = new Set<AskedQuestion['measure']>();
  #period: AskedQuestion['period'] | undefined;
  #by: AskedQuestion['by'];
  #where: Where = {};

  /** A number with its unit. @returns Whether both words are taken. */
  number(word: string, next: string | undefined): boolean {
    const unit = next === undefined ? undefined : meaningOf(next);
    if (!numberPattern.test(word) || unit?.is !== 'unit') return false;
    this.#setPeriod(`${word} ${next}`, { type: 'last', hours: Number(word) * unit.hours });
    return true;
  }

  /** A word that says what the next one is. @returns Whether both are taken. */
  named(word: string, next: string | undefined): boolean {
    if (next === undefined) return false;
    const meaning = meaningOf(word);
    if (meaning?.is === 'link' && !meaningOf(next) && sourcePattern.test(next)) {
      this.where(next, { source: next });
      return true;
    }
    const saysLanguage =
      meaning?.is === 'language-follows' || (meaning?.is === 'grouping' && meaning.by === 'language');
    if (!saysLanguage || !isLanguageCode(next)) return false;
    this.where(next, { language: next });
    return true;
  }

  add(word: string, meaning: Meaning, { before, next }: Neighbours): void {
    const isAfterBy = before !== undefined && meaningOf(before)?.is === 'by';
    switch (meaning.is) {
      case 'measure':
        this.#measures.add(meaning.measure);
        return;
      case 'grouping':
        return this.#setBy(word, meaning.by);
      case 'chat':
        return this.where(word, { chat: meaning.chat });
      case 'period':
        return this.#setPeriod(word, meaning.period);
      case 'unit':
        // "By day", "which day"; but "the last day".
        if (meaning.hours <= 24 && (isAfterBy || !isLast(before)))
          return this.#setBy(word, meaning.hours === 1 ? 'hour' : 'day');
        // "The last week": one of them.
        return this.#setPeriod(word, { type: 'last', hours: meaning.hours });
      case 'link':
        return this.#setBy(word, 'source');
      case 'language-follows':
        return this.#setBy(word, 'language');
      case 'by': {
        const followed = next === undefined ? undefined : meaningOf(next)?.is;
        if (!followed || !groups.has(followed)) this.unknown.push(word);
        return;
      }
      case 'nothing':
        return;
      default:
        return meaning satisfies never;
    }
  }

  where(word: string, part: Where): void {
    const isSaid = Object.keys(part).some((name) => Object.hasOwn(this.#where, name));
    if (isSaid) this.unknown.push(word);
    else this.#where = { ...this.#where, ...part };
  }

  read(): ReadQuestion {
    // "New requests" are no new users.
    if (this.#measures.has('requests') && !this.#measures.has('people') && this.#measures.delete('new-users'))
      this.unknown.push('new');
    const measure = precedence.find((one) => this.#measures.has(one));
    const where = Object.keys(this.#where).length > 0 ? this.#where : undefined;
    return {
      question: {
        measure: measure ?? 'requests',
        period: this.#period ?? usualPeriod,
        ...defined({ where, by: this.#by }),
      },
      isEmpty: !measure && !where && !this.#period && !this.#by,
      unknown: this.unknown,
    };
  }

  #setPeriod(word: string, period: AskedQuestion['period']): void {
    if (this.#period) this.unknown.push(word);
    else this.#period = period;
  }

  #setBy(word: string, by: AskedQuestion['by']): void {
    if (this.#by) this.unknown.push(word);
    else this.#by = by;
  }
}

/**
 * Words a question so that {@link readQuestion} reads it again: what buttons carry.
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

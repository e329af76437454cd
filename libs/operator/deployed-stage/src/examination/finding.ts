import { defined } from '@pulso/kit/telegram';

/** How one thing stands. A warning: it may be wrong, or it could not be looked at. */
export type Verdict = 'ok' | 'warning' | 'failed';

/** What is said of one thing. No text holds a secret, a token or the address of a webhook. */
export interface Judgement {
  readonly verdict: Verdict;
  /** What was found, a sentence or less, without a full stop at its end. */
  readonly text: string;
  /** What to do about it. */
  readonly advice?: string;
}

/** A judgement and what it is about. */
export interface Finding extends Judgement {
  /** Which check says so. */
  readonly area: string;
}

export const ok = (text: string): Judgement => ({ verdict: 'ok', text });

export const warning = (text: string, advice?: string): Judgement => withAdvice('warning', text, advice);

export const failed = (text: string, advice?: string): Judgement => withAdvice('failed', text, advice);

const withAdvice = (verdict: Verdict, text: string, advice: string | undefined): Judgement => ({
  verdict,
  text,
  ...defined({ advice }),
});

/**
 * One line for all that is well, and one for each thing that is not.
 *
 * @param total - How many things were looked at.
 * @param problems - At most one per thing.
 * @param rest - Goes on after `3 of 4`.
 */
export function summarize(total: number, problems: readonly Judgement[], rest: string): readonly Judgement[] {
  const goodCount = total - problems.length;
  return goodCount === 0 ? problems : [ok(`${goodCount} of ${total} ${rest}`), ...problems];
}

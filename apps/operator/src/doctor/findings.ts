import { defined } from '@pulso/kit/telegram';
import { dayMs, hourMs, minuteMs } from '@pulso/kit/time';

import { counted } from '../command';

/** The state of one thing. A warning: it may be wrong, or it could not be read. */
export type Verdict = 'ok' | 'warning' | 'failed';

/** A statement about one thing. No text holds a secret, a token or the address of a webhook. */
export interface Judgement {
  readonly verdict: Verdict;
  /** What was found, a sentence or less, without a full stop at its end. */
  readonly text: string;
  /** What to do about it. */
  readonly advice?: string;
}

/** A judgement and its subject. */
export interface Finding extends Judgement {
  /** The first column of its line. */
  readonly area: string;
}

const judgement =
  (verdict: Verdict) =>
  (text: string, advice?: string): Judgement => ({ verdict, text, ...defined({ advice }) });

export const ok = judgement('ok');
export const warning = judgement('warning');
export const failed = judgement('failed');

/**
 * Writes the command that resets a stack to its code, even if settings were changed by hand.
 *
 * @param stack - Absent: every stack.
 */
export const deployAgain = (stage: string, stack?: string): string =>
  `npm run deploy -- --stage ${stage}${stack === undefined ? '' : ` --service ${stack}`}`;

/** @returns A span of time in words, in its largest unit: `3 h`. */
export function describeSpan(spanMs: number): string {
  if (spanMs < minuteMs) return `${Math.max(0, Math.round(spanMs / 1000))} s`;
  if (spanMs < hourMs) return `${Math.floor(spanMs / minuteMs)} min`;
  if (spanMs < 2 * dayMs) return `${Math.floor(spanMs / hourMs)} h`;
  return `${Math.floor(spanMs / dayMs)} days`;
}

/** @returns A moment to the minute: `2026-11-27 12:30 UTC`. */
export const describeMoment = (atMs: number): string =>
  `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** SGR parameters: green, yellow, bold red. */
const colourOf: Readonly<Record<Verdict, string>> = { ok: '32', warning: '33', failed: '1;31' };

/** Writes findings as a table for the terminal: verdict, area, and what was found, with what to do about it below. */
export function renderFindings(findings: readonly Finding[], colours: boolean): string {
  const paint = (code: string, text: string): string => (colours ? `\u001B[${code}m${text}\u001B[0m` : text);
  const verdictWidth = 'warning'.length;
  const areaWidth = Math.max(...findings.map(({ area }) => area.length));
  const margin = ' '.repeat(verdictWidth + areaWidth + 4);
  const lines = findings.flatMap(({ verdict, area, text, advice }) => [
    `${paint(colourOf[verdict], verdict.padEnd(verdictWidth))}  ${area.padEnd(areaWidth)}  ${text}`,
    ...(advice === undefined ? [] : [margin + paint('2', `→ ${advice}`)]),
  ]);
  const { ok: good, warning: doubtful, failed: bad } = countsOf(findings);
  const summary = `${good} ok, ${counted(doubtful, 'warning')}, ${bad} failed.`;
  return [...lines, '', paint(colourOf[worstOf(findings)], summary)].join('\n');
}

/** @returns The verdict on the whole: `failed` if one thing has. */
export const worstOf = (findings: readonly Judgement[]): Verdict =>
  (['failed', 'warning'] as const).find((worst) => findings.some(({ verdict }) => verdict === worst)) ?? 'ok';

/** Findings for programs. Fields are added and never change their meaning. */
export const findingsJson = (stage: string, nowMs: number, findings: readonly Finding[]) => ({
  stage,
  /** ISO 8601. */
  checkedAt: new Date(nowMs).toISOString(),
  verdict: worstOf(findings),
  counts: countsOf(findings),
  findings,
});

const countsOf = (findings: readonly Finding[]): Readonly<Record<Verdict, number>> => {
  const countOf = (wanted: Verdict): number => findings.filter(({ verdict }) => verdict === wanted).length;
  return { ok: countOf('ok'), warning: countOf('warning'), failed: countOf('failed') };
};

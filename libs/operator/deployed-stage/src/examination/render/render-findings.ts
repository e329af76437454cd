import { type Finding, type Verdict } from '../finding';

export interface RenderOptions {
  readonly colours: boolean;
  /** Where lines are broken, characters; undefined: nowhere. */
  readonly width?: number | undefined;
}

const gap = 2;
const arrow = '→ ';

/** SGR parameters: green, yellow, bold red. */
const colourOf: Readonly<Record<Verdict, string>> = { ok: '32', warning: '33', failed: '1;31' };

/**
 * Writes findings as a table for the terminal: verdict, area, and what was found, with what to do about it below.
 *
 * @returns Lines without a line break at the end.
 */
export function renderFindings(findings: readonly Finding[], { colours, width }: RenderOptions): string {
  const paint = (code: string, text: string): string => (colours ? `\u001B[${code}m${text}\u001B[0m` : text);
  const verdictWidth = 'warning'.length;
  const areaWidth = Math.max(...findings.map(({ area }) => area.length));
  const indent = verdictWidth + gap + areaWidth + gap;
  const textWidth = width === undefined ? Infinity : Math.max(40, width - indent);
  const lines = findings.flatMap(({ verdict, area, text, advice }) => {
    const [first = '', ...rest] = wrap(text, textWidth);
    const head = `${paint(colourOf[verdict], verdict.padEnd(verdictWidth))}  ${area.padEnd(areaWidth)}  ${first}`;
    const steps = advice === undefined ? [] : wrap(advice, textWidth - arrow.length);
    const margin = ' '.repeat(indent);
    return [
      head,
      ...rest.map((line) => margin + line),
      ...steps.map((line, index) => margin + paint('2', (index === 0 ? arrow : '  ') + line)),
    ];
  });
  return [...lines, '', paint(colourOf[worstOf(findings)], summaryOf(findings))].join('\n');
}

/** @example '14 ok, 2 warnings, 1 failed.' */
function summaryOf(findings: readonly Finding[]): string {
  const warnings = countOf(findings, 'warning');
  const warningsText = `${warnings} warning${warnings === 1 ? '' : 's'}`;
  return `${countOf(findings, 'ok')} ok, ${warningsText}, ${countOf(findings, 'failed')} failed.`;
}

/** @returns What counts for the whole: `failed` as soon as one thing has. */
export const worstOf = (findings: readonly Finding[]): Verdict =>
  (['failed', 'warning'] as const).find((worst) => findings.some(({ verdict }) => verdict === worst)) ?? 'ok';

/** @returns At least one line; a word that is longer than a line has one of its own. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

export interface FindingsJson {
  readonly stage: string;
  /** ISO 8601. */
  readonly checkedAt: string;
  readonly verdict: Verdict;
  readonly counts: Readonly<Record<Verdict, number>>;
  readonly findings: readonly Finding[];
}

/** Findings for programs. Fields are added and never change their meaning. */
export const findingsJson = (stage: string, nowMs: number, findings: readonly Finding[]): FindingsJson => ({
  stage,
  checkedAt: new Date(nowMs).toISOString(),
  verdict: worstOf(findings),
  counts: {
    ok: countOf(findings, 'ok'),
    warning: countOf(findings, 'warning'),
    failed: countOf(findings, 'failed'),
  },
  findings,
});

const countOf = (findings: readonly Finding[], wanted: Verdict): number =>
  findings.filter(({ verdict }) => verdict === wanted).length;

import { type Finding, type Verdict } from '../finding';
import { worstOf } from './render-findings';

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

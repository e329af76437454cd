import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A row of the table in docs/security.md. */
export interface RuleRow {
  readonly id: string;
  readonly asks: string;
  /** `passes`, or `accepted` with the reason. */
  readonly verdict: string;
}

/** @returns The rows of every table whose first column is headed "rule", in their order. */
export function readRuleTable(): readonly RuleRow[] {
  const text = readFileSync(join(__dirname, '../../../../../docs/security.md'), 'utf8');
  const lines = text.split('\n').filter((line) => /^\| (CKV2?_AWS_\d+|AWS-\d+)/.test(line));
  return lines.flatMap((line) => {
    const [ids = '', asks = '', verdict = ''] = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    // One row may stand for two scanners that ask the same.
    return ids.split(', ').map((id) => ({ id, asks, verdict }));
  });
}

import { normalised } from './compare-outcomes';
import { type Difference } from './difference';

/** @returns What differs, with the command that shows it again. */
export function describeDifference(
  { aspect, step, ours, theirs, stored }: Difference,
  { seed, index }: { readonly seed: number; readonly index: number },
): string {
  const text = (value: unknown): string => JSON.stringify(normalised(value)).slice(0, 2_000);
  return [
    `Seed ${seed}, step ${index}: ${aspect} differs.`,
    `  ${step.operation} ${text(step.input)}`,
    `  ours:   ${text(ours)}`,
    `  theirs: ${text(theirs)}`,
    ...(stored ? [`  ours holds:   ${text(stored.ours)}`, `  theirs holds: ${text(stored.theirs)}`] : []),
    `  Again: DIFFERENTIAL_FIRST_SEED=${seed} DIFFERENTIAL_SEEDS=1 npx nx differential local-aws --skip-nx-cache`,
  ].join('\n');
}

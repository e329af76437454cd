import { furtherStageAdvice, knownStages } from '../known-stages.ts';
import { failUsage, root } from './run-node.ts';

/** @returns The value of `--stage`, undefined without one. The program checks the rest of its options itself. */
export function stageOption(args: readonly string[]): string | undefined {
  // The last one counts, as in the program.
  const index = args.findLastIndex((arg) => arg === '--stage' || arg.startsWith('--stage='));
  if (index < 0) return undefined;
  const [, inline] = args[index]!.split(/=(.*)/s);
  const stage = inline ?? args[index + 1];
  if (!stage) return failUsage('--stage needs the name of a stage.');
  const known = knownStages(root);
  if (known.includes(stage)) return stage;
  return failUsage(`--stage: there is no stage "${stage}". Known are ${known.join(', ')}; ${furtherStageAdvice}`);
}

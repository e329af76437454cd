import { checkRule, type FaultHost, quoted, type WrittenRule } from './check-rule';
import { FaultPlanError } from './errors';
import { describeFault } from './fault-kinds';
import { type FaultPlan, type FaultRule } from './fault-plan';
import { faultPresets, isFaultPresetName } from './fault-presets';
import { parseSpecPart } from './parse-spec';

/** Far more than anybody writes, and little enough to be read at once. */
const [maxCharacters, maxRules] = [65_536, 200];

/**
 * Reads a plan of faults: a list with commas of presets (`none`, `default`, `hell`) and rules
 * `kind:target[=duration][@probability][xlimit]`.
 *
 * @param host - Who will carry it out. The local cloud leaves out what it can't do of a preset, and refuses it in a rule;
 *   of presets it also leaves out what changes numbers.
 * @throws {FaultPlanError} Which part, where, and what is allowed. Not retryable.
 * @example
 * parseFaultPlan('duplicate:run-events@0.2,kill:query-worker@0.1x3', 'local-cloud');
 */
export function parseFaultPlan(text: string, host: FaultHost = 'simulation'): FaultPlan {
  if (text.length > maxCharacters) {
    throw new FaultPlanError(`The fault plan has ${text.length} characters; at most ${maxCharacters} are read.`);
  }
  const content = text.replace(/^\uFEFF/, '');
  if (content.trim() === '') throw new FaultPlanError('The fault plan is empty. For no faults, say none.');
  const rules = readSpec(content, host);
  if (rules.length > maxRules) {
    throw new FaultPlanError(`The fault plan has ${rules.length} rules; at most ${maxRules} are read.`);
  }
  refuseRepeats(rules);
  return { rules };
}

function readSpec(text: string, host: FaultHost): FaultRule[] {
  let start = 0;
  return text.split(',').flatMap((raw, index) => {
    const part = raw.trim();
    const where = `Part ${index + 1} of the fault plan, ${quoted(part)} at character ${start + raw.search(/\S|$/) + 1}`;
    start += raw.length + 1;
    if (part === '') throw new FaultPlanError(`${where}: it is empty; is there a comma too many?`);
    if (isFaultPresetName(part)) return presetRules(part, host);
    if (!part.includes(':')) {
      const presets = Object.keys(faultPresets).join(', ');
      throw new FaultPlanError(`${where}: it is neither a preset (${presets}) nor a rule like kill:query-worker@0.1.`);
    }
    return [settle(parseSpecPart(part), host, where)];
  });
}

const presetRules = (name: keyof typeof faultPresets, host: FaultHost): readonly FaultRule[] => {
  const { rules }: FaultPlan = faultPresets[name];
  if (host === 'simulation') return rules;
  return rules.filter(({ kind }) => {
    const { inLocalCloud, changesNumbers } = describeFault(kind);
    return inLocalCloud && !changesNumbers;
  });
};

function settle(written: WrittenRule | string, host: FaultHost, where: string): FaultRule {
  const rule = typeof written === 'string' ? written : checkRule(written, host);
  if (typeof rule === 'string') throw new FaultPlanError(`${where}: ${rule}.`);
  return rule;
}

function refuseRepeats(rules: readonly FaultRule[]): void {
  const places = new Map<string, number>();
  for (const [index, { kind, target }] of rules.entries()) {
    const name = `${kind}:${target}`;
    const earlier = places.get(name);
    if (earlier !== undefined) {
      throw new FaultPlanError(
        `Rules ${earlier + 1} and ${index + 1} of the fault plan are both for ${name}. Leave one of them out.`,
      );
    }
    places.set(name, index);
  }
}

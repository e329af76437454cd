import { dataRules } from './data-rules';
import { functionRules } from './function-rules';
import { policyRules } from './policy-rules';
import { type Rule } from './rule';
import { signalRules } from './signal-rules';

/** Every rule of Checkov and Trivy that applies to a resource type of the stacks. */
export const rules: readonly Rule[] = [...functionRules, ...dataRules, ...policyRules, ...signalRules];
export { type Body, type Rule } from './rule';

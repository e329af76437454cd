export { type RequestContext } from './condition/condition-holds';
export { parsePolicy } from './document/parse-policy';
export { type PolicyKind, type Statement } from './document/policy';
export { InvalidPolicyError } from './errors';
export { type AccessRequest, type ApplicablePolicies, decide, type Decision } from './evaluation/decide';
export { denialText } from './evaluation/denial-text';
export { createGrantUses, type Grant } from './evaluation/grant-uses';
export { type Principal } from './evaluation/principal';

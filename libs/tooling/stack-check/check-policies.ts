/** Proves that a plan shows every policy in full, so that who approves it sees which rights it gives. */
import { referencesIn } from './check-references.ts';
import { type Declared, stringsOf } from './declarations.ts';

/** Of roles, queues and topics: `policy`, `assume_role_policy`, `redrive_policy` and the like. */
const holdsPolicy = /policy$/;

/** Terraform reads these while it plans: without arguments they wait for nothing. */
const isKnownAtPlan = (reference: string, declared: Declared): boolean => {
  const body = declared.get(reference.split('.').slice(0, 3).join('.'))?.body ?? {};
  return reference.startsWith('data.') && Object.keys(body).every((argument) => argument === '//');
};

/**
 * An attribute of a resource that is yet to be made is unknown, and one unknown value hides the whole document:
 * "(known after apply)".
 *
 * @returns Problems with their addresses.
 * @see https://developer.hashicorp.com/terraform/language/data-sources#data-resource-behavior
 */
export async function checkPolicies(declared: Declared): Promise<string[]> {
  const problems: string[] = [];
  for (const [address, { isData, body }] of declared) {
    if (isData) continue;
    for (const [argument, value] of Object.entries(body).filter(([name]) => holdsPolicy.test(name))) {
      for (const [, text] of stringsOf(value, argument)) {
        const unknown = (await referencesIn(text)).find((reference) => !isKnownAtPlan(reference, declared));
        if (unknown) problems.push(`${address}: "${argument}" refers to ${unknown}, so a plan may not show the policy`);
      }
    }
  }
  return problems;
}

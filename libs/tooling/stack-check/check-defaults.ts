/** Proves that a stack says everything about which AWS, the provider and the local cloud would differ. */
import type { Declared } from './declarations.ts';
import { differingDefaults } from './differing-defaults.ts';

/** @returns Problems with their addresses. */
export function checkDefaults(declared: Declared): string[] {
  const resources = [...declared].filter(([, { isData }]) => !isData);
  return resources.flatMap(([address, { type, body }]) => {
    const defaults = differingDefaults[type];
    if (defaults === undefined) {
      return [
        `${address}: look up the defaults of ${type} and add it to libs/tooling/stack-check/differing-defaults.ts`,
      ];
    }
    return Object.entries(defaults)
      .filter(([argument]) => body[argument] === undefined || body[argument] === null)
      .map(
        ([argument, { aws, provider, local }]) =>
          `${address}: leaves out "${argument}", which means ${aws} to AWS, ${provider} to the provider and ${local} to the ` +
          'local cloud: say which',
      );
  });
}

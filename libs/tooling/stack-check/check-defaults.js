/** Proves that a stack says everything about which AWS, the provider and the local cloud would differ. */
const { differingDefaults } = require('./differing-defaults');

/** @returns {string[]} Problems with their addresses. */
function checkDefaults(declared) {
  const resources = [...declared].filter(([, { isData }]) => !isData);
  return resources.flatMap(([address, { type, body }]) => {
    if (!Object.hasOwn(differingDefaults, type)) {
      return [
        `${address}: look up the defaults of ${type} and add it to libs/tooling/stack-check/differing-defaults.js`,
      ];
    }
    return Object.entries(differingDefaults[type])
      .filter(([argument]) => body[argument] === undefined || body[argument] === null)
      .map(
        ([argument, { aws, provider, local }]) =>
          `${address}: leaves out "${argument}", which means ${aws} to AWS, ${provider} to the provider and ${local} to the ` +
          'local cloud: say which',
      );
  });
}

module.exports = { checkDefaults };

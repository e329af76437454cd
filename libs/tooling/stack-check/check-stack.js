const { checkDefaults } = require('./check-defaults');
const { checkDependsOn, findCycles } = require('./check-order');
const { checkReferences } = require('./check-references');
const { checkSecrets } = require('./check-secrets');
const { declarationsOf, isObject } = require('./declarations');

/**
 * @param text - The content of one cdk.tf.json.
 * @returns {Promise<string[]>} Every problem, with its path; empty when the stack is sound.
 */
async function checkStack(text) {
  let stack;
  try {
    stack = JSON.parse(text);
  } catch (error) {
    return [`is no JSON: ${error.message}`];
  }
  if (!isObject(stack) || !isObject(stack.resource)) return ['declares no resource'];
  const declared = declarationsOf(stack);
  const edges = [];
  return [
    ...(await checkReferences(stack, declared, edges)),
    ...checkDependsOn(declared, edges),
    ...findCycles(edges),
    ...checkSecrets(stack),
    ...checkDefaults(declared),
  ];
}

module.exports = { checkStack };

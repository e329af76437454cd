/** Proves that Terraform finds an order: what a resource waits for exists, and nothing waits for itself. */

/**
 * @param edges - Receives who waits for whom.
 * @returns {string[]} Problems with their addresses.
 */
function checkDependsOn(declared, edges) {
  const problems = [];
  for (const [address, { body }] of declared) {
    for (const target of body.depends_on ?? []) {
      if (declared.has(target)) edges.push([address, target]);
      else problems.push(`${address}: depends on ${target}, which is not declared`);
    }
  }
  return problems;
}

/** @param edges - Pairs of addresses, the first of which needs the second. */
function findCycles(edges) {
  const next = new Map();
  for (const [from, to] of edges) next.set(from, (next.get(from) ?? new Set()).add(to));
  const done = new Set();
  const problems = [];
  const visit = (address, chain) => {
    const start = chain.indexOf(address);
    if (start >= 0) problems.push(`depends on itself: ${[...chain.slice(start), address].join(' -> ')}`);
    if (start >= 0 || done.has(address)) return;
    for (const target of next.get(address) ?? []) visit(target, [...chain, address]);
    done.add(address);
  };
  for (const address of next.keys()) visit(address, []);
  return problems;
}

module.exports = { checkDependsOn, findCycles };

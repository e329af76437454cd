/** Proves that Terraform finds an order: what a resource waits for exists, and nothing waits for itself. */

import type { Declared, Edge } from './declarations.ts';

/**
 * @param edges - Receives who waits for whom.
 * @returns Problems with their addresses.
 */
export function checkDependsOn(declared: Declared, edges: Edge[]): string[] {
  const problems: string[] = [];
  for (const [address, { body }] of declared) {
    for (const target of body.depends_on ?? []) {
      if (declared.has(target)) edges.push([address, target]);
      else problems.push(`${address}: depends on ${target}, which is not declared`);
    }
  }
  return problems;
}

/** @returns Problems. */
export function findCycles(edges: readonly Edge[]): string[] {
  const next = new Map<string, Set<string>>();
  for (const [from, to] of edges) next.set(from, (next.get(from) ?? new Set<string>()).add(to));
  const done = new Set<string>();
  const problems: string[] = [];
  const visit = (address: string, chain: readonly string[]): void => {
    const start = chain.indexOf(address);
    if (start >= 0) problems.push(`depends on itself: ${[...chain.slice(start), address].join(' -> ')}`);
    if (start >= 0 || done.has(address)) return;
    for (const target of next.get(address) ?? []) visit(target, [...chain, address]);
    done.add(address);
  };
  for (const address of next.keys()) visit(address, []);
  return problems;
}

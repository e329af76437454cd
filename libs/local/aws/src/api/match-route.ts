import { percentDecode } from '@pulso/local/loopback';

import { type RestRoute } from './service-api';

/** Values of the places in braces of a route, decoded. */
export type PathParameters = Readonly<Record<string, string>>;

/** The places, by route: a request is compared with dozens of routes. */
const patterns = new Map<RestRoute, RegExp>();

/**
 * Compares a request with a route. A slash at the end means nothing, as for AWS.
 *
 * @param path - Percent-encoded, without the query string.
 * @returns What stands in the route's places, undefined where the request does not fit. What can't be decoded stays as it is.
 */
export function matchRoute(
  route: RestRoute,
  { method, path }: { readonly method: string; readonly path: string },
): PathParameters | undefined {
  const groups = patternOf(route).exec(`${method} ${path}`);
  if (!groups) return undefined;
  return Object.fromEntries(Object.entries(groups.groups ?? {}).map(([name, value]) => [name, percentDecode(value)]));
}

function patternOf(route: RestRoute): RegExp {
  let pattern = patterns.get(route);
  if (!pattern) {
    // `{Name+}` takes slashes in, as in ARNs of some services.
    const source = route
      .replace(/[.*?^$()|[\]\\]/g, '\\$&')
      .replace(/\{(\w+)(\+?)\}/g, (_place, name: string, plus: string) => `(?<${name}>${plus ? '.+' : '[^/]+'})`);
    pattern = new RegExp(`^${source}/?$`);
    patterns.set(route, pattern);
  }
  return pattern;
}

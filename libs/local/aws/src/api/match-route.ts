import { percentDecode } from '@pulso/local/machine';

import { type ServiceCall } from '../service';
import { type RestRoute, serviceApiOf } from './service-apis';

/** Values of the places in braces of a route, decoded. */
export type PathParameters = Readonly<Record<string, string>>;

/** The places, by route. */
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

/** @returns What a call of a REST service names in its path; nothing of calls to other services. */
export function pathParametersOf({
  service,
  operation,
  path,
}: Pick<ServiceCall, 'operation' | 'path' | 'service'>): PathParameters {
  const api = serviceApiOf(service);
  const operations: Readonly<Record<string, { readonly route: RestRoute }>> =
    api?.protocol === 'rest-json' ? api.operations : {};
  const route = operations[operation]?.route;
  if (route === undefined) return {};
  const [method = ''] = route.split(' ');
  return matchRoute(route, { method, path }) ?? {};
}

function patternOf(route: RestRoute): RegExp {
  let pattern = patterns.get(route);
  if (!pattern) {
    pattern = new RegExp(`^${route.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}/?$`);
    patterns.set(route, pattern);
  }
  return pattern;
}

import { type Service, parameterName, services } from '@pulso/contracts/naming';
import * as z from 'zod/mini';

import { type Check } from '../check';
import { describeSpan } from '../describe-age';
import { ok, warning } from '../finding';

/** What `npm run deploy` has noted after its last successful apply. */
const recordSchema = z.object({ commit: z.string(), deployedAt: z.string() });

type Records = readonly (readonly [service: Service, text: string | undefined])[];

/** From which commit each service was deployed, and when. */
export const deployedCheck: Check<Records> = {
  area: 'deployed',
  read: async ({ ports, stage }) => {
    const nameOf = (service: Service): string => parameterName(stage, `deployed/${service}`);
    const values = await ports.readParameters(services.map(nameOf));
    return services.map((service) => [service, values.get(nameOf(service))] as const);
  },
  judge: (records, { nowMs }) => {
    const known = records.flatMap(([service, text]) => {
      const { data } = z.safeParse(recordSchema, jsonIn(text ?? ''));
      if (!data) return [];
      const age = describeSpan(nowMs - Date.parse(data.deployedAt));
      return [{ service, text: `${service} ${data.commit.slice(0, 7)}, ${age} ago` }];
    });
    const unknown = records
      .map(([service]) => service)
      .filter((name) => !known.some(({ service }) => service === name));
    return [
      ...(known.length === 0 ? [] : [ok(known.map(({ text }) => text).join('; '))]),
      ...(unknown.length === 0
        ? []
        : [warning(`not noted: when ${unknown.join(', ')} was deployed`, 'npm run deploy notes it the next time')]),
    ];
  },
};

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

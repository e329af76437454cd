import { parameterName, services } from '@pulso/contracts/envelope';
import * as z from 'zod/mini';

import { type Check } from '../check';
import { describeSpan } from '../describe-age';
import { type Judgement, failed, ok, warning } from '../finding';

/** What `npm run deploy` notes after every apply, and before one. */
const recordSchema = z.object({
  commit: z.string(),
  deployedAt: z.iso.datetime(),
  /** An apply that has not come to its end: the stack is partly what was, partly what should be. */
  unfinished: z.optional(z.object({ commit: z.string(), startedAt: z.iso.datetime() })),
});

/** One per service, and that of the alerts. */
const stacks: readonly string[] = [...services, 'alerts'];

interface DeployedStack {
  readonly stack: string;
  /** undefined: nothing was noted that can be read. */
  readonly record: z.infer<typeof recordSchema> | undefined;
}

/** From which commit each stack was deployed, and when. */
export const deployedCheck: Check<readonly DeployedStack[]> = {
  area: 'deployed',
  read: async ({ ports, stage }) => {
    const nameOf = (stack: string): string => parameterName(stage, `deployed/${stack}`);
    const values = await ports.readParameters(stacks.map(nameOf));
    return stacks.map((stack) => ({ stack, record: readRecord(values.get(nameOf(stack)) ?? '') }));
  },
  judge: (deployed, { stage, nowMs }) => {
    const ageOf = (time: string): string => `${describeSpan(nowMs - Date.parse(time))} ago`;
    const byTime = Map.groupBy(deployed, ({ record }) =>
      record ? `${record.commit.slice(0, 7)}, ${ageOf(record.deployedAt)}` : undefined,
    );
    const known = [...byTime].filter(([time]) => time !== undefined);
    const unknown = byTime.get(undefined) ?? [];
    return [
      ...(known.length === 0 ? [] : [ok(known.map(([time, some]) => `${namesOf(some)} from ${time}`).join('; '))]),
      ...deployed.flatMap(({ stack, record }): Judgement[] =>
        record?.unfinished
          ? [
              failed(
                `an apply of ${stack} from ${record.unfinished.commit.slice(0, 7)}, begun ${ageOf(record.unfinished.startedAt)}, has not ended`,
                `npm run deploy -- --stage ${stage} --service ${stack}`,
              ),
            ]
          : [],
      ),
      ...(unknown.length === 0
        ? []
        : [warning(`not noted: when ${namesOf(unknown)} was deployed`, 'npm run deploy notes it the next time')]),
    ];
  },
};

const namesOf = (deployed: readonly DeployedStack[]): string => deployed.map(({ stack }) => stack).join(', ');

function readRecord(text: string): DeployedStack['record'] {
  try {
    return z.safeParse(recordSchema, JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

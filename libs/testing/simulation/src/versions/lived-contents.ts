import { runWorlds } from '../world/run-worlds';

/** What services have really written, and what it is. */
export interface Lived {
  readonly name: string;
  readonly text: string;
}

/** Enough for every feature of a world. */
const worldCount = 40;

const prefixOf = (key: unknown): string => /"S":"([a-z]*)/.exec(JSON.stringify(key) ?? '')?.[1] ?? '';

/** @returns Every message, item and usage record of some worlds without faults, which are the same in each version. */
export async function liveContents(): Promise<Lived[]> {
  const lived: Lived[] = [];
  const keep = (name: string, content: object): void => void lived.push({ name, text: JSON.stringify(content) });
  const delayMsOf = (queue: string, body: string): number => {
    const message = JSON.parse(body);
    keep(`${queue}, ${message.type ?? 'message'}`, message);
    return 0;
  };
  await runWorlds(
    (seed) => (seed < worldCount ? { seed, queryCount: 3, faults: { rules: [] }, delayMsOf } : undefined),
    (_result, { ledger, tables, usageRecords }) => {
      for (const { request } of ledger.runs) keep(`run-requests, ${request.trigger.type}`, request);
      for (const record of usageRecords) keep('usage record', record);
      for (const [name, table] of Object.entries(tables)) {
        for (const item of table.items()) keep(`table ${name}, ${prefixOf(item['pk'])} ${prefixOf(item['sk'])}`, item);
      }
    },
  );
  return lived;
}

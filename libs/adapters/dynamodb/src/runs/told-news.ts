import * as z from 'zod/mini';

import { type RunStore, type ToldNews } from '@pulso/domain/fan-in';

import { type Item, toItem } from '../items/to-item';
import { placeholders } from '../items/placeholders';
import { readItem, readJson } from '../items/read-item';
import { keyOf } from './decode-items';
import { type RunsAccess } from './runs-access';
import { toldNewsKey } from './runs-table';

export const toldNewsSchema = z.object({
  reportId: z.string(),
  decidedEndMs: z.number(),
  expiresAtSeconds: z.number(),
});

export const toldSchema = z.array(
  z.object({
    queryId: z.string(),
    numberId: z.optional(z.string()),
    change: z.enum(['fell', 'rose', 'back']),
    runId: z.string(),
    windowEndMs: z.number(),
  }),
);

/** What readers were told, the list as JSON text. */
export const toldNewsItem = ({ told, ...fields }: ToldNews): Item => ({
  ...toldNewsKey(fields.reportId),
  ...toItem({ ...fields, told: JSON.stringify(told) }),
});

/**
 * Reads what readers were told. What another version has told in words that are not known here counts as not told: the watch
 * goes on.
 *
 * @throws {MalformedItemError} Not retryable.
 */
export const decodeToldNews = (item: Item): ToldNews => ({
  ...readItem(toldNewsSchema, item, keyOf(item)),
  told: readJson(z.array(z.unknown()), item, 'told', keyOf(item)).flatMap((each) => {
    const { data } = z.safeParse(toldSchema.def.element, each);
    return data ? [data] : [];
  }),
});

/** Creates the operations of a run store on what readers were told. */
export const createToldNews = (
  access: RunsAccess,
  nowSeconds: () => number,
): Pick<RunStore, 'readToldNews' | 'keepToldNews'> => ({
  readToldNews: async (reportId) => {
    const item = await access.get(toldNewsKey(reportId));
    return item && decodeToldNews(item);
  },
  keepToldNews: async (news, read) => {
    const isKept = await access.put({
      Item: toldNewsItem(news),
      ...(read === undefined
        ? {
            ConditionExpression: 'attribute_not_exists(#pk) OR #expiresAtSeconds <= :nowSeconds',
            ...placeholders(['pk', 'expiresAtSeconds'], { nowSeconds: nowSeconds() }),
          }
        : {
            ConditionExpression: '#decidedEndMs = :readEndMs',
            ...placeholders(['decidedEndMs'], { readEndMs: read.decidedEndMs }),
          }),
    });
    return isKept ? 'kept' : 'changed';
  },
});

import { type FieldSchema } from '@pulso/logs-insights';
import * as z from 'zod/mini';

/**
 * Tells what queries see of the values that a contract allows.
 *
 * @param schema - Of one field that is neither an object nor an array; whether it is optional makes no difference, since a
 * log has lines without any of them.
 */
export function fieldSchemaOf(schema: z.ZodMiniType): FieldSchema {
  const {
    type,
    minimum,
    maximum,
    pattern,
    const: only,
    enum: listed = only === undefined ? undefined : [only],
  } = z.toJSONSchema(schema);
  switch (type) {
    case 'boolean':
      return { type };
    case 'string': {
      const values = listed?.filter((value) => typeof value === 'string');
      return { type: 'text', ...(values && { values }), ...(pattern !== undefined && { pattern }) };
    }
    case 'number':
    case 'integer': {
      const values = listed?.filter((value) => typeof value === 'number');
      return {
        type: 'number',
        integer: type === 'integer',
        ...(values && { values }),
        ...(minimum !== undefined && { minimum }),
        ...(maximum !== undefined && { maximum }),
      };
    }
    default:
      return { type: 'any' };
  }
}

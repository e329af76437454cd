import { type Condition, parseCondition } from './condition';
import { type KeyTerm, keyTermsOf } from './key-condition';
import { type Bound, type GivenPlaceholders, Placeholders } from './placeholders';
import { type ExpressionKind, TokenReader } from './token-reader';
import { type Update, parseUpdate } from './update';

type Texts<Kind extends ExpressionKind> = GivenPlaceholders & { readonly [Name in Kind]?: string | undefined };

type WriteExpressions = Texts<'ConditionExpression' | 'UpdateExpression'>;
type ReadExpressions = Texts<'FilterExpression' | 'KeyConditionExpression' | 'ProjectionExpression'>;

/** The compiled expressions of a write, for any table, item and value. */
export interface WritePlan {
  readonly condition: Condition | undefined;
  readonly update: Update | undefined;
  readonly placeholders: Placeholders;
}

export interface ReadPlan {
  readonly keyTerms: readonly KeyTerm[] | undefined;
  readonly filter: Condition | undefined;
  /** Slots of the names in a filter. */
  readonly filterNames: readonly number[];
  /** Slots of names. */
  readonly projection: readonly number[] | undefined;
  readonly placeholders: Placeholders;
}

/** The limit of the cache: a program has a few dozen texts and uses each millions of times. */
const maxPlans = 2_000;

/** @returns The plan that `create` makes of three texts, cached for requests with the same texts, for all tables. */
function createCache<Plan>() {
  type Key = string | undefined;
  const plans = new Map<Key, Map<Key, Map<Key, Plan>>>();
  let count = 0;
  return (one: Key, two: Key, three: Key, create: () => Plan): Plan => {
    const known = plans.get(one)?.get(two)?.get(three);
    if (known) return known;
    const plan = create();
    if (count === maxPlans) {
      plans.clear();
      count = 0;
    }
    count += 1;
    const byTwo = plans.get(one) ?? new Map<Key, Map<Key, Plan>>();
    const byThree = byTwo.get(two) ?? new Map<Key, Plan>();
    plans.set(one, byTwo.set(two, byThree.set(three, plan)));
    return plan;
  };
}

const cachedWritePlan = createCache<WritePlan>();
const cachedReadPlan = createCache<ReadPlan>();

/**
 * @returns The plan, and the request's names and values in the plan's order.
 * @throws ValidationException for wrong expressions and placeholders.
 */
export function planWrite(request: WriteExpressions): { readonly plan: WritePlan; readonly bound: Bound } {
  const { UpdateExpression: update, ConditionExpression: condition } = request;
  const plan = cachedWritePlan(update, condition, undefined, () => {
    const placeholders = new Placeholders();
    return {
      update: parsed('UpdateExpression', update, (reader) => parseUpdate(reader, placeholders)),
      condition: parsed('ConditionExpression', condition, (reader) => parseCondition(reader, placeholders)),
      placeholders,
    };
  });
  return { plan, bound: plan.placeholders.bind(request) };
}

/** As {@link planWrite}, for a query, a scan or a get. */
export function planRead(request: ReadExpressions): { readonly plan: ReadPlan; readonly bound: Bound } {
  const { KeyConditionExpression: keys, FilterExpression: filter, ProjectionExpression: projection } = request;
  const plan = cachedReadPlan(keys, filter, projection, () => {
    const placeholders = new Placeholders();
    const filterNames: number[] = [];
    return {
      keyTerms: parsed('KeyConditionExpression', keys, (reader) =>
        keyTermsOf(parseCondition(reader, placeholders), reader),
      ),
      filter: parsed('FilterExpression', filter, (reader) => parseCondition(reader, placeholders, filterNames)),
      filterNames,
      projection: parsed('ProjectionExpression', projection, (reader) => parseProjection(reader, placeholders)),
      placeholders,
    };
  });
  return { plan, bound: plan.placeholders.bind(request) };
}

const parsed = <T>(kind: ExpressionKind, text: string | undefined, parse: (reader: TokenReader) => T): T | undefined =>
  text === undefined ? undefined : parse(new TokenReader(kind, text));

function parseProjection(reader: TokenReader, placeholders: Placeholders): readonly number[] {
  const slots: number[] = [];
  do slots.push(placeholders.slotOfName(reader.takeName(), reader.kind));
  while (reader.skip(','));
  reader.finish();
  return slots;
}

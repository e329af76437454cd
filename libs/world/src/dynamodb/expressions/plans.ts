import { compileCondition, type Holds } from './compile-condition';
import { type KeyTerm, keyTermsOf } from './key-terms';
import { parseCondition } from './parse-condition';
import { type Update, parseUpdate } from './parse-update';
import { type Path } from './paths';
import { type Bound, type GivenPlaceholders, Placeholders } from './placeholders';
import { parseProjection } from './project';
import { TokenReader } from './token-reader';

export interface WriteExpressions extends GivenPlaceholders {
  readonly ConditionExpression?: string | undefined;
  readonly UpdateExpression?: string | undefined;
}

export interface ReadExpressions extends GivenPlaceholders {
  readonly KeyConditionExpression?: string | undefined;
  readonly FilterExpression?: string | undefined;
  readonly ProjectionExpression?: string | undefined;
}

/** The compiled expressions of a write, for any table, item and value. */
export interface WritePlan {
  readonly condition: Holds | undefined;
  readonly update: Update | undefined;
  readonly placeholders: Placeholders;
}

export interface ReadPlan {
  readonly keyTerms: readonly KeyTerm[] | undefined;
  readonly filter: Holds | undefined;
  /** The paths that a filter looks at. */
  readonly filterPaths: readonly Path[];
  readonly projection: readonly Path[] | undefined;
  readonly placeholders: Placeholders;
}

/** More than these are forgotten: a program has a few dozen texts, and uses each of them millions of times. */
const maxPlans = 2_000;

/** @returns What `create` makes of three texts, kept for the next request that has the same. Shared by all tables. */
function createCache<Plan>() {
  const plans = new Map<string | undefined, Map<string | undefined, Map<string | undefined, Plan>>>();
  let count = 0;
  return (
    [one, two, three]: readonly [string | undefined, string | undefined, string | undefined],
    create: () => Plan,
  ): Plan => {
    const known = plans.get(one)?.get(two)?.get(three);
    if (known) return known;
    const plan = create();
    if (count === maxPlans) {
      plans.clear();
      count = 0;
    }
    count += 1;
    const byTwo = plans.get(one) ?? new Map<string | undefined, Map<string | undefined, Plan>>();
    const byThree = byTwo.get(two) ?? new Map<string | undefined, Plan>();
    plans.set(one, byTwo.set(two, byThree.set(three, plan)));
    return plan;
  };
}

const cachedWritePlan = createCache<WritePlan>();
const cachedReadPlan = createCache<ReadPlan>();

/**
 * @returns The plan, and the request's names and values in the plan's order.
 * @throws ValidationException for wrong expressions and placeholders, NotModelledError.
 */
export function planWrite(request: WriteExpressions): { readonly plan: WritePlan; readonly bound: Bound } {
  const { UpdateExpression, ConditionExpression } = request;
  const plan = cachedWritePlan([UpdateExpression, ConditionExpression, undefined], () => compileWrite(request));
  return { plan, bound: plan.placeholders.bind(request) };
}

/** As {@link planWrite}, for a query, a scan or a get. */
export function planRead(request: ReadExpressions): { readonly plan: ReadPlan; readonly bound: Bound } {
  const { KeyConditionExpression, FilterExpression, ProjectionExpression } = request;
  const texts = [KeyConditionExpression, FilterExpression, ProjectionExpression] as const;
  const plan = cachedReadPlan(texts, () => compileRead(request));
  return { plan, bound: plan.placeholders.bind(request) };
}

function compileWrite({ UpdateExpression, ConditionExpression }: WriteExpressions): WritePlan {
  const placeholders = new Placeholders();
  const update =
    UpdateExpression === undefined
      ? undefined
      : parseUpdate(new TokenReader('UpdateExpression', UpdateExpression), placeholders);
  const condition =
    ConditionExpression === undefined
      ? undefined
      : compileCondition(parseCondition(new TokenReader('ConditionExpression', ConditionExpression), placeholders));
  return { condition, update, placeholders };
}

function compileRead(texts: ReadExpressions): ReadPlan {
  const { KeyConditionExpression, FilterExpression, ProjectionExpression } = texts;
  const placeholders = new Placeholders();
  let keyTerms: ReadPlan['keyTerms'];
  if (KeyConditionExpression !== undefined) {
    const reader = new TokenReader('KeyConditionExpression', KeyConditionExpression);
    keyTerms = keyTermsOf(parseCondition(reader, placeholders), reader);
  }
  const filterPaths: Path[] = [];
  const filter =
    FilterExpression === undefined
      ? undefined
      : compileCondition(
          parseCondition(new TokenReader('FilterExpression', FilterExpression), placeholders, filterPaths),
        );
  const projection =
    ProjectionExpression === undefined
      ? undefined
      : parseProjection(new TokenReader('ProjectionExpression', ProjectionExpression), placeholders);
  return { keyTerms, filter, filterPaths, projection, placeholders };
}

import { type Condition, parseCondition } from './parse-condition';
import { type Update, parseUpdate } from './parse-update';
import { type Bound, type GivenPlaceholders, Placeholders } from './placeholders';
import { TokenReader } from './token-reader';

export interface WriteExpressions extends GivenPlaceholders {
  readonly ConditionExpression?: string | undefined;
  readonly UpdateExpression?: string | undefined;
}

/** The compiled expressions of a write, for any table, item and value. */
export interface WritePlan {
  readonly condition: Condition | undefined;
  readonly update: Update | undefined;
  readonly placeholders: Placeholders;
}

/**
 * By update expression and condition expression. Shared by all tables and runs: a program has a few dozen texts, and a
 * simulation uses each of them millions of times.
 */
const plans = new Map<string | undefined, Map<string | undefined, WritePlan>>();

/**
 * @returns The plan, and the request's names and values in the plan's order.
 * @throws ValidationException for wrong expressions and placeholders, NotModelledError.
 */
export function planWrite(request: WriteExpressions): { readonly plan: WritePlan; readonly bound: Bound } {
  const { UpdateExpression, ConditionExpression } = request;
  let byCondition = plans.get(UpdateExpression);
  if (!byCondition) plans.set(UpdateExpression, (byCondition = new Map()));
  let plan = byCondition.get(ConditionExpression);
  if (!plan) byCondition.set(ConditionExpression, (plan = compile(request)));
  return { plan, bound: plan.placeholders.bind(request) };
}

function compile({ UpdateExpression, ConditionExpression }: WriteExpressions): WritePlan {
  const placeholders = new Placeholders();
  const update =
    UpdateExpression === undefined
      ? undefined
      : parseUpdate(new TokenReader('UpdateExpression', UpdateExpression), placeholders);
  const condition =
    ConditionExpression === undefined
      ? undefined
      : parseCondition(new TokenReader('ConditionExpression', ConditionExpression), placeholders);
  return { condition, update, placeholders };
}

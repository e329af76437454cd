import { AwsError } from '@pulso/world/aws';
import {
  accessDenied,
  type AccessRequest,
  createGrantUses,
  decide,
  type Decision,
  type Grant,
  type Principal,
  type RequestContext,
} from '@pulso/world/permissions';
import { type CloudDefinition, type FunctionDefinition, type ScheduleDefinition } from '@pulso/world/stacks';

import { type ServiceCall } from '../service';
import { type NeededAccess, neededAccess } from './needed-access';
import { assumeRole, readPolicies } from './read-policies';

/** Something that was denied, in AWS's words. Equal denials are reported once and counted. */
export interface Denial {
  readonly message: string;
  readonly action: string;
  readonly resource: string;
  readonly count: number;
}

export interface AccessControlOptions {
  readonly definition: Pick<CloudDefinition, 'accountId' | 'functions' | 'region' | 'roles'>;
  /** Principals of {@link ServiceCall.principal} that may do everything. */
  readonly administrators: readonly string[];
  /** Called with the first of equal denials. */
  readonly onDenied?: (denial: Denial) => void;
}

/** Decides by the policies of the stacks who may do what. */
export interface AccessControl {
  /** For the gateway. @throws {AwsError} The service's own error for a denied call. Not retryable. */
  authorize(call: ServiceCall): void;
  /**
   * Lambda's actions for a function: receive its messages, write its log, report failures to a destination.
   *
   * @throws {AwsError} As for a call of the function itself.
   */
  authorizeFunction(functionName: string, needed: NeededAccess): void;
  /** @returns Whether a function's role allows it. The check counts neither as a use nor as a denial. */
  isFunctionAllowed(functionName: string, needed: NeededAccess): boolean;
  /** What the Scheduler does in the name of a schedule: it takes the schedule's role first. @throws {AwsError} */
  authorizeSchedule(schedule: Pick<ScheduleDefinition, 'arn' | 'roleArn'>, needed: NeededAccess): void;
  /** Lambda takes a function's role. @throws {AwsError} The role does not trust Lambda. */
  authorizeLambdaRole(definition: Pick<FunctionDefinition, 'name' | 'roleArn'>): void;
  /** For a call of a function's URL, which needs no keys. @returns Whether both permissions are there. */
  mayCallUrl(functionName: string): boolean;
  /** What was denied so far. */
  denials(): readonly Denial[];
  /** What the policies allow and something needed so far. */
  usedGrants(): Grant[];
  /** What the policies allow and nothing needed so far. */
  unusedGrants(): Grant[];
}

/**
 * Reads the policies of all roles and functions and decides by them.
 *
 * @throws {InvalidPolicyError} A policy is not readable, or uses what is not evaluated here. Not retryable.
 */
export function createAccessControl(options: AccessControlOptions): AccessControl {
  const { definition, administrators } = options;
  const { accountId } = definition;
  const policies = readPolicies(definition);
  const uses = createGrantUses(policies.all);
  const denied = new Map<string, Denial>();
  const functions = new Map(definition.functions.map((declared) => [declared.name, declared]));

  const noteDenial = ({ message }: AwsError, { action, resource }: NeededAccess): void => {
    const known = denied.get(message);
    const denial = { message, action, resource, count: (known?.count ?? 0) + 1 };
    denied.set(message, denial);
    if (!known) options.onDenied?.(denial);
  };

  const refuse = (error: AwsError, needed: NeededAccess): never => {
    noteDenial(error, needed);
    throw error;
  };

  const decideFor = (principal: Principal, needed: NeededAccess): { request: AccessRequest; decision: Decision } => {
    const { action, resource, context = {} } = needed;
    const request = { principal, action, resource, context };
    return { request, decision: decide(request, policies.applicableTo(principal, needed)) };
  };

  /** @returns The decision; an allowing statement is noted as used. */
  const ask = (principal: Principal, needed: NeededAccess): Decision => {
    const { request, decision } = decideFor(principal, needed);
    if (decision.allowed) uses.note(decision.by, request);
    return decision;
  };

  const authorizeRole = (principal: RoleSession, needed: NeededAccess): void => {
    const decision = ask(principal, needed);
    if (!decision.allowed) refuse(accessDenied(principal.sessionArn, needed, decision), needed);
  };

  const sessionOfFunction = (functionName: string): RoleSession =>
    sessionOf(functions.get(functionName)?.roleArn ?? '', functionName, accountId);

  const authorizeFunction = (functionName: string, needed: NeededAccess): void =>
    authorizeRole(sessionOfFunction(functionName), needed);

  /** @param refusal - The error with which the service answers when the role does not trust it. */
  const assume = (service: string, roleArn: string, context: RequestContext, refusal: AwsError): void => {
    const needed = { action: assumeRole, resource: roleArn, context };
    if (!ask({ type: 'service', name: service }, needed).allowed) refuse(refusal, needed);
  };

  return {
    authorize: (call) => {
      if (administrators.includes(call.principal)) return;
      for (const needed of neededAccess(call, definition) ?? []) authorizeFunction(call.principal, needed);
    },
    authorizeFunction,
    isFunctionAllowed: (functionName, needed) => decideFor(sessionOfFunction(functionName), needed).decision.allowed,
    authorizeSchedule: ({ arn, roleArn }, needed) => {
      const source = { 'aws:sourceaccount': accountId, 'aws:sourcearn': scheduleGroupOf(arn) };
      assume('scheduler.amazonaws.com', roleArn, source, schedulerRefusal(roleArn));
      authorizeRole(sessionOf(roleArn, arn.slice(arn.lastIndexOf('/') + 1), accountId), needed);
    },
    authorizeLambdaRole: ({ roleArn }) => assume('lambda.amazonaws.com', roleArn, {}, lambdaRefusal(roleArn)),
    mayCallUrl: (functionName) =>
      urlAccess(functions.get(functionName)?.arn ?? '').every((needed) => {
        const decision = ask({ type: 'anonymous' }, needed);
        if (!decision.allowed) noteDenial(accessDenied('anonymous', needed, decision), needed);
        return decision.allowed;
      }),
    denials: () => [...denied.values()],
    usedGrants: () => uses.used(),
    unusedGrants: () => uses.unused(),
  };
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html */
const urlAccess = (resource: string): readonly NeededAccess[] => [
  { action: 'lambda:InvokeFunctionUrl', resource, context: { 'lambda:functionurlauthtype': 'NONE' } },
  { action: 'lambda:InvokeFunction', resource, context: { 'lambda:invokedviafunctionurl': 'true' } },
];

type RoleSession = Extract<Principal, { type: 'role' }>;

/** @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html */
const lambdaRefusal = (roleArn: string): AwsError =>
  new AwsError(
    'InvalidParameterValueException',
    `The role defined for the function cannot be assumed by Lambda. (${roleArn})`,
  );

/** @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/setting-up.html */
const schedulerRefusal = (roleArn: string): AwsError =>
  new AwsError(
    'ValidationException',
    `The execution role you provide must allow AWS EventBridge Scheduler to assume the role. (${roleArn})`,
  );

function sessionOf(roleArn: string, session: string, accountId: string): RoleSession {
  const roleName = roleArn.slice(roleArn.lastIndexOf('/') + 1);
  return {
    type: 'role',
    roleArn,
    sessionArn: `arn:aws:sts::${accountId}:assumed-role/${roleName}/${session}`,
  };
}

/** @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html */
const scheduleGroupOf = (scheduleArn: string): string =>
  scheduleArn.replace(':schedule/', ':schedule-group/').replace(/\/[^/]*$/, '');

import { type Handed } from './read-handed';
import { type Invocation } from './run-index';

/** @returns The lane in which an invocation stands for what it was handed: questions and destinations have their own. */
export function laneIdOf(service: string, handed: Pick<Handed, 'destination' | 'queryId'>): string {
  if (service === 'query-worker' && handed.queryId !== undefined) return `query-worker: ${handed.queryId}`;
  if (service === 'notifier' && handed.destination !== undefined) return `notifier: ${handed.destination}`;
  return service;
}

export const workId = ({ id }: Invocation, laneId: string): string => `work ${id} ${laneId}`;

export const waitId = ({ id }: Invocation, { message, type }: Handed): string => `wait ${id} ${message?.id ?? type}`;

import { type Receive } from './list-receives';

/** @returns The id of the item that shows how a receive was worked on; those of one batch may share one. */
export const workId = ({ invocation, laneId }: Receive): string => `work ${invocation.id} ${laneId}`;

/** @returns The id of the item that shows how its message waited. */
export const waitId = ({ invocation, handed }: Receive): string => `wait ${invocation.id} ${handed?.message?.id}`;

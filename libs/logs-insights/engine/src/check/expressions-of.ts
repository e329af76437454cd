import { type Command } from '../syntax/command';
import { type Expression } from '../syntax/expression';

/** @returns The expressions of a command, in the order of the text. */
export function expressionsOf(command: Command): readonly Expression[] {
  switch (command.type) {
    case 'fields':
    case 'display':
      return command.items.map(({ expression }) => expression);
    case 'stats':
      return [...command.items, ...command.groups].map(({ expression }) => expression);
    case 'sort':
      return command.keys.map(({ item }) => item.expression);
    case 'filter':
      return [command.condition];
    case 'parse':
    case 'parse-all':
      return [command.source];
    case 'unnest':
      return [command.operand];
    case 'fillmissing':
      return command.defaults.map(({ value }) => value);
    case 'limit':
    case 'dedup':
    case 'expand':
    case 'accum':
    case 'filldown':
    case 'addtotals':
      return [];
    default:
      return command satisfies never;
  }
}

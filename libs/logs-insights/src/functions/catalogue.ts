import { type FunctionDefinition } from './function-definition';
import { numberFunctions } from './number';
import { presenceFunctions } from './presence';
import { textFunctions } from './text';
import { timeFunctions } from './time';

/** Every scalar function there is, by its name in lower case; `bin` and `datefloor` take periods and are syntax. */
export const functionCatalogue: ReadonlyMap<string, FunctionDefinition> = new Map(
  [presenceFunctions, numberFunctions, textFunctions, timeFunctions].flatMap((family) => Object.entries(family)),
);

/** @returns By commit one case of so many, evenly spread; at night all of them. */
export const shareOf = <Case>(cases: readonly Case[], oneOf: number): Case[] =>
  cases.filter((_case, index) => isNightly || index % oneOf === 0);

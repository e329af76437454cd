import type ts from 'typescript';

/** A node of the syntax tree, and what is to stand in its place. */
export interface NodeChange {
  readonly node: ts.Node;
  readonly replacement: string;
}

import { type ComponentChildren } from 'preact';

const signs = { bad: '▲', good: '✓', unknown: '○' };

interface BadgeProps {
  readonly kind: keyof typeof signs;
  readonly children: ComponentChildren;
}

/** How something stands: a word with a sign, so that its colour says nothing on its own. */
export const Badge = ({ kind, children }: BadgeProps) => (
  <strong class={`badge badge-${kind}`}>
    {signs[kind]} {children}
  </strong>
);

/** Drawn in a square of 24, in the colour of the text beside them. */
const shapes = {
  pulse: 'M2 12h4l3-8 5 16 3-8h5',
  chat: 'M4 5h16v11H10l-5 4v-4H4z',
  runs: 'M3 6h9M8 12h9M13 18h8',
  questions: 'M10.5 17a6.5 6.5 0 1 1 0-13 6.5 6.5 0 0 1 0 13zM15.5 15.5 21 21',
  cloud: 'M7 19a5 5 0 1 1 1-9.9 6 6 0 0 1 11.4 2A4 4 0 0 1 18 19z',
  bad: 'M12 4 2.5 20h19zM12 10v5M12 17.5v.1',
  good: 'M4 12.5 9.5 18 20 6',
  warn: 'M12 4 2.5 20h19zM12 10v5M12 17.5v.1',
  going: 'M12 3a9 9 0 1 0 9 9',
  unknown: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8 12h8',
  back: 'M15 5l-7 7 7 7',
  link: 'M7 17 17 7M9 7h8v8',
} as const;

export type IconName = keyof typeof shapes;

/** A small picture beside a word that says the same. */
export const Icon = ({ name }: { readonly name: IconName }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={shapes[name]} />
  </svg>
);

export type Test<Subject> = (subject: Subject) => boolean;

/** One word of a shell: quoted parts and expansions belong to it. */
const word = /(?:"[^"]*"|'[^']*'|\\.|[^\s"'\\])+/g;

/** Where one command ends and another may begin. */
const separator = /\n|&&|\|\||[;|(){}]|\$\(|(?:^|\s)(?:if|then|else|do|while|until|!)(?=\s)/;

const assignment = /^[A-Za-z_]\w*=/;
const redirection = /^\d*>{1,2}(&\d)?/;

const unquote = (text: string): string => text.replace(/^(["'])(.*)\1$/s, '$2');

/**
 * Finds the commands of a script, well enough for scripts that one reads at a glance: no here-documents, no separators in
 * quotes.
 *
 * @returns The words of each command, unquoted, without variables before and redirections behind it.
 */
export function readCommands(script: string): string[][] {
  const lines = script.replace(/\\\n\s*/g, ' ').replace(/^\s*#.*$/gm, '');
  return lines.split(separator).flatMap((text) => {
    const words = [...(text ?? '').matchAll(word)].map(([found]) => found);
    const start = words.findIndex((found) => !assignment.test(found));
    if (start < 0) return [];
    const end = words.findIndex((found) => redirection.test(found));
    const command = words.slice(start, end < 0 ? undefined : end).map(unquote);
    return command.length > 0 ? [command] : [];
  });
}

/** @returns What a reader sees of HTML, with a bar between texts; of large numbers, what they count comes first. */
export const visibleTextOf = (html: string): string =>
  html
    .replace(/^.*<body[^>]*>/s, '')
    .replace(/<div style="display:none.*?<\/div>/s, '')
    .replace(/(<div class="[^"]*\bbig\b[^>]*>[^<]*<\/div>)(<div[^>]*>[^<]*<\/div>)/g, '$2$1')
    .replace(/&nbsp;/g, ' ')
    .replace(/(?:<[^>]*>\s*)+/g, ' | ');

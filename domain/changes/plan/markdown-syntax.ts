/** A collapsed block with a title of ours. */
export const fold = (title: string, text: string): string =>
  `<details><summary>${title}</summary>\n\n${text}\n\n</details>`;

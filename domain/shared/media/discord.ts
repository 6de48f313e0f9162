import { markdownCode, markdownLine, markdownText } from './markdown.ts';

/**
 * A sentence of others in a Discord message, at the start of a line too: nothing in it is markup, a mention or a link. Discord takes a
 * backslash before any sign, as Markdown does; `-# ` is its own.
 */
export const discordText = (text: string): string => markdownLine(markdownText(text)).replace(/^-/, '\\-');

/** A name, a title or a command of others. */
export const discordCode = markdownCode;

import type { Context } from 'hono';
import type { Html } from './layout.ts';

/**
 * No script runs, whatever a title says, and no other site can show the page in a frame and have its buttons pressed. `formTarget`:
 * another origin that a form may end at.
 */
export function answerPage(
  context: Context,
  page: Html,
  formTarget: string | undefined = undefined,
): Response | Promise<Response> {
  const targets = ["'self'", ...(formTarget === undefined ? [] : [formTarget])].join(' ');
  context.header('content-security-policy', `form-action ${targets}; ${POLICY}`);
  return context.html(page);
}

const POLICY =
  "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

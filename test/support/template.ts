import {
  renderTemplate,
  type Scope,
  type Template,
  TemplateProblem,
} from '../../domain/render/template/template.ts';

export const inline = (text: string): Template => ({ text, record: {}, key: ['description'] });

export const render = (text: string, scope: Scope = {}, files: Record<string, string> = {}): string =>
  renderTemplate({ template: inline(text), scope, files });

export function problemOf(
  source: string,
  scope: Scope = {},
  files: Record<string, string> = {},
): TemplateProblem {
  try {
    render(source, scope, files);
  } catch (error) {
    if (error instanceof TemplateProblem) return error;
  }
  throw new Error(`No TemplateProblem for ${source}`);
}

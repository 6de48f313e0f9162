import { stringify } from 'yaml';

/** A show's file: its name; what else is true of a show no notes say. */
export const writeShow = (name: string): string => stringify({ name }, { lineWidth: 0, compat: 'yaml-1.1' });

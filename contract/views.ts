import { WORKFLOWS } from './ids.ts';

/** A saved view of the Temporal UI's list of workflows: its name there, and its query. */
export type View = { readonly name: string; readonly query: string };

const OPEN = 'ExecutionStatus = "Running"';

/** What an operator wants to see at a glance. The server cannot sort a list: the column `StartsAt` shows what comes first. */
export const VIEWS = {
  needsPerson: { name: 'Needs a person', query: `NeedsAttention = true AND ${OPEN}` },
  upcoming: { name: 'Upcoming streams', query: `Phase = "upcoming" AND ${OPEN}` },
  rewrites: { name: 'Rewrites', query: `WorkflowType = "${WORKFLOWS.rewrite}"` },
} as const satisfies Record<string, View>;

/** Every run for an episode of a guest. */
export const viewOfGuest = (guest: string): View => ({
  name: `Guest ${guest}`,
  query: `Guests = ${JSON.stringify(guest)}`,
});

/** The columns that make the list readable, in this order, by their names in the UI. */
export const COLUMNS = ['Workflow ID', 'Phase', 'Reason', 'StartsAt', 'Commit', 'Status'] as const;

/** Where the UI shows workflows: an id, encoded, follows after a slash. */
export const workflowPages = (uiUrl: string, namespace: string): string =>
  `${uiUrl.replace(/\/$/, '')}/namespaces/${encodeURIComponent(namespace)}/workflows`;

/** A link that shows a view, and saves it in a browser that does not have it yet. `uiUrl`: of the Temporal UI. */
export const viewLink = (uiUrl: string, namespace: string, { name, query }: View): string =>
  `${workflowPages(uiUrl, namespace)}?query=${encodeURIComponent(query)}&savedQuery=${encodeURIComponent(name)}`;

/** Methods that only read and are not called a list. */
const OTHER_READS: ReadonlySet<string> = new Set(['videos.batchGetStats']);

export const isRead = (method: string): boolean => method.endsWith('.list') || OTHER_READS.has(method);

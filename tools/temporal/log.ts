/** Takes a line for people, e.g. `(line) => logger.info(line)`. */
export type Log = (line: string) => void;

/** The shape of `process.env`. */
export type ToolEnvironment = Readonly<Record<string, string | undefined>>;

/** Takes one line for a person to read; `log: (line) => logger.info(line)` makes a pino logger one. */
export type Log = (line: string) => void;

/** The shape of `process.env`. */
export type ToolEnvironment = Readonly<Record<string, string | undefined>>;

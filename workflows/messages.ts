import type { SignalDefinition, UpdateDefinition } from '@temporalio/common';
import { ApplicationFailure, log, setHandler } from '@temporalio/workflow';

/** What the value of a key has to be; with `?` the key may be absent or null. */
type Check = 'text' | 'texts' | 'number' | 'flag' | 'object' | 'list';

/** The keys of a message. One that its type has and this has not does not compile. */
export type Keys<T> = {
  readonly [K in keyof T]-?: undefined extends T[K] ? `${Check}?` : Check;
};

const isText = (value: unknown): boolean => typeof value === 'string';
const CHECKS: Readonly<Record<Check, (value: unknown) => boolean>> = {
  text: isText,
  texts: (value) => Array.isArray(value) && value.every(isText),
  number: Number.isFinite,
  flag: (value) => typeof value === 'boolean',
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  list: Array.isArray,
};
const NAMES: Readonly<Record<Check, string>> = {
  text: 'a text',
  texts: 'a list of texts',
  number: 'a number',
  flag: 'true or false',
  object: 'an object',
  list: 'a list',
};

/** What is wrong with the argument of a message; undefined: nothing. `onlyKnown`: an unknown key is a mistake. */
function findFault(
  keys: Readonly<Record<string, string>>,
  argument: object,
  onlyKnown: boolean,
): string | undefined {
  if (!CHECKS.object(argument)) return `${JSON.stringify(argument).slice(0, 100)} is not an object`;
  const given = new Map(Object.entries<unknown>({ ...argument }));
  const unknown = [...given.keys()].find((key) => !Object.hasOwn(keys, key));
  if (onlyKnown && unknown !== undefined) return `"${unknown.slice(0, 100)}" is not one of its keys`;
  for (const [key, rule] of Object.entries(keys)) {
    const check = rule.replace('?', '') as Check;
    const value = given.get(key) ?? undefined;
    if (value === undefined && rule.endsWith('?')) continue;
    if (!CHECKS[check](value)) return `"${key}" has to be ${NAMES[check]}`;
  }
  return undefined;
}

/** The form of the Temporal UI sends nothing, or null, for an empty argument. */
const orEmpty = <T extends object>(argument: T | null | undefined): T => argument ?? ({} as T);

/** A key that is null is as good as absent. */
const withoutNulls = <T extends object>(argument: T): T =>
  Object.fromEntries(Object.entries(argument).filter(([, value]) => value !== null)) as T;

type UpdateOptions<Request extends object> = {
  /** For the Temporal UI. */
  readonly does: string;
  readonly keys: NoInfer<Keys<Request> | Keys<Partial<Request>>>;
  /** What a person sends. Absent: only workflows send it, and a later version may send more keys. */
  readonly example?: NoInfer<Partial<Request>>;
  /** @throws Error for what the state does not allow now */
  readonly check?: (request: Partial<Request>) => void;
};

/**
 * Sets the handler of an update. Nothing or null counts as an empty argument. Any other argument than one with these keys is refused,
 * with what is expected: a handler that throws would fail the workflow task, and the workflow would stand still.
 */
export function onUpdate<Result, Request extends object>(
  definition: UpdateDefinition<Result, [Request]>,
  { does, keys, example, check }: UpdateOptions<Request>,
  handler: (request: Request) => Result | Promise<Result>,
): void {
  const { name } = definition;
  const shown = example === undefined ? '' : `: ${JSON.stringify(example)}`;
  const validate = (request: Request): void => {
    const fault = findFault(keys, orEmpty(request), example !== undefined);
    if (fault !== undefined) {
      const expects =
        example === undefined ? 'comes from other workflows' : `expects ${JSON.stringify(example)}`;
      throw ApplicationFailure.nonRetryable(`${name} ${expects}, and ${fault}`, 'refused');
    }
    check?.(withoutNulls(orEmpty(request)));
  };
  setHandler(definition, (request: Request) => handler(withoutNulls(orEmpty(request))), {
    description: `${does}${shown}`,
    validator: (request: Request) => {
      try {
        validate(request);
      } catch (error) {
        throw withoutStack(error);
      }
    },
  });
}

/** The form of the Temporal UI shows it below the message: for an operator, lines of our code say nothing. */
export function withoutStack<Thrown>(error: Thrown): Thrown {
  if (error instanceof Error) error.stack = '';
  return error;
}

/** Sets the handler of a signal. A signal cannot be refused: one without these keys is logged and dropped. */
export function onSignal<Request extends object>(
  definition: SignalDefinition<[Request]>,
  keys: NoInfer<Keys<Request>>,
  handler: (request: Request) => void,
): void {
  const { name } = definition;
  setHandler(definition, (request: Request) => {
    const fault = findFault(keys, orEmpty(request), false);
    if (fault === undefined) return handler(orEmpty(request));
    log.warn('a signal was dropped', { signal: name, why: fault });
  });
}

/**
 * The same for a workflow that shows itself: `show` is called after each message, so that what it shows is never older than its state. It
 * may issue commands only where a history of version 0.2 has none of its kind there.
 */
export const receiveMessages = (
  show: () => void,
): { readonly onUpdate: typeof onUpdate; readonly onSignal: typeof onSignal } => ({
  onUpdate: (definition, options, handler) =>
    onUpdate(definition, options, (request) => {
      const result = handler(request);
      show();
      return result;
    }),
  onSignal: (definition, keys, handler) =>
    onSignal(definition, keys, (request) => {
      handler(request);
      show();
    }),
});

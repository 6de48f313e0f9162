import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Environment } from '../../config/settings.ts';
import { type Outcome, printOutcome } from './outcome.ts';

/** Help by argument (`<episode>`, `[range]`, `<file...>`) or by flag (`--json`, `--base <ref>`, `--format <text|github>`). */
type HelpTexts = Readonly<Record<string, string>>;

type Definition<Arguments extends HelpTexts, Flags extends HelpTexts> = {
  readonly arguments?: Arguments;
  readonly flags: Flags;
  /** Returns the outcome, or nothing when the command prints by itself. */
  readonly run: (values: Values<Arguments> & Values<Flags>, env: Environment) => Promise<Outcome | undefined>;
};

/** Gives a command its arguments, flags and action; its name and description are in scripts/program.ts. */
export type ConfigureCommand = (command: Command, env: Environment) => void;

/** Defines a command: its arguments, its flags, and what it does with their values. */
export function defineCommand<const Arguments extends HelpTexts, const Flags extends HelpTexts>({
  arguments: argumentTexts,
  flags,
  run,
}: Definition<Arguments, Flags>): ConfigureCommand {
  return (command, env) => {
    for (const [name, help] of Object.entries(argumentTexts ?? {})) command.argument(name, help);
    for (const [flag, help] of Object.entries(flags)) command.addOption(createOption(flag, help));
    command.action(async () => {
      const values = readValues(command);
      const outcome = await run(values as Values<Arguments> & Values<Flags>, env);
      if (outcome) printOutcome(outcome, values['json'] === true);
    });
  };
}

function createOption(flag: string, help: string): Option {
  const option = new Option(flag, help);
  const choices = /<(\w+(?:\|\w+)+)>/.exec(flag)?.[1]?.split('|');
  if (choices === undefined) return option;
  return option.argParser((value) => {
    if (choices.includes(value)) return value;
    throw new InvalidArgumentError(`Allowed choices are ${choices.join(', ')}.`);
  });
}

const readValues = (command: Command): Record<string, unknown> => ({
  ...command.opts(),
  ...Object.fromEntries(
    command.registeredArguments.map((argument, index) => [argument.name(), command.processedArgs[index]]),
  ),
});

type Values<Texts extends HelpTexts> = {
  readonly [Key in keyof Texts & string as NameOf<Key>]: ValueOf<Key>;
};

type NameOf<Key extends string> = Key extends `--no-${infer Name}`
  ? CamelCase<Name>
  : Key extends `--${infer Name} ${string}`
    ? CamelCase<Name>
    : Key extends `--${infer Name}`
      ? CamelCase<Name>
      : Key extends `${Opening}${infer Name}...${Closing}`
        ? Name
        : Key extends `${Opening}${infer Name}${Closing}`
          ? Name
          : never;

type ValueOf<Key extends string> = Key extends `--no-${string}`
  ? boolean
  : Key extends `--${string} <${infer Value}>`
    ? FlagValue<Value> | undefined
    : Key extends `--${string}`
      ? true | undefined
      : Key extends `${string}...${Closing}`
        ? readonly string[]
        : Key extends `<${string}>`
          ? string
          : string | undefined;

type FlagValue<Value extends string> = Value extends `${string}...`
  ? readonly string[]
  : Value extends `${string}|${string}`
    ? Choice<Value>
    : string;

type Choice<Value extends string> = Value extends `${infer First}|${infer Rest}`
  ? First | Choice<Rest>
  : Value;

type CamelCase<Text extends string> = Text extends `${infer Word}-${infer Rest}`
  ? `${Word}${Capitalize<CamelCase<Rest>>}`
  : Text;

type Opening = '<' | '[';
type Closing = '>' | ']';

import { type ParseArgsConfig, parseArgs } from 'node:util';
import { type HelpTopic, UsageError } from './usage';

/** What Node's strict parsing refuses, in our words. Throws UsageError. */
export function checkFlags(request: {
  topic: HelpTopic;
  argv: readonly string[];
  options: NonNullable<ParseArgsConfig['options']>;
}): void {
  const { topic, argv, options } = request;
  const args = [...argv];
  const { tokens } = parseArgs({ args, options, allowPositionals: true, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const { name, rawName, value, inlineValue } = token;
    const option = Object.hasOwn(options, name) ? options[name] : undefined;
    if (option === undefined) throw new UsageError(topic, `There is no flag ${rawName}.`);
    if (option.type === 'boolean') {
      if (value !== undefined) throw new UsageError(topic, `${rawName} takes no value.`);
    } else if (value === undefined) {
      throw new UsageError(topic, `${rawName} needs a value.`);
    } else if (!inlineValue && value.length > 1 && value.startsWith('-')) {
      throw new UsageError(
        topic,
        `${rawName} needs a value; one that begins with "-" is written --${name}=${value}.`,
      );
    }
  }
}

/** A line of a stack that names a place in the code; everything else in a stack repeats the message. */
const FRAME = /^\s+at (?:[\w$.<>[\] ]+ \()?(?:file:|node:|\/|[A-Z]:\\).*:\d+:\d+\)?$/;
const MAX_FRAMES = 8;

/**
 * What a console is told about an unexpected error: where it happened, never what was in it. Its message may hold a
 * token, an address or an org's name.
 */
export function traceLine(traceId: string, what: string, thrown: unknown): string {
  if (!(thrown instanceof Error)) return `${traceId} ${what} ${typeof thrown}`;
  const code = 'code' in thrown && typeof thrown.code === 'string' && /^[A-Z_]+$/.test(thrown.code) ? thrown.code : '';
  const frames = (thrown.stack ?? '').split('\n').filter((line) => FRAME.test(line));
  return [`${traceId} ${what} ${thrown.name} ${code}`.trimEnd(), ...frames.slice(0, MAX_FRAMES)].join('\n');
}

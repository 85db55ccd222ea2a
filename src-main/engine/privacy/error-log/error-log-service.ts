import type { LogEntry } from '../../../../src-preload/contract/error-log.ts';
import type { Handlers } from '../../ports.ts';
import type { ErrorLogRepository } from '../../store/error-log-repository.ts';
import { descriptionOf } from './events.ts';

/** Every line that is kept, newest first, with what its event means. */
export function readErrorLog(errorLog: Pick<ErrorLogRepository, 'list'>): LogEntry[] {
  return errorLog.list().map((line) => ({ ...line, description: descriptionOf(line.event) }));
}

/** Reading and emptying the error log. `text` finds parts of the number, event, code, description, place and trace id. */
export function createErrorLogService({
  errorLog,
}: {
  readonly errorLog: ErrorLogRepository;
}): Handlers<'log.list' | 'log.clear'> {
  return {
    'log.list': ({ offset, limit, text }) => {
      const wanted = text.trim().toLowerCase();
      const found = readErrorLog(errorLog).filter((line) => wordsOf(line).includes(wanted));
      return { entries: found.slice(offset, offset + limit), total: found.length };
    },
    'log.clear': () => {
      errorLog.clear();
      return {};
    },
  };
}

function wordsOf({ id, event, code, description, place, traceId }: LogEntry): string {
  return [id, event, code, description, place, traceId ?? ''].join(' ').toLowerCase();
}

import type { Engine } from '../engine/create-engine.ts';
import { noCancel } from './command-engine.ts';
import { type Output, tableLines } from './output.ts';

const PAGE = 500;

/** Lists the error log, newest first. */
export async function listErrorLog(engine: Engine, output: Output): Promise<void> {
  const list = engine.services().handlers['log.list'];
  const read = async (offset: number) => list({ offset, limit: PAGE, text: '' }, noCancel);
  const first = await read(0);
  const entries = [...first.entries];
  while (entries.length < first.total) {
    const next = await read(entries.length);
    if (next.entries.length === 0) break;
    entries.push(...next.entries);
  }
  await output.result({ entries }, () =>
    tableLines(
      ['No.', 'At', 'Event', 'Times', 'What', 'Code', 'Trace id', 'Place'],
      entries.map((one) => [
        String(one.id),
        one.at,
        String(one.event),
        String(one.count),
        one.description,
        one.code,
        one.traceId ?? '',
        one.place,
      ]),
    ),
  );
}

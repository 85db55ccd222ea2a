import type { Engine } from '../engine/create-engine.ts';
import { noCancel } from './command-engine.ts';
import { type Output, tableLines } from './output.ts';

/** The most that the history gives at once. */
const MOST_EXPORTS = 500;

/** Lists what was exported, newest first. */
export async function listExports(engine: Engine, output: Output): Promise<void> {
  const history = await engine
    .services()
    .handlers['exports.history']({ connectionId: null, limit: MOST_EXPORTS }, noCancel);
  await output.result(history, ({ exports }) =>
    tableLines(
      ['Started', 'What', 'To', 'As', 'Rows', 'State', 'Link'],
      exports.map((one) => [
        one.startedAt,
        one.title,
        one.targetName,
        one.accountName ?? '',
        String(one.rows),
        `${one.error?.message ?? one.state}${one.canResume ? ` Go on: --resume ${one.id}` : ''}`,
        one.link ?? '',
      ]),
    ),
  );
}

/** Lists the accounts at Google and Microsoft that were signed in through the app. */
export async function listAccounts(engine: Engine, output: Output): Promise<void> {
  const list = await engine.services().handlers['accounts.list']({}, noCancel);
  await output.result(list, ({ accounts }) =>
    tableLines(
      ['Provider', 'Address', 'Person', 'Signed in'],
      accounts.map((one) => [one.provider, one.name, one.person, one.signedIn ? 'yes' : (one.signedOutReason ?? 'no')]),
    ),
  );
}

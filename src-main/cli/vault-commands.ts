import { resolve } from 'node:path';
import type { Engine } from '../engine/create-engine.ts';
import { runAccessCommand } from './access-command.ts';
import { runAnalyticsCommand } from './analytics-command.ts';
import type { Command } from './arguments.ts';
import { runBackupCommand, runRestoreCommand } from './backup-commands.ts';
import { runAreaCommand } from './area-commands.ts';
import { runCatalogCommand } from './catalog-commands.ts';
import { connectionNamed, noCancel, withEngine, withLockedVault, withOpenVault } from './command-engine.ts';
import { runExportCommand } from './export-command.ts';
import { resumeExport } from './export-job.ts';
import { createJobWaiter } from './job-waiter.ts';
import { runLedgerCommand } from './ledger-command.ts';
import { listAccounts, listExports } from './list-commands.ts';
import { listErrorLog } from './log-command.ts';
import { type Output, tableLines } from './output.ts';
import { runPreflightCommand } from './preflight-command.ts';
import { deleteEverything, exportEverything, listKept, resetVault } from './rights-commands.ts';
import { runSyncCommand } from './sync-command.ts';
import type { SecretInput } from './secret-input.ts';
import { runWhereUsedCommand } from './where-used-command.ts';

/** Every command that works on a vault. */
export type VaultCommand = Exclude<Command, { kind: 'help' | 'version' | 'sample-org' | 'privacy-report' }>;

export type VaultCommandTools = {
  readonly secrets: SecretInput;
  readonly output: Output;
  readonly environment: NodeJS.ProcessEnv;
};

/** `partly`: something that was asked for could not be done, and the result says what. */
export type CommandEnd = void | 'all' | 'partly';

/** Runs one command that needs the vault. Throws EngineFailure with a sentence for a person. */
export async function runVaultCommand(command: VaultCommand, tools: VaultCommandTools): Promise<CommandEnd> {
  const { secrets, output, environment } = tools;
  const jobs = createJobWaiter();
  const options = { dataDir: command.dataDir, environment, say: output.say, emit: jobs.emit };
  if (command.kind === 'reset') {
    return withLockedVault(options, (engine) => resetVault(command.dataDir, engine, output));
  }
  const password = await secrets.password();

  if (command.kind === 'vault create') {
    return withEngine(options, async (engine) => {
      const { deviceSecret } = await engine.createVault({
        password,
        deviceSecret: command.deviceSecret,
        acceptWeak: true,
      });
      const result = { ok: true, dataDir: resolve(command.dataDir), deviceSecret };
      await output.result(result, () => [
        `Vault made in ${result.dataDir}.`,
        deviceSecret === 'keychain'
          ? 'The device secret is in the system keychain: a copy of the folder alone cannot be opened.'
          : 'There is no keychain (or none was wanted): the folder is protected by the password alone.',
      ]);
    });
  }
  return withOpenVault(options, password, (engine) => runOpenCommand(command, { ...tools, engine, jobs }));
}

type OpenTools = VaultCommandTools & { readonly engine: Engine; readonly jobs: ReturnType<typeof createJobWaiter> };

async function runOpenCommand(
  command: Exclude<VaultCommand, { kind: 'reset' | 'vault create' }>,
  { engine, jobs, secrets, output }: OpenTools,
): Promise<CommandEnd> {
  const { handlers } = engine.services();
  switch (command.kind) {
    case 'vault check': {
      const { connections } = await handlers['connections.list']({}, noCancel);
      engine.services().checkIntegrity();
      const { deviceSecret } = await engine.status();
      const result = { ok: true, dataDir: resolve(command.dataDir), deviceSecret, connections: connections.length };
      return output.result(result, () => ['The vault opens and the store is sound.']);
    }
    case 'connect': {
      const token = await secrets.token();
      const { connections } = await handlers['connections.list']({}, noCancel);
      const known = connections.find((one) => one.name.toLowerCase() === command.name.toLowerCase());
      const connection = await engine.services().connectWithToken({
        name: command.name,
        group: '',
        colour: '',
        notes: '',
        instanceUrl: command.instanceUrl,
        token,
        // A known name signs that connection in again: what a script with a fresh token wants.
        connectionId: known?.id ?? null,
      });
      const { user, org } = connection;
      return output.result({ ok: true, name: connection.name, user, org }, () => [
        `Connected to ${org?.name ?? command.instanceUrl} as ${user?.username ?? 'unknown user'}.`,
      ]);
    }
    case 'connections': {
      const result = await handlers['connections.list']({}, noCancel);
      return output.result(result, () =>
        tableLines(
          ['Name', 'Org', 'User', 'Signed in', 'Last read'],
          result.connections.map((one) => [
            one.name,
            one.org?.name ?? '',
            one.user?.username ?? '',
            one.signedIn ? 'yes' : (one.signedOutReason ?? 'no'),
            one.lastReadAt ?? 'never',
          ]),
        ),
      );
    }
    case 'ledger':
      return runLedgerCommand(command, engine, output);
    case 'preflight':
      return runPreflightCommand(await connectionNamed(engine, command.name), engine, output);
    case 'sync':
      return runSyncCommand(command, await connectionNamed(engine, command.name), engine, output);
    case 'catalog':
      return runAreaCommand(command, await connectionNamed(engine, command.name), engine, output);
    case 'access':
      return runAccessCommand(command.question, await connectionNamed(engine, command.name), engine, output);
    case 'where-used':
      return runWhereUsedCommand(command.fields, await connectionNamed(engine, command.name), engine, output);
    case 'objects':
    case 'fields':
    case 'search':
      return runCatalogCommand(command, await connectionNamed(engine, command.name), engine, output);
    case 'backup':
      return runBackupCommand(command, await secrets.backupPassword(), engine, output);
    case 'restore':
      return runRestoreCommand(command, await secrets.backupPassword(), engine, output);
    case 'analytics show':
    case 'analytics on':
    case 'analytics off':
      return runAnalyticsCommand(command.kind, engine, output);
    case 'exports':
      return command.resume === null
        ? listExports(engine, output)
        : resumeExport(command.resume, command.yesSendTo, { engine, jobs, output });
    case 'accounts':
      return listAccounts(engine, output);
    case 'kept':
      return listKept(engine, output);
    case 'export-everything':
      return exportEverything(command.out, engine, output);
    case 'delete-everything':
      return deleteEverything(command, engine, output);
    case 'log':
      return listErrorLog(engine, output);
    case 'export dictionary':
    case 'export grid':
      return runExportCommand(command, command.name === null ? null : await connectionNamed(engine, command.name), {
        engine,
        jobs,
        output,
      });
  }
}

import { parseArgs } from 'node:util';
import type { CatalogArea } from '../../src-preload/contract/areas.ts';
import {
  accessQuestion,
  type AccessQuestion,
  areaNamed,
  type FieldName,
  fieldsNamed,
  syncChoice,
  type SyncChoice,
} from './area-arguments.ts';
import { EXPORT_OPTIONS, type ExportChoice, exportChoice } from './export-arguments.ts';
import { LEDGER_ROW_OPTIONS, type LedgerChoice, ledgerChoice } from './ledger-arguments.ts';
import type { ReportCommand } from './report-command.ts';
import { oneOf, UsageError } from './usage.ts';

export type DeviceSecretChoice = 'auto' | 'keychain' | 'none';

/** What every command that opens a vault has. */
type InVault = { readonly dataDir: string; readonly json: boolean };

export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | ({ readonly kind: 'vault create'; readonly deviceSecret: DeviceSecretChoice } & InVault)
  | ({ readonly kind: 'vault check' } & InVault)
  | {
      readonly kind: 'sample-org';
      readonly bundle: string | null;
      /** Objects and fields of a generated org; null: none is generated. */
      readonly generated: { readonly objects: number; readonly fields: number } | null;
      readonly port: number;
      readonly latencyMs: number;
      readonly log: string | null;
    }
  | ReportCommand
  | ({ readonly kind: 'connect'; readonly name: string; readonly instanceUrl: string } & InVault)
  | ({ readonly kind: 'connections' } & InVault)
  | ({ readonly kind: 'sync'; readonly name: string } & SyncChoice & InVault)
  | ({ readonly kind: 'catalog'; readonly name: string; readonly area: CatalogArea } & InVault)
  | ({ readonly kind: 'access'; readonly name: string; readonly question: AccessQuestion } & InVault)
  | ({ readonly kind: 'where-used'; readonly name: string; readonly fields: readonly FieldName[] } & InVault)
  | ({ readonly kind: 'preflight'; readonly name: string } & InVault)
  | ({ readonly kind: 'objects'; readonly name: string } & InVault)
  | ({ readonly kind: 'fields'; readonly name: string; readonly object: string | null } & InVault)
  | ({ readonly kind: 'search'; readonly name: string; readonly text: string; readonly limit: number } & InVault)
  | ({
      readonly kind: 'export dictionary' | 'export grid';
      /** Null: the ledger of all connections. */
      readonly name: string | null;
    } & ExportChoice &
      InVault)
  | ({
      readonly kind: 'exports';
      /** Id of an export that stopped, to go on with; null: list them. */
      readonly resume: string | null;
      readonly yesSendTo: string | null;
    } & InVault)
  | ({ readonly kind: 'accounts' } & InVault)
  | ({
      readonly kind: 'backup';
      readonly out: string;
      /** Names; empty takes all. */
      readonly sections: readonly string[];
      readonly withSecrets: boolean;
    } & InVault)
  | ({
      readonly kind: 'restore';
      readonly file: string;
      readonly sections: readonly string[];
      readonly preview: boolean;
    } & InVault)
  | ({ readonly kind: 'analytics show' | 'analytics on' | 'analytics off' } & InVault)
  | ({ readonly kind: 'log' } & InVault)
  | ({ readonly kind: 'kept' } & InVault)
  | ({ readonly kind: 'reset' } & InVault)
  | ({
      readonly kind: 'delete-everything';
      /** Also when it is known beforehand that a sign-in cannot be ended. */
      readonly withoutRevoking: boolean;
    } & InVault)
  | ({ readonly kind: 'export-everything'; readonly out: string } & InVault)
  | ({ readonly kind: 'ledger' } & LedgerChoice & InVault);

const options = {
  'data-dir': { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
  'device-secret': { type: 'string' },
  bundle: { type: 'string' },
  generated: { type: 'string' },
  port: { type: 'string' },
  latency: { type: 'string' },
  log: { type: 'string' },
  name: { type: 'string' },
  'instance-url': { type: 'string' },
  all: { type: 'boolean' },
  yes: { type: 'boolean' },
  objects: { type: 'string' },
  catalog: { type: 'string' },
  field: { type: 'string' },
  user: { type: 'string' },
  object: { type: 'string' },
  limit: { type: 'string' },
  to: { type: 'string' },
  out: { type: 'string' },
  layout: { type: 'string' },
  headers: { type: 'string' },
  'no-defuse': { type: 'boolean' },
  cover: { type: 'boolean' },
  'no-cover': { type: 'boolean' },
  columns: { type: 'string' },
  filter: { type: 'string' },
  grid: { type: 'string' },
  account: { type: 'string' },
  'yes-send-to': { type: 'string' },
  title: { type: 'string' },
  into: { type: 'string' },
  tab: { type: 'string' },
  resume: { type: 'string' },
  sections: { type: 'string' },
  'with-secrets': { type: 'boolean' },
  preview: { type: 'boolean' },
  org: { type: 'string' },
  purpose: { type: 'string' },
  host: { type: 'string' },
  state: { type: 'string' },
  from: { type: 'string' },
  until: { type: 'string' },
  text: { type: 'string' },
  totals: { type: 'boolean' },
  'without-revoking': { type: 'boolean' },
} as const;

type OptionName = keyof typeof options;
type Values = { readonly [K in OptionName]?: (typeof options)[K]['type'] extends 'boolean' ? boolean : string };

const VAULT_OPTIONS: readonly OptionName[] = ['data-dir', 'json'];

/** Options that each command knows besides `--help`; anything else is a usage error, not silently ignored. */
const known: Readonly<Record<Exclude<Command['kind'], 'help' | 'version'>, readonly OptionName[]>> = {
  'vault create': [...VAULT_OPTIONS, 'device-secret'],
  'vault check': VAULT_OPTIONS,
  'sample-org': ['json', 'bundle', 'generated', 'port', 'latency', 'log'],
  'privacy-report': ['json', 'to', 'out'],
  connect: [...VAULT_OPTIONS, 'name', 'instance-url'],
  connections: VAULT_OPTIONS,
  sync: [...VAULT_OPTIONS, 'all', 'objects', 'catalog'],
  catalog: VAULT_OPTIONS,
  access: [...VAULT_OPTIONS, 'field', 'user', 'object'],
  'where-used': VAULT_OPTIONS,
  preflight: VAULT_OPTIONS,
  objects: VAULT_OPTIONS,
  fields: [...VAULT_OPTIONS, 'object'],
  search: [...VAULT_OPTIONS, 'limit'],
  'export dictionary': [...VAULT_OPTIONS, ...EXPORT_OPTIONS, 'layout'],
  'export grid': [...VAULT_OPTIONS, ...EXPORT_OPTIONS, 'grid', ...LEDGER_ROW_OPTIONS, 'until'],
  exports: [...VAULT_OPTIONS, 'resume', 'yes-send-to'],
  accounts: VAULT_OPTIONS,
  backup: [...VAULT_OPTIONS, 'out', 'sections', 'with-secrets'],
  restore: [...VAULT_OPTIONS, 'sections', 'preview'],
  'analytics show': VAULT_OPTIONS,
  'analytics on': VAULT_OPTIONS,
  'analytics off': VAULT_OPTIONS,
  log: VAULT_OPTIONS,
  ledger: [...VAULT_OPTIONS, ...LEDGER_ROW_OPTIONS, 'to', 'org', 'text', 'limit', 'totals'],
  kept: VAULT_OPTIONS,
  'export-everything': [...VAULT_OPTIONS, 'out'],
  'delete-everything': [...VAULT_OPTIONS, 'yes', 'without-revoking'],
  reset: [...VAULT_OPTIONS, 'yes'],
};

type KnownKind = keyof typeof known;

function isKnownKind(kind: string): kind is KnownKind {
  return Object.hasOwn(known, kind);
}

function parsed(argv: readonly string[]): { values: Values; positionals: string[] } {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
    return { values, positionals };
  } catch (error) {
    throw new UsageError(wordsOf(error));
  }
}

/** The parser's first sentence; that of a value with a dash in front says nothing without the two that follow. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const [, option] = /^Option '(--[\w-]+).*' argument is ambiguous/.exec(error.message) ?? [];
  if (option === undefined) return error.message.split('\n')[0] ?? '';
  return `${option} needs a value. One that begins with a dash is written ${option}=VALUE.`;
}

type Range = { readonly min: number; readonly max: number };

/** `300x20000`: objects, then fields of all of them together. */
function generatedSize({ bundle, generated }: Values): { readonly objects: number; readonly fields: number } | null {
  if (generated === undefined) return null;
  if (bundle !== undefined) throw new UsageError('sample-org takes --bundle or --generated, not both.');
  const [, objects, fields] = /^(\d{1,7})x(\d{1,7})$/.exec(generated) ?? [];
  if (objects === undefined || fields === undefined)
    throw new UsageError(`--generated takes OBJECTSxFIELDS such as 300x20000, not "${generated}".`);
  return { objects: Number(objects), fields: Number(fields) };
}

function wholeNumber(values: Values, name: 'port' | 'latency' | 'limit', fallback: number, range: Range): number {
  const text = values[name];
  if (text === undefined) return fallback;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < range.min || value > range.max)
    throw new UsageError(`--${name} takes a whole number from ${range.min} to ${range.max}, not "${text}".`);
  return value;
}

function required(values: Values, name: 'data-dir' | 'name' | 'instance-url' | 'out'): string {
  const value = values[name];
  if (value === undefined || value === '') throw new UsageError(`--${name} is missing.`);
  return value;
}

function listOf(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

/** Empty: all. An empty text names nothing, which is never what an empty variable of a script meant. */
function sectionsOf(values: Values): readonly string[] {
  const names = listOf(values.sections);
  if (values.sections !== undefined && names.length === 0) throw new UsageError('--sections takes names, A,B.');
  return names;
}

function reportFile(values: Values): ReportCommand['file'] {
  if (values.to !== undefined) return { to: oneOf('to', values.to, ['md', 'xlsx']), out: required(values, 'out') };
  if (values.out === undefined && values.json === true) return null;
  throw new UsageError('privacy-report takes --to md|xlsx with --out FILE, or --json.');
}

/** Turns the arguments after `orgbench` into a command. Throws UsageError with one plain sentence. */
export function parseCommand(argv: readonly string[]): Command {
  const { values, positionals } = parsed(argv);
  if (values.help === true || positionals[0] === 'help') return { kind: 'help' };
  if (values.version === true) return { kind: 'version' };
  if (positionals.length === 0) throw new UsageError('No command given. "orgbench --help" lists them.');

  const twoWords = positionals.slice(0, 2).join(' ');
  const kind = isKnownKind(twoWords) ? twoWords : (positionals[0] ?? '');
  if (!isKnownKind(kind)) throw new UsageError(`There is no command "${twoWords}". "orgbench --help" lists them.`);
  for (const name of Object.keys(values) as OptionName[]) {
    if (!known[kind].includes(name)) throw new UsageError(`${kind} does not take --${name}.`);
  }

  const rest = positionals.slice(kind.split(' ').length);
  const take = (names: readonly string[]): string[] => {
    if (rest.length < names.length) throw new UsageError(`${kind} is missing its ${names[rest.length]}.`);
    if (rest.length > names.length) throw new UsageError(`${kind} does not take "${rest[names.length]}".`);
    return rest;
  };
  if (kind === 'sample-org') {
    take([]);
    return {
      kind,
      bundle: values.bundle ?? null,
      generated: generatedSize(values),
      port: wholeNumber(values, 'port', 0, { min: 0, max: 65_535 }),
      latencyMs: wholeNumber(values, 'latency', 0, { min: 0, max: 600_000 }),
      log: values.log ?? null,
    };
  }

  if (kind === 'privacy-report') {
    take([]);
    return { kind, file: reportFile(values), json: values.json === true };
  }

  const vault: InVault = { dataDir: required(values, 'data-dir'), json: values.json === true };
  switch (kind) {
    case 'vault create':
      take([]);
      return {
        kind,
        deviceSecret: oneOf('device-secret', values['device-secret'] ?? 'auto', ['auto', 'keychain', 'none']),
        ...vault,
      };
    case 'connect':
      take([]);
      return { kind, name: required(values, 'name'), instanceUrl: required(values, 'instance-url'), ...vault };
    case 'vault check':
    case 'connections':
    case 'kept':
    case 'log':
    case 'analytics show':
    case 'analytics on':
    case 'analytics off':
    case 'accounts':
      take([]);
      return { kind, ...vault };
    case 'ledger': {
      take([]);
      const limit = wholeNumber(values, 'limit', 0, { min: 1, max: 1_000_000 });
      return { kind, ...ledgerChoice(values, limit === 0 ? null : limit), ...vault };
    }
    case 'exports':
      take([]);
      if (values.resume === '') throw new UsageError('--resume takes the id of an export.');
      if (values['yes-send-to'] !== undefined && values.resume === undefined)
        throw new UsageError('exports takes --yes-send-to only beside --resume.');
      return { kind, resume: values.resume ?? null, yesSendTo: values['yes-send-to'] ?? null, ...vault };
    case 'backup':
      take([]);
      return {
        kind,
        out: required(values, 'out'),
        sections: sectionsOf(values),
        withSecrets: values['with-secrets'] === true,
        ...vault,
      };
    case 'restore':
      return {
        kind,
        file: take(['backup file'])[0] ?? '',
        sections: sectionsOf(values),
        preview: values.preview === true,
        ...vault,
      };
    case 'export-everything':
      take([]);
      return { kind, out: required(values, 'out'), ...vault };
    case 'delete-everything':
      take([]);
      if (values.yes !== true)
        throw new UsageError('delete-everything takes --yes: it deletes the vault with all that was read and set.');
      return { kind, withoutRevoking: values['without-revoking'] === true, ...vault };
    case 'reset':
      take([]);
      if (values.yes !== true)
        throw new UsageError('reset takes --yes: it deletes the vault without asking for its password.');
      return { kind, ...vault };
    case 'sync':
      return { kind, name: take(['connection name'])[0] ?? '', ...syncChoice(values, listOf), ...vault };
    case 'catalog': {
      const [name = '', area = ''] = take(['connection name', 'area']);
      return { kind, name, area: areaNamed(area), ...vault };
    }
    case 'access':
      return { kind, name: take(['connection name'])[0] ?? '', question: accessQuestion(values), ...vault };
    case 'where-used': {
      const [name = '', ...fields] = rest.length > 2 ? rest : take(['connection name', 'Object.Field']);
      return { kind, name, fields: fieldsNamed(fields), ...vault };
    }
    case 'preflight':
    case 'objects':
      return { kind, name: take(['connection name'])[0] ?? '', ...vault };
    case 'fields':
      return { kind, name: take(['connection name'])[0] ?? '', object: values.object ?? null, ...vault };
    case 'search': {
      const [name = '', text = ''] = take(['connection name', 'text']);
      return { kind, name, text, limit: wholeNumber(values, 'limit', 50, { min: 1, max: 10_000 }), ...vault };
    }
    case 'export dictionary':
    case 'export grid': {
      const choice = exportChoice(kind === 'export grid' ? 'grid' : 'dictionary', values);
      const isAll = choice.source.kind === 'ledger' && rest.length === 0;
      return { kind, name: isAll ? null : (take(['connection name'])[0] ?? ''), ...choice, ...vault };
    }
  }
}

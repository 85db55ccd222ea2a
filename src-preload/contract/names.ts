/**
 * Every name that may cross the page's door.
 *
 * Kept apart and free of imports: the sandboxed preload needs only the names, and a bundle that pulled in the schemas
 * would make every window pay for them. A contract test holds this list and the schemas equal.
 */

/** Answered by the shell (main process): windows, dialogs, the clipboard. */
export const SHELL_METHODS = [
  'app.info',
  'app.state',
  'app.copyText',
  'app.openLink',
  'app.chooseSaveTarget',
  'app.revealTarget',
  'app.openExport',
  'app.chooseOpenTarget',
  'app.draftMail',
  'app.lock',
  'app.startSample',
  'app.askSecret',
  'app.dismissSecret',
] as const;

/** Answered by the engine and relayed by the shell unopened. */
export const ENGINE_METHODS = [
  'vault.status',
  'vault.reset',
  'preferences.read',
  'preferences.write',
  'connections.list',
  'connections.connectSample',
  'connections.edit',
  'connections.setReads',
  'connections.signInWithBrowser',
  'connections.checkClientId',
  'connections.listSfOrgs',
  'connections.importSfOrgs',
  'connections.test',
  'connections.signOut',
  'connections.remove',
  'objects.available',
  'objects.choose',
  'objects.price',
  'sync.start',
  'sync.status',
  'jobs.list',
  'jobs.cancel',
  'catalog.overview',
  'catalog.objects',
  'catalog.object',
  'catalog.fields',
  'catalog.field',
  'catalog.setupLink',
  'catalog.search',
  'areas.list',
  'areas.choose',
  'areas.refresh',
  'components.columns',
  'components.page',
  'components.one',
  'components.link',
  'usage.ofField',
  'usage.ofFields',
  'usage.ofComponent',
  'access.subjects',
  'access.objectMatrix',
  'access.fieldMatrix',
  'access.ofField',
  'access.effective',
  'reports.analysis',
  'accounts.list',
  'accounts.signIn',
  'accounts.signOut',
  'accounts.files',
  'accounts.fileOfLink',
  'accounts.fileParts',
  'exports.preview',
  'exports.consent',
  'exports.start',
  'exports.resume',
  'exports.history',
  'exports.forget',
  'exports.presets',
  'exports.savePreset',
  'exports.removePreset',
  'analytics.status',
  'analytics.switch',
  'analytics.seen',
  'analytics.sendNow',
  'analytics.deleteWaiting',
  'analytics.renewId',
  'log.list',
  'log.clear',
  'log.report',
  'support.draft',
  'support.save',
  'backup.sections',
  'backup.preview',
  'backup.restore',
  'backup.closeRestore',
  'retention.overview',
  'retention.remove',
  'rights.exportEverything',
  'rights.cannotRevoke',
  'rights.deleteEverything',
  'privacy.report',
  'privacy.exportReport',
  'jobs.repeat',
  'ledger.list',
  'ledger.totals',
  'ledger.summary',
  'preflight.run',
  'preflight.last',
] as const;

/** Answered by the engine, asked by the shell only: the page's door does not know these names. */
export const SHELL_ONLY_METHODS = [
  'vault.openSample',
  'vault.secretChannel',
  'vault.submitSecret',
  'exports.filePath',
] as const;

/** Pushed to the page; each carries a small JSON value. */
export const EVENT_NAMES = [
  'app.stateChanged',
  'app.command',
  'job.progress',
  'catalog.changed',
  'connections.changed',
  'accounts.changed',
  'preferences.changed',
] as const;

export type ShellMethod = (typeof SHELL_METHODS)[number];
export type EngineMethod = (typeof ENGINE_METHODS)[number];
export type ShellOnlyMethod = (typeof SHELL_ONLY_METHODS)[number];
export type MethodName = ShellMethod | EngineMethod;
export type EventName = (typeof EVENT_NAMES)[number];

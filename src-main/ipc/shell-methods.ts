import type { BaseWindow } from 'electron';
import { app, clipboard } from 'electron';
import type { Input, Output } from '../../src-preload/contract/index.ts';
import type { ShellMethod } from '../../src-preload/contract/names.ts';
import { readAppInfo } from '../os/app-info.ts';
import { openLink, openMailDraft } from '../os/open-link.ts';
import type { SaveTargets } from '../os/save-targets.ts';
import type { StateHolder } from './app-state.ts';
import type { SecretFlow } from './secret-flow.ts';

/** One handler for each method that the shell answers itself. */
export type ShellMethods = { readonly [M in ShellMethod]: (input: Input<M>) => Promise<Output<M>> | Output<M> };

type Deps = {
  readonly window: () => BaseWindow;
  readonly state: StateHolder;
  readonly targets: SaveTargets;
  readonly lock: () => Promise<void>;
  readonly startSample: () => Promise<Output<'app.startSample'>>;
  readonly askSecret: SecretFlow['open'];
  readonly dismissSecret: () => void;
  readonly openExport: (exportId: string, how: Input<'app.openExport'>['how']) => Promise<void>;
};

export function createShellMethods(deps: Deps): ShellMethods {
  return {
    'app.info': () => readAppInfo(app),
    'app.state': () => deps.state.read(),
    'app.copyText': ({ text }) => {
      void clipboard.writeText(text);
      return {};
    },
    'app.openLink': async ({ url }) => {
      await openLink(url);
      return {};
    },
    'app.chooseSaveTarget': (request) => deps.targets.choose(deps.window(), request),
    'app.revealTarget': ({ targetId }) => {
      deps.targets.reveal(targetId);
      return {};
    },
    'app.openExport': async ({ exportId, how }) => {
      await deps.openExport(exportId, how);
      return {};
    },
    'app.chooseOpenTarget': ({ kind }) => deps.targets.chooseToOpen(deps.window(), kind),
    'app.draftMail': async (draft) => {
      await openMailDraft(draft);
      return {};
    },
    'app.lock': async () => {
      await deps.lock();
      return {};
    },
    'app.startSample': () => deps.startSample(),
    'app.askSecret': async ({ purpose, connectionId, targetId, backup = { sections: [], withSecrets: false } }) => {
      const file = targetId === undefined ? undefined : { path: deps.targets.pathOf(targetId), backup };
      await deps.askSecret(purpose, connectionId, file);
      return {};
    },
    'app.dismissSecret': () => {
      deps.dismissSecret();
      return {};
    },
  };
}

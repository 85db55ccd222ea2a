import type { Session } from 'electron';
import { mayLoad } from './may-load.ts';

/**
 * Takes from a session everything a page of this app does not need: the network, permissions, downloads, dictionaries.
 *
 * @param devtools whether the developer tools' own addresses may load (unpackaged builds only).
 */
export function hardenSession(session: Session, options: { readonly devtools: boolean }): void {
  // Without both lines an empty app asks Google for spelling dictionaries; `webPreferences.spellcheck` alone does not
  // stop that. They must run before the first window.
  session.setSpellCheckerEnabled(false);
  session.setSpellCheckerLanguages([]);

  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  session.on('select-serial-port', (event) => event.preventDefault());

  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !mayLoad(details.url, options.devtools) });
  });
}

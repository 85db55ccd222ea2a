import type { MenuItemConstructorOptions } from 'electron';
import { app, Menu } from 'electron';
import type { AppCommand } from '../../src-preload/contract/app.ts';

type Deps = {
  readonly send: (command: AppCommand) => void;
  readonly lock: () => void;
};

/** Items that mean something only while the store is open. */
const NEEDS_STORE: readonly string[] = [
  'search',
  'filter',
  'refresh',
  'export',
  'preferences',
  'support',
  'lock',
  'back',
  'forward',
];

/**
 * Sets the native menu; its accelerators are the app's shortcuts on every system.
 *
 * @returns a function that switches the items that need an open store.
 */
export function setMenu(deps: Deps): (storeOpen: boolean) => void {
  const command = (id: AppCommand, label: string, accelerator?: string): MenuItemConstructorOptions => ({
    id,
    label,
    ...(accelerator === undefined ? {} : { accelerator }),
    enabled: id === 'about',
    click: () => deps.send(id),
  });
  const lock: MenuItemConstructorOptions = {
    id: 'lock',
    label: 'Lock now',
    accelerator: 'CmdOrCtrl+L',
    enabled: false,
    click: deps.lock,
  };
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const about = command('about', `About ${app.name}`);
  const preferences = command('preferences', 'Preferences', 'CmdOrCtrl+,');
  const support = command('support', 'Contact support…');
  const isMac = process.platform === 'darwin';

  const template: MenuItemConstructorOptions[] = [
    ...(isMac
      ? [
          {
            label: app.name,
            submenu: [
              about,
              separator,
              preferences,
              lock,
              separator,
              { role: 'hide' },
              { role: 'hideOthers' },
              { role: 'unhide' },
              separator,
              { role: 'quit' },
            ],
          } satisfies MenuItemConstructorOptions,
        ]
      : []),
    {
      label: '&File',
      submenu: [
        command('export', 'Export', 'CmdOrCtrl+E'),
        ...(isMac
          ? [separator, { role: 'close' as const }]
          : [separator, preferences, lock, separator, { role: 'quit' as const }]),
      ],
    },
    {
      label: '&Edit',
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
        separator,
        command('search', 'Search everything', 'CmdOrCtrl+K'),
        command('filter', 'Filter this list', 'CmdOrCtrl+F'),
      ],
    },
    {
      label: '&View',
      submenu: [
        command('refresh', 'Refresh metadata', 'CmdOrCtrl+R'),
        separator,
        command('back', 'Back', isMac ? 'Cmd+[' : 'Alt+Left'),
        command('forward', 'Forward', isMac ? 'Cmd+]' : 'Alt+Right'),
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
        ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' as const }]),
      ],
    },
    { label: '&Window', role: 'windowMenu' },
    { label: '&Help', role: 'help', submenu: isMac ? [support] : [support, separator, about] },
  ];
  const menu = Menu.buildFromTemplate(template);
  Menu.setApplicationMenu(menu);

  return (storeOpen) => {
    for (const id of NEEDS_STORE) {
      const item = menu.getMenuItemById(id);
      if (item !== null) item.enabled = storeOpen;
    }
  };
}

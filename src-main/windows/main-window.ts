import type { Session, WebContents, WebContentsView } from 'electron';
import { BaseWindow, nativeTheme, screen } from 'electron';
import { printError } from '../ipc/print-error.ts';
import type { PageHost } from '../protocol/page-headers.ts';
import { createPageView, openPageSession, startAddress } from './page-view.ts';
import type { WindowState } from './window-state.ts';
import { fitBounds, MIN_HEIGHT, MIN_WIDTH } from './window-state.ts';

type Deps = {
  readonly state: WindowState;
  readonly icon: string | undefined;
  /** Opens the doors of a fresh page before it loads. */
  readonly onPage: (host: PageHost, contents: WebContents) => void;
  /** The page's process ended by itself. */
  readonly onPageGone: (host: PageHost) => void;
  readonly onBoundsChanged: (bounds: Pick<WindowState, 'bounds' | 'maximized'>) => void;
};

export type MainWindow = {
  readonly window: BaseWindow;
  /** Null between two pages. */
  readonly page: () => WebContents | null;
  /** Ends the page's process at once, with everything it held in memory, and shows a new one. */
  readonly renewPage: () => Promise<void>;
  /** Lays the secret page over the whole window. */
  readonly openSecret: () => Promise<void>;
  /** Ends the secret page's process. */
  readonly closeSecret: () => void;
  readonly show: () => void;
};

const DEFAULT_WIDTH = 1360;
const DEFAULT_HEIGHT = 860;
/** A window that is dragged, or that the system is still placing, passes many places; it is where it comes to rest. */
const SETTLED_AFTER_MS = 300;
const BACKGROUND = { light: '#ffffff', dark: '#181c1c' } as const;

/**
 * The one window. Its content is a view (and over it, when a password is asked for, a second one), because a view can be
 * thrown away together with its process while the window stays where it is.
 */
export function createMainWindow(deps: Deps): MainWindow {
  const workAreas = screen.getAllDisplays().map((display) => display.workArea);
  const bounds = fitBounds(deps.state.bounds, workAreas);
  const window = new BaseWindow({
    ...(bounds ?? { width: DEFAULT_WIDTH, height: DEFAULT_HEIGHT, center: true }),
    minWidth: MIN_WIDTH,
    minHeight: MIN_HEIGHT,
    title: 'Orgbench',
    backgroundColor: background(),
    show: false,
    ...(deps.icon === undefined ? {} : { icon: deps.icon }),
  });
  if (deps.state.maximized) window.maximize();

  const sessions: Record<PageHost, Session> = { page: openPageSession('page'), secret: openPageSession('secret') };
  const views = new Map<PageHost, WebContentsView>();

  const layOut = (): void => {
    const { width, height } = window.getContentBounds();
    for (const view of views.values()) view.setBounds({ x: 0, y: 0, width, height });
  };
  const focusTop = (): void => (views.get('secret') ?? views.get('page'))?.webContents.focus();
  const reportBounds = (): void => {
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return;
    deps.onBoundsChanged({ bounds: window.getNormalBounds(), maximized: window.isMaximized() });
  };

  const remove = (host: PageHost): void => {
    const view = views.get(host);
    if (view === undefined) return;
    views.delete(host);
    window.contentView.removeChildView(view);
    // Not `destroy` of the window: the page's process ends because nothing else lives in its session.
    view.webContents.close();
    void sessions[host].clearStorageData();
  };

  const add = async (host: PageHost): Promise<void> => {
    remove(host);
    const view = createPageView(host, sessions[host]);
    views.set(host, view);
    view.setBackgroundColor(background());
    deps.onPage(host, view.webContents);
    view.webContents.on('render-process-gone', () => {
      if (views.get(host) === view) deps.onPageGone(host);
    });
    // The secret page stays on top, whichever of the two is newer.
    window.contentView.addChildView(view, host === 'page' ? 0 : undefined);
    layOut();
    await view.webContents.loadURL(startAddress(host)).catch((error: unknown) => {
      // A view that was closed while it was loading reports an abort; any other failure leaves an empty window.
      if (views.get(host) === view) printError(error, 620);
    });
    if (views.get(host) === view) focusTop();
  };

  window.on('resize', layOut);
  window.on('focus', focusTop);
  let settling: NodeJS.Timeout | undefined;
  const reportSettled = (): void => {
    clearTimeout(settling);
    settling = setTimeout(reportBounds, SETTLED_AFTER_MS);
  };
  for (const name of ['resize', 'move', 'maximize', 'unmaximize'] as const)
    window.on(name as 'maximize', reportSettled);
  window.on('close', () => {
    clearTimeout(settling);
    reportBounds();
  });
  nativeTheme.on('updated', () => {
    if (window.isDestroyed()) return;
    window.setBackgroundColor(background());
    for (const view of views.values()) view.setBackgroundColor(background());
  });

  return {
    window,
    page: () => views.get('page')?.webContents ?? null,
    renewPage: () => add('page'),
    openSecret: () => add('secret'),
    closeSecret: () => {
      remove('secret');
      focusTop();
    },
    show: () => {
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
  };
}

/** Of the window before the page draws, so that a dark screen does not flash white. Equal to the page's own ground. */
function background(): string {
  return nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light;
}

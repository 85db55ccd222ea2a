/** The fuses in the binary of the app, as electron-builder.yml has them; a test holds both equal. */
export const FUSES: Readonly<Record<string, { readonly on: boolean; readonly why: string }>> = {
  runAsNode: { on: false, why: 'The binary cannot be run as a Node.' },
  enableNodeOptionsEnvironmentVariable: { on: false, why: 'NODE_OPTIONS cannot load code into it.' },
  enableNodeCliInspectArguments: { on: false, why: 'No debugger can be attached by an argument or a signal.' },
  enableCookieEncryption: { on: true, why: 'Chromium encrypts cookies; there are none.' },
  enableEmbeddedAsarIntegrityValidation: {
    on: true,
    why: 'The hash of the code is checked at the start, on Windows and macOS. Linux has no such check.',
  },
  onlyLoadAppFromAsar: { on: true, why: 'Code is loaded from its archive only.' },
  grantFileProtocolExtraPrivileges: { on: false, why: 'Pages get nothing of the file system.' },
};

/** The content security policy of every page, as src-main/protocol/page-headers.ts makes it; a test holds both equal. */
export const PAGE_POLICY: readonly (readonly [rule: string, why: string])[] = [
  ["default-src 'none'", 'Nothing that is not named below.'],
  ["script-src 'self'", 'Scripts of the app only; none inside a page, no eval.'],
  ["connect-src 'none'", 'No connections of any kind.'],
  ["img-src 'self' data:", 'Pictures of the app, or inside a page.'],
  ["font-src 'self'", 'Fonts of the app.'],
  ["style-src 'self' 'nonce-…'", 'Styles of the app; others only with a word that is new for every page.'],
  ["worker-src 'self'", 'Workers of the app.'],
  ["base-uri 'none'", 'No page can change where its links lead.'],
  ["form-action 'none'", 'No form is sent.'],
  ["frame-ancestors 'none'", 'No page can be framed.'],
  ["object-src 'none'", 'No plug-ins.'],
];

/** What the shell denies its pages (src-main/protocol/harden-session.ts, src-main/windows). */
export const DENIALS: readonly (readonly [what: string, how: string])[] = [
  [
    'Permissions: camera, microphone, location, notifications, clipboard reading, USB, serial, HID, Bluetooth',
    'all denied',
  ],
  ['Requests of a page to anything but the app itself', 'all cancelled'],
  ['Navigation, new windows, downloads', 'all denied'],
  ['Spelling checker, which would download dictionaries', 'off'],
  ['Node in a page; a page without the sandbox', 'never'],
  ['Remote debugging of the packaged app', 'the app ends at once'],
  ['Entitlements on macOS', 'com.apple.security.cs.allow-jit, and no other'],
];
